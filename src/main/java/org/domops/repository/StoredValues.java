package org.domops.repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.domops.repository.fleetfile.ControlEntry;

/** Turns columns of definitions into what a fleet file has in their place. */
final class StoredValues {

    private StoredValues() {
    }

    /** @return null where the column is */
    static Duration duration(ResultSet row, String column) throws SQLException {
        Long seconds = row.getObject(column, Long.class);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    static ControlEntry control(ResultSet row, Boolean serial) throws SQLException {
        String waves = row.getString("waves");
        String threshold = row.getString("stop_threshold");
        return new ControlEntry(serial, row.getObject("parallel", Integer.class),
                waves == null ? null : WaveSizes.parse(waves),
                threshold == null ? null : StopThreshold.parse(threshold));
    }

    /** @param text null or numbers with commas */
    static List<Integer> codes(String text) {
        return text == null ? List.of() : Arrays.stream(text.split(",")).map(String::strip).map(Integer::valueOf).toList();
    }
}
