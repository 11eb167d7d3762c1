package org.domops.cli;

/** Starts the server inside this process; returns when it is ready. */
@FunctionalInterface
interface ServerStart {

    /**
     * @param atWork called just before the first lane may be worked on
     * @param args Spring Boot's arguments, e.g. {@code --server.port=8080}
     */
    void start(Runnable atWork, String... args);
}
