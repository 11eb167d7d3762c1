package org.domops.torture.arena;

import org.domops.torture.schedule.TortureRun;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The operations of {@link TortureRun#ALL} on the arena's targets. */
final class FleetFile {

    static final String ENVIRONMENT = "PROD";

    private FleetFile() {
    }

    static String text(List<Target> targets) {
        StringBuilder yaml = new StringBuilder("environments:\n  - {name: PROD, code: PRD}\ndatabases:\n");
        for (Target target : targets) {
            yaml.append("""
                      - name_prefix: TORT
                        instance: "%s"
                        environments:
                          - {environment: PROD, dialect: mariadb, connect_string: "%s", username: %s, credential: "env:%s"%s}
                    """.formatted(target.label().substring(4), target.connectString(), target.name(), Target.PASSWORD_VARIABLE,
                    target.site() == null ? "" : ", site: " + target.site()).indent(0));
        }
        yaml.append("""
                packages:
                  - {name: TORTURE_OP, sources: {mariadb: torture_op.mariadb.sql}}
                operations:
                """);
        TortureRun.ALL.stream().map(TortureRun::operation).distinct().forEach(operation -> yaml.append(operation(operation, targets)));
        yaml.append("objects:\n");
        for (TortureRun run : TortureRun.ALL) {
            for (int i = 1; i <= run.objects() && run.instance() == 1; i++) {
                yaml.append("  - {type: TABLE, owner: APP, name: %s, databases: [%s]}\n".formatted(object(run, i), labels(targets, targets.size())));
            }
        }
        return yaml.toString();
    }

    private static String operation(String name, List<Target> targets) {
        List<TortureRun> runs = TortureRun.ALL.stream().filter(run -> run.operation().equals(name)).toList();
        TortureRun first = runs.get(0);
        return """
                  - name: %s
                    package: TORTURE_OP
                    retries: 3
                    backoff: 1s
                    state_tables:
                      - {name: TORTURE_STATE, sources: {mariadb: torture_state.mariadb.sql}}
                    tasks: [%s]
                    instances: [%s]
                    environments: [{environment: PROD}]
                    parameters:
                      - {name: ROUNDS, environment: PROD, value: "%d"}
                      - {name: KIND, environment: PROD, value: %s}
                    objects: [%s]
                """.formatted(name,
                TortureRun.TASKS.stream().map("{procedure: %s, transient_errors: [\"-20777\"]}"::formatted).collect(Collectors.joining(", ")),
                runs.stream().map(run -> "{instance: %d, databases: [%s]}".formatted(run.instance(), labels(targets, run.targets())))
                        .collect(Collectors.joining(", ")),
                first.rounds(), first.kind(),
                IntStream.rangeClosed(1, first.objects()).mapToObj(i -> "{object: APP.%s, run_order: %d}".formatted(object(first, i), i))
                        .collect(Collectors.joining(", "))).indent(2);
    }

    static String object(TortureRun run, int number) {
        return run.kind() + "_" + number;
    }

    private static String labels(List<Target> targets, int count) {
        return targets.stream().limit(count).map(Target::label).collect(Collectors.joining(", "));
    }

    static Map<String, String> sources() {
        return Map.of("torture_op.mariadb.sql", Resources.text("/torture/torture_op.mariadb.sql"),
                "torture_state.mariadb.sql", Resources.text("/torture/torture_state.mariadb.sql"));
    }
}
