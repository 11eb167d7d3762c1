package org.domops.target.mariadb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.domops.target.Sha256;
import org.domops.target.SqlScript;
import org.domops.target.SqlStatement.Created;

/**
 * DOM's own code for a schema, as it comes with DOM.
 *
 * @param scripts in the order in which they are run
 */
record OwnCode(String sha256, List<SqlScript> scripts) {

    /** Its name in DOM$INSTALLED_CODE and in results. */
    static final String NAME = "DOM";
    private static final String TABLES = "01_tables.sql";
    private static final List<String> FILES = List.of(TABLES, "02_shims.sql", "03_step.sql", "04_dom.sql");

    static OwnCode shipped() {
        List<String> texts = FILES.stream().map(OwnCode::text).toList();
        return new OwnCode(Sha256.of(String.join("", texts)), texts.stream().map(SqlScript::parse).toList());
    }

    /** The tables alone; what is there already is left alone. */
    static SqlScript tables() {
        return SqlScript.parse(text(TABLES));
    }

    List<Created> creates() {
        return scripts.stream().flatMap(script -> script.creates().stream()).toList();
    }

    private static String text(String name) {
        String path = "/db/target/mariadb/" + name;
        try (InputStream in = OwnCode.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("DOM was built without " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
