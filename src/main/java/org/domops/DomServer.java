package org.domops;

import org.domops.engine.AdminUser;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/** The DOM server: engine, repository, worker, REST and webapps in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class DomServer {

    static {
        // read by H2 once, when its first class is loaded: its port, if it is opened, is this machine's only
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * Starts the server; tells in the log what it waits for.
     *
     * @see #run(Consumer, Runnable, String...)
     */
    public static ConfigurableApplicationContext run(String... args) {
        return run(LoggerFactory.getLogger(DomServer.class)::info, () -> { }, args);
    }

    /**
     * Starts the server.
     *
     * @param tell takes what the start waits for, in words: the repository, or another server's start
     * @param atWork called just before the first lane may be worked on
     * @param args Spring Boot arguments, e.g. {@code --server.port=8081}; {@code --dom.data=FOLDER} is the data folder,
     *             by default that of {@code DOM_DATA}, else {@code .dom/data}; it is made if it does not exist;
     *             {@code --dom.repository.url=…}, {@code .user} and {@code .password} name a PostgreSQL that servers share
     * @return the running server's context; closing it stops the server
     * @throws org.domops.error.DomException when a setting can't be read, the data folder or a port can't be used, or the
     *         repository refuses its password, or can't be reached for too long
     */
    public static ConfigurableApplicationContext run(Consumer<String> tell, Runnable atWork, String... args) {
        Path data = DataFolder.of(args);
        RepositoryLogin repository = RepositoryLogin.of(data, args);
        AdminPassword password = AdminPassword.in(data);
        try (StartTurn turn = repository.turn(tell)) {
            ConfigurableApplicationContext context = repository.judged(() -> new SpringApplicationBuilder(DomServer.class)
                    .profiles(repository.profile().isEmpty() ? new String[0] : new String[] {repository.profile()})
                    .initializers((GenericApplicationContext beans) -> beans.registerBean(AtWork.class, () -> new AtWork(atWork)))
                    .properties("camunda.bpm.admin-user.password=" + password.value(),
                            "spring.datasource.password=" + repository.value())
                    .run(args));
            password.agree(context.getBean(AdminUser.class), repository.shared());
            context.getBeanProvider(StartConnections.class).ifAvailable(StartConnections::end);
            return context;
        } catch (RuntimeException e) {
            throw BadSetting.in(e).<RuntimeException>map(setting -> setting).orElse(e);
        }
    }
}
