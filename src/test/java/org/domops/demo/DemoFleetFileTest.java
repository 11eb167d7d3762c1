package org.domops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.domops.fleet.FleetDatabase;
import org.domops.repository.fleetfile.FleetFile;
import org.domops.repository.fleetfile.FleetUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class DemoFleetFileTest {

    @TempDir
    Path root;

    @Test
    void the_file_has_every_database_and_no_mistake() throws Exception {
        Path folder = Files.createDirectories(root.resolve("a folder: with # signs"));
        Path file = folder.resolve("fleet.yaml");
        List<FleetDatabase> databases = Stream.of("SALESPRD01", "SALESPRD02", "BILLPRD01")
                .map(name -> new FleetDatabase(name, "127.0.0.1", 3306, "DOM_CLIENT", "DOM_CLIENT",
                        folder.resolve("fleet/secrets").resolve(name), "SALES")).toList();

        DemoFleetFile.write(file, databases);

        assertThat(Files.readString(file)).contains("connect_string: 127.0.0.1:3306/DOM_CLIENT",
                "credential: file:fleet/secrets/SALESPRD02").doesNotContain("{SALES", "{BILL");
        assertThat(FleetFile.parse(FleetUpload.read(file))).isNotNull();
    }
}
