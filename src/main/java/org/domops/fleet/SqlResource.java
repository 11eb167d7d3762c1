package org.domops.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/** An SQL script of the class path with {@code &marker}s, its statements ended by {@code ;} or by a line {@code /}. */
final class SqlResource {

    private SqlResource() {
    }

    /** @param markers what each marker, without {@code &}, is replaced by; longer ones come before their beginnings */
    static void run(Connection connection, String path, Map<String, String> markers) throws SQLException {
        String text = read(path).replaceAll("(?m)^\\s*--.*$", "");
        for (Map.Entry<String, String> marker : markers.entrySet()) {
            text = text.replace("&" + marker.getKey(), marker.getValue());
        }
        try (Statement statement = connection.createStatement()) {
            for (String sql : text.split("(?m);\\s*$|^/\\s*$")) {
                if (!sql.isBlank()) {
                    statement.execute(sql.strip());
                }
            }
        }
    }

    private static String read(String path) {
        try (InputStream stream = SqlResource.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new DomException(DomCode.FLEET_UNAVAILABLE, "the script " + path + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DomException(DomCode.FLEET_UNAVAILABLE, "the script " + path + " can't be read: " + e, e);
        }
    }
}
