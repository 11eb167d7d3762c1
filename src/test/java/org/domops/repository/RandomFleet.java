package org.domops.repository;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.domops.repository.fleetfile.FleetUpload;

/**
 * A fleet file without mistakes, made up from a seed: few names, so that two of them share some, in changing cases, and
 * texts that a writer of YAML easily gets wrong. Written as JSON, which is YAML.
 */
final class RandomFleet {

    private static final List<String> TEXTS = List.of("plain", "yes", "007", "1e3", "~", "null", " padded ", "a: b", "# no",
            "- dash", "'", "\"", "two\nlines", "\nleading", "trailing\n", "tab\t", "cr\r\nlf", "ümläut €", "\uD83D\uDE00",
            "\u0007bell", "a, [b]", "{x}", "%", "@at", "*star", "&and", "!tag", "12:30:45", "2026-01-31", "long ".repeat(60),
            "\u0085nel", "\u2028ls", "...", "---", "|", ">", "\\n", "=", "<<", "?");
    private static final List<String> PROCEDURES = List.of("P1", "P2", "P3", "P4", "P5");

    private final Random random;
    private final Map<String, String> sources = new TreeMap<>();

    RandomFleet(long seed) {
        random = new Random(seed);
    }

    FleetUpload upload() {
        Map<String, Object> file = new LinkedHashMap<>();
        List<String> environments = names("Env", 3);
        List<String> databases = names("Db", 5);
        List<String> objects = names("Tab", 4);
        file.put("environments", environments.stream().map(this::environment).toList());
        file.put("databases", databases.stream().map(name -> database(name, environments)).toList());
        file.put("objects", objects.stream().map(name -> object(name, databases)).toList());
        List<String> packages = List.of("PACKAGE_A", "PACKAGE_B");
        file.put("packages", packages.stream().map(this::packageKeys).toList());
        file.put("operations", names("op-", 3).stream()
                .map(name -> operation(name, packages, environments, databases, objects)).toList());
        try {
            return new FleetUpload("/opt/fleet/fleet.yaml", new ObjectMapper().writeValueAsString(file), sources);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> environment(String name) {
        Map<String, Object> keys = keys("name", name);
        keys.put("code", "C" + random.nextInt(100));
        maybe(keys, "description", this::text);
        maybe(keys, "windows", this::windows);
        return enabled(keys);
    }

    private List<Object> windows() {
        return IntStream.range(0, random.nextInt(3)).mapToObj(i -> {
            Map<String, Object> keys = keys("from", String.format("%02d:%02d", random.nextInt(24), i));
            keys.put("to", String.format("%02d:%02d", random.nextInt(24), random.nextInt(60)));
            keys.put("time_zone", pick(List.of("UTC", "Europe/Berlin", "America/New_York", "Etc/GMT+3")));
            maybe(keys, "days", () -> some(List.of("MON", "TUE", "WED", "thu", "Fri", "SAT", "SUN"), 1));
            return (Object) enabled(keys);
        }).toList();
    }

    private Map<String, Object> database(String name, List<String> environments) {
        Map<String, Object> keys = keys("name_prefix", name);
        keys.put("instance", "1");
        keys.put("environments", some(environments, 1).stream().map(environment -> {
            Map<String, Object> in = keys("environment", environment);
            maybe(in, "environment_code", () -> "E" + random.nextInt(9));
            maybe(in, "instance_suffix", () -> "0" + random.nextInt(9));
            in.put("dialect", "mariadb");
            in.put("connect_string", "host" + random.nextInt(9) + ":3306/DOM");
            in.put("username", "DOM");
            in.put("credential", pick(List.of("env:X", "file:/a b/#c", "file:relative/path")));
            maybe(in, "parallel", () -> 1 + random.nextInt(9));
            maybe(in, "site", () -> pick(List.of("frankfurt", "007", "no", "a-b_c")));
            maybe(in, "windows", this::windows);
            return enabled(in);
        }).toList());
        return enabled(keys);
    }

    private Map<String, Object> object(String name, List<String> databases) {
        Map<String, Object> keys = keys("type", "table");
        keys.put("owner", "OWN");
        keys.put("name", name);
        maybe(keys, "databases", () -> databases(databases, 0));
        return enabled(keys);
    }

    private List<Object> databases(List<String> databases, int least) {
        return some(databases, least).stream().map(name -> random.nextInt(4) > 0 ? (Object) (name + "1")
                : enabled(keys("database", name + "1"))).toList();
    }

    private Map<String, Object> packageKeys(String name) {
        String path = pick(List.of("a.sql", "../b.sql", "dir/c.sql", "/etc/d.sql")).replace(".sql", "." + name + ".sql");
        StringBuilder source = new StringBuilder("CREATE PACKAGE " + name + " AS PROCEDURE iterator(a INT, b INT, c INT);"
                + " PROCEDURE initial(a INT); PROCEDURE final(a INT, b INT);");
        PROCEDURES.forEach(procedure -> source.append(" PROCEDURE ").append(procedure).append("(a INT);"));
        sources.put(path, source + " END;\n/\nCREATE PACKAGE BODY " + name + " AS BEGIN NULL; END;\n-- " + text());
        Map<String, Object> keys = keys("name", name);
        keys.put("sources", random.nextBoolean() ? Map.of("mariadb", path) : Map.of("mariadb", path, "oracle", path));
        maybe(keys, "unchecked", random::nextBoolean);
        return enabled(keys);
    }

    private Map<String, Object> operation(
            String name, List<String> packages, List<String> environments, List<String> databases, List<String> objects) {
        Map<String, Object> keys = keys("name", name);
        keys.put("package", pick(packages));
        maybe(keys, "iterator", () -> random.nextBoolean() ? pick(packages) : enabled(keys("package", pick(packages))));
        maybe(keys, "description", this::text);
        maybe(keys, "duration", this::duration);
        maybe(keys, "retries", () -> random.nextInt(9));
        maybe(keys, "backoff", this::duration);
        control(keys);
        keys.put("tasks", some(PROCEDURES, 1).stream().map(this::task).toList());
        keys.put("instances", IntStream.rangeClosed(1, 1 + random.nextInt(2)).mapToObj(i -> {
            Map<String, Object> instance = keys("instance", i);
            maybe(instance, "description", this::text);
            instance.put("databases", databases(databases, 1));
            return enabled(instance);
        }).toList());
        List<String> own = some(environments, 1);
        boolean serial = Boolean.TRUE.equals(keys.get("serial"));
        keys.put("environments", own.stream().map(environment -> {
            Map<String, Object> in = keys("environment", environment);
            maybe(in, "duration", this::duration);
            if (!serial) {
                control(in);
            }
            return enabled(in);
        }).toList());
        List<String> ownObjects = some(objects, 1);
        keys.put("objects", ownObjects.stream().map(object -> enabled(keys("object", "OWN." + object))).toList());
        keys.put("parameters", own.stream().flatMap(environment -> IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> parameter("PAR" + i, environment, ownObjects))).toList());
        return enabled(keys);
    }

    private void control(Map<String, Object> keys) {
        if (random.nextInt(4) == 0) {
            keys.put("serial", true);
            return;
        }
        maybe(keys, "serial", () -> false);
        maybe(keys, "parallel", () -> 1 + random.nextInt(99));
        maybe(keys, "waves", () -> pick(List.of("1, 10%, rest", "5", "rest", "100%")));
        maybe(keys, "stop_threshold", () -> pick(List.of("0", "3", "0%", "99%", "100%")));
    }

    private Map<String, Object> task(String procedure) {
        Map<String, Object> keys = keys("procedure", procedure);
        if (procedure.equals("P1")) {
            keys.put("description", "of P1");
        }
        maybe(keys, "retries", () -> random.nextInt(9));
        maybe(keys, "backoff", this::duration);
        maybe(keys, "transient_errors", () -> some(List.of(1205, -54, 1213, "ORA-01653"), 1));
        maybe(keys, "resumable", this::duration);
        maybe(keys, "ddl_lock_timeout", this::duration);
        maybe(keys, "max_step_time", this::duration);
        return enabled(keys);
    }

    private Map<String, Object> parameter(String name, String environment, List<String> objects) {
        Map<String, Object> keys = keys("name", name);
        keys.put("environment", environment);
        keys.put("value", random.nextInt(5) == 0 ? null : text());
        maybe(keys, "object", () -> "OWN." + pick(objects));
        maybe(keys, "instance", () -> 1);
        maybe(keys, "secret", random::nextBoolean);
        return enabled(keys);
    }

    private String text() {
        return random.nextBoolean() ? pick(TEXTS) : pick(TEXTS) + pick(TEXTS);
    }

    private String duration() {
        return pick(List.of("1s", "90s", "1h30m", "01:02:03", "9999d", "99999h", "3d", "59m59s"));
    }

    /** Of one kind, in the case that this file likes for each. */
    private List<String> names(String prefix, int most) {
        return some(IntStream.rangeClosed(1, most).mapToObj(i -> prefix + i).toList(), 1).stream()
                .map(name -> random.nextInt(3) == 0 ? name.toUpperCase(Locale.ROOT) : name).toList();
    }

    private <T> List<T> some(List<T> all, int least) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, least + random.nextInt(all.size() - least + 1));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void maybe(Map<String, Object> keys, String key, Supplier<Object> value) {
        if (random.nextInt(3) == 0) {
            keys.put(key, value.get());
        }
    }

    private Map<String, Object> enabled(Map<String, Object> keys) {
        maybe(keys, "enabled", () -> random.nextInt(3) > 0);
        return keys;
    }

    private static Map<String, Object> keys(String key, Object value) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put(key, value);
        return keys;
    }
}
