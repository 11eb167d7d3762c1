package org.domops.repository;

import org.domops.jvm.DomJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/** What follows on a target from a commit in the repository must find the commit there after kill -9. */
class CommitDurabilityTest {

    @TempDir
    Path folder;

    @Test
    void a_commit_is_in_the_file_when_the_process_is_halted_right_after_it() throws Exception {
        String url = url();
        Process process = new ProcessBuilder(DomJvm.java(),
                "-cp", System.getProperty("java.class.path"), CommitDurabilityTest.class.getName(), url).inheritIO().start();
        assertThat(process.waitFor()).isEqualTo(HALTED);
        try (Connection connection = DriverManager.getConnection(url, "dom", "");
             Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery("select count(*) from COMMITTED")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(COMMITS);
        }
    }

    private static final int COMMITS = 50;
    private static final int HALTED = 9;

    /** The server's own settings, on a file of the test's. */
    private String url() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        return yaml.getObject().getProperty("spring.datasource.url").replace("${dom.data}", folder.toString());
    }

    /** The process that commits and is halted: no shutdown hook runs, as with kill -9. */
    public static void main(String[] url) throws Exception {
        Connection connection = DriverManager.getConnection(url[0], "dom", "");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table COMMITTED (id integer)");
            for (int i = 0; i < COMMITS; i++) {
                statement.execute("insert into COMMITTED values (" + i + ")");
                connection.commit();
            }
        }
        Runtime.getRuntime().halt(HALTED);
    }
}
