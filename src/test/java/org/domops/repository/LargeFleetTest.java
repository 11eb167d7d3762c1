package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.domops.repository.fleetfile.FleetExport;
import org.junit.jupiter.api.Test;

class LargeFleetTest {

    @Test
    void a_fleet_of_a_thousand_databases_is_applied_and_planned() {
        try (TestRepository repository = new TestRepository()) {
            String fleet = fleet(1000);
            assertThat(repository.apply(fleet)).hasSizeGreaterThan(10_000);
            assertThat(repository.apply(fleet)).isEmpty();
            assertThat(repository.definitions.plan("roll-off", "PROD", 1).lanes()).hasSize(1000)
                    .allSatisfy(lane -> assertThat(lane.objects()).hasSize(10));
            assertThat(new ExplainPlan(repository.definitions, new RunRules(repository.jdbc),
                    new FixedDiagrams(Map.of(), List.of()), repository.jdbc).explain("roll-off", "PROD", 1).lanes()).hasSize(1000);
            FleetExport export = repository.export();
            assertThat(repository.apply(export.fleetFile())).isEmpty();
        }
    }

    private static String fleet(int databases) {
        String labels = IntStream.range(0, databases).mapToObj(i -> "DB" + i).collect(Collectors.joining(", "));
        StringBuilder yaml = new StringBuilder("environments: [{name: PROD, code: P}]\ndatabases:\n");
        IntStream.range(0, databases).forEach(i -> yaml.append("""
                  - name_prefix: DB
                    instance: "%d"
                    environments:
                      - {environment: PROD, dialect: mariadb, connect_string: "db%d:3306/DOM", username: DOM, credential: env:DB%d}
                """.formatted(i, i, i)));
        yaml.append("packages: [{name: ROLL_OFF, shipped: roll_off}]\nobjects:\n");
        IntStream.range(0, 10).forEach(i -> yaml.append(
                "  - {type: TABLE, owner: SALES, name: T%d, databases: [%s]}\n".formatted(i, labels)));
        yaml.append("operations:\n  - name: roll-off\n    package: ROLL_OFF\n    tasks: [{procedure: DROP_OLD}]\n"
                + "    environments: [{environment: PROD}]\n    instances: [{databases: [").append(labels)
                .append("]}]\n    objects:\n");
        IntStream.range(0, 10).forEach(i -> yaml.append("      - object: SALES.T").append(i).append('\n'));
        return yaml.toString();
    }
}
