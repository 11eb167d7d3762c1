package org.domops.demo;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.fleet.FleetDatabase;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the demo's fleet file: the template with each database's address and the place of its password. */
final class DemoFleetFile {

    private static final String TEMPLATE = "/demo/fleet.yaml";

    private DemoFleetFile() {
    }

    static void write(Path file, List<FleetDatabase> databases) {
        try (InputStream template = DemoFleetFile.class.getResourceAsStream(TEMPLATE)) {
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            for (FleetDatabase database : databases) {
                text = text.replace("{" + database.name() + ".connect_string}", database.connectString())
                        .replace("{" + database.name() + ".username}", database.user())
                        .replace("{" + database.name() + ".credential}", "file:" + credential(file, database));
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new DomException(DomCode.DATA_FOLDER_IN_USE, file + " can't be written: " + e, e);
        }
    }

    /** Relative to the fleet file's folder, as DOM reads it. */
    private static String credential(Path file, FleetDatabase database) {
        return file.getParent().relativize(database.passwordFile()).toString().replace('\\', '/');
    }
}
