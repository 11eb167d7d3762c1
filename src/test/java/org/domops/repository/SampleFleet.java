package org.domops.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.domops.repository.fleetfile.FleetUpload;

/** The fleet file that the tests of the repository begin with. */
public final class SampleFleet {

    private SampleFleet() {
    }

    public static FleetUpload upload() {
        return upload(text());
    }

    public static FleetUpload upload(String text) {
        return new FleetUpload("/opt/fleet/fleet.yaml", text, Map.of());
    }

    public static String text() {
        return resource("fleet/fleet.yaml");
    }

    /** The sample with one part, which must be in it, replaced. */
    public static String with(String part, String replacement) {
        if (!text().contains(part)) {
            throw new IllegalArgumentException("the sample has no " + part);
        }
        return text().replace(part, replacement);
    }

    public static String resource(String path) {
        try (InputStream in = SampleFleet.class.getClassLoader().getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
