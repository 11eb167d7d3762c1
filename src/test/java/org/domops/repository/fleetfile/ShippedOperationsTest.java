package org.domops.repository.fleetfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class ShippedOperationsTest {

    @Test
    void drop_partition_comes_with_all_that_a_fleet_file_says_of_it() {
        FleetFile file = FleetFile.parse(new FleetUpload("fleet.yaml", """
                environments:
                  - {name: PROD, code: PRD}
                databases:
                  - name_prefix: SALES
                    instance: "01"
                    environments:
                      - environment: PROD
                        dialect: mariadb
                        connect_string: 127.0.0.1:3306/DOM_CLIENT
                        username: DOM_CLIENT
                        credential: env:SALESPRD01
                packages:
                  - {name: DROP_PARTITION, shipped: drop_partition}
                operations:
                  - name: drop-partition
                    package: DROP_PARTITION
                    duration: 2h
                    state_tables:
                      - {name: DROP_PARTITION_STATE, shipped: drop_partition}
                      - {name: DROP_PARTITION_HISTORY, shipped: drop_partition}
                      - {name: DROP_PARTITION_NOTICES, shipped: drop_partition}
                    tasks:
                      - procedure: CREATE_EXCHANGE_TABLE
                      - procedure: EXCHANGE_PARTITION
                      - procedure: DROP_PARTITION
                      - procedure: REPOPULATE
                      - procedure: REBUILD_STATISTICS
                      - procedure: DROP_EXCHANGE_TABLE
                      - procedure: RECORD_HISTORY
                    instances:
                      - databases: [SALES01]
                    environments:
                      - environment: PROD
                    objects:
                      - object: SALES.CDR_DATA
                    parameters:
                      - {name: KEEP_PARTITIONS, environment: PROD, value: 7}
                objects:
                  - {type: TABLE, owner: SALES, name: CDR_DATA, databases: [SALES01]}
                """, Map.of()));
        assertThat(file.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.enabledProcedures()).hasSize(7).startsWith("CREATE_EXCHANGE_TABLE");
            assertThat(operation.stateTables()).hasSize(3).allMatch(table -> table.hasSource("mariadb"));
        });
        assertThat(file.packages()).singleElement().satisfies(entry -> assertThat(entry.source("mariadb")).isPresent());
    }
}
