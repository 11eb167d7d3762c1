package org.domops.repository;

import java.util.Map;

import org.domops.repository.fleetfile.FleetUpload;

/** A fleet file that has every key there is. */
public final class EveryKeyFleet {

    public static final String SECRET = "tiger-in-the-tank";

    private static final String OWN = """
            CREATE OR REPLACE PACKAGE own AS
              PROCEDURE iterator(p_handle VARCHAR2, p_owner VARCHAR2, p_object VARCHAR2);
              PROCEDURE initial(p_handle VARCHAR2);
              PROCEDURE final(p_handle VARCHAR2, p_after_error VARCHAR2);
              PROCEDURE step(p_handle VARCHAR2);
            END;
            /
            CREATE OR REPLACE PACKAGE BODY own AS BEGIN NULL; END;
            /
            """;

    private EveryKeyFleet() {
    }

    public static FleetUpload upload() {
        return upload(SampleFleet.resource("fleet/every-key.yaml"));
    }

    public static FleetUpload upload(String text) {
        return new FleetUpload("/opt/fleet/fleet.yaml", text, Map.of(
                "../shared/own.sql", OWN, "oracle/own.sql", "-- for Oracle\n" + OWN,
                "odd.sql", "CREATE PACKAGE odd IS WHAT NOBODY CAN READ\n",
                "state.sql", "CREATE TABLE OTHER_STATE (run_id INT)"));
    }
}
