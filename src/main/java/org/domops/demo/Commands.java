package org.domops.demo;

/** The command line, as a person would use it. */
@FunctionalInterface
public interface Commands {

    /** @return the exit status */
    int run(String... arguments);
}
