package org.domops;

import jakarta.annotation.PreDestroy;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.h2.tools.Server;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

import javax.sql.DataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * Lets SQL clients of this machine log in to the repository while the server runs: H2 gives its file to one process, so
 * that process passes it on. Only where {@code dom.sql-port} is set.
 */
@Component
@ConditionalOnProperty("dom.sql-port")
class SqlPort {

    private final Server server;

    /** @param repository opened before and closed after the port */
    SqlPort(@Value("${dom.sql-port}") int port, @Value("${dom.data}") Path data,
            @Value("${spring.datasource.password}") String password, DataSource repository, ConfigurableEnvironment environment) {
        if (password.isEmpty()) {
            throw new DomException(DomCode.REPOSITORY_LOGIN, "the repository in " + data + " was made without a password by an "
                    + "older version, so it is not opened to SQL clients; use a new data folder, or leave out the SQL port");
        }
        try {
            server = Server.createTcpServer("-tcpPort", String.valueOf(port), "-tcpDaemon", "-ifExists", "-baseDir",
                    data.toAbsolutePath().toString()).start();
            // as Spring Boot does with server.port=0
            environment.getPropertySources().addFirst(new MapPropertySource("sql-port", Map.of("local.sql.port", server.getPort())));
        } catch (SQLException e) {
            throw new DomException(DomCode.PORT_IN_USE, "the SQL port " + port + " can't be opened: " + e.getMessage(), e);
        }
    }

    @PreDestroy
    void stop() {
        server.stop();
    }
}
