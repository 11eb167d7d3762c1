package org.domops.repository;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the rules by which runs and their steps are controlled. A disabled row is as if absent. */
@Component
public class RunRules {

    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private final JdbcClient jdbc;

    public RunRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The operation's rules in the environment: each is the environment's own, else the operation's. */
    public FleetControl control(long operationId, long environmentId) {
        return jdbc.sql("""
                        select coalesce(e.serial, o.serial) as serial, coalesce(e.parallel, o.parallel) as parallel,
                               coalesce(e.waves, o.waves) as waves,
                               coalesce(e.stop_threshold, o.stop_threshold) as stop_threshold
                        from   DOM$OPERATIONS o
                        left join DOM$OPERATION_ENVIRONMENTS e
                               on e.operation_id = o.id and e.environment_id = ? and e.enabled = 'Y'
                        where  o.id = ?""")
                .params(environmentId, operationId)
                .query((row, n) -> {
                    String waves = row.getString("waves");
                    String threshold = row.getString("stop_threshold");
                    if ("Y".equals(row.getString("serial"))) {
                        return FleetControl.SERIAL;
                    }
                    return new FleetControl(false, integer(row, "parallel"),
                            waves == null ? WaveSizes.ONE : WaveSizes.parse(waves),
                            threshold == null ? null : StopThreshold.parse(threshold));
                })
                .single();
    }

    /** The policy of a task; of any other step (INSTALL, ITERATOR, INITIAL, FINAL) that of its operation. */
    public StepPolicy policy(long operationId, String procedure) {
        return jdbc.sql("""
                        select coalesce(s.retries, o.retries) as retries, coalesce(s.backoff, o.backoff) as backoff,
                               s.transient_errors, s.resumable, s.ddl_lock_timeout, s.max_step_time
                        from   DOM$OPERATIONS o
                        left join (select ro.*, t.procedure_name
                                   from   DOM$TASK_RUN_ORDER ro
                                   join   DOM$TASKS t on t.id = ro.task_id) s
                               on s.operation_id = o.id and s.procedure_name = ? and s.enabled = 'Y'
                        where  o.id = ?""")
                .params(procedure, operationId)
                .query((row, n) -> {
                    Integer retries = integer(row, "retries");
                    Duration backoff = seconds(row, "backoff");
                    return new StepPolicy(retries == null ? StepPolicy.DEFAULT_RETRIES : retries,
                            backoff == null ? StepPolicy.DEFAULT_BACKOFF : backoff,
                            codes(row.getString("transient_errors")), seconds(row, "resumable"),
                            seconds(row, "ddl_lock_timeout"), seconds(row, "max_step_time"));
                })
                .single();
    }

    /** The database's own windows in the environment, else the environment's; none: steps may begin at any time. */
    public List<MaintenanceWindow> windows(long databaseId, long environmentId) {
        Map<Boolean, List<MaintenanceWindow>> windows = jdbc.sql("""
                        select database_id, days, from_time, to_time, time_zone from DOM$MAINTENANCE_WINDOWS
                        where  environment_id = ? and (database_id = ? or database_id is null) and enabled = 'Y'
                        order by id""")
                .params(environmentId, databaseId)
                .query((row, n) -> Map.entry(row.getObject("database_id") != null,
                        new MaintenanceWindow(days(row.getString("days")), LocalTime.parse(row.getString("from_time")),
                                LocalTime.parse(row.getString("to_time")), ZoneId.of(row.getString("time_zone")))))
                .list().stream().collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return windows.getOrDefault(true, windows.getOrDefault(false, List.of()));
    }

    /**
     * How many lanes, of all runs, may be on the database at once; empty: any number. If there is a cap, the database's
     * row is locked until the caller's transaction ends.
     */
    public Optional<Integer> lockParallel(long databaseId, long environmentId) {
        return jdbc.sql("""
                        select parallel from DOM$DATABASE_ENVIRONMENTS
                        where  database_id = ? and environment_id = ? and parallel is not null for update""")
                .params(databaseId, environmentId).query(Integer.class).optional();
    }

    /** Whose workers work on the database; empty: the servers' own, or it is not in the environment any more. */
    public Optional<String> site(long databaseId, long environmentId) {
        return jdbc.sql("""
                        select site from DOM$DATABASE_ENVIRONMENTS
                        where  database_id = ? and environment_id = ? and site is not null""")
                .params(databaseId, environmentId).query(String.class).optional();
    }

    /** The sites of all databases, by name. */
    public List<String> sites() {
        return jdbc.sql("select distinct site from DOM$DATABASE_ENVIRONMENTS where site is not null order by site")
                .query(String.class).list();
    }

    private static Set<DayOfWeek> days(String text) {
        return Arrays.stream(text.split(",")).map(day -> DayOfWeek.of(DAYS.indexOf(day.strip()) + 1))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    }

    private static Set<Integer> codes(String text) {
        return text == null ? Set.of()
                : Arrays.stream(text.split(",")).map(code -> Integer.valueOf(code.strip())).collect(Collectors.toSet());
    }

    private static Duration seconds(ResultSet row, String column) throws SQLException {
        Long seconds = row.getObject(column, Long.class);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static Integer integer(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }
}
