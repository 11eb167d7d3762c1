package org.domops.repository.fleetfile;

import org.domops.repository.SampleFleet;

/** Mistakes in what controls runs, steps and assignments. */
final class ControlMistakes {

    private static final String UAT = "{name: UAT, code: UAT}";
    private static final String OPERATION = "    duration: 2h\n";
    private static final String PUT_BACK = "{procedure: put_back, run_order: 40}";
    private static final String KEEP = "{name: keep_partitions, environment: PROD, value: 7}";

    private ControlMistakes() {
    }

    static void add(MistakeCase.Cases cases) {
        windows(cases);
        operations(cases);
        environments(cases);
        tasks(cases);
        assignments(cases);
        parameters(cases);
        packages(cases);
    }

    private static void windows(MistakeCase.Cases cases) {
        window(cases, "unknown time zone", "{from: 22:00, to: 04:00, time_zone: Europe/Berln}",
                "time zone 'Europe/Berln' is not known", "'Europe/Berlin' (did you mean this?)");
        window(cases, "time zone that resembles none", "{from: 22:00, to: 04:00, time_zone: here}", "time zone 'here'",
                "a time zone of the IANA database, such as Europe/Berlin");
        window(cases, "no time zone", "{from: 22:00, to: 04:00}", "a maintenance window has no 'time_zone'", "Europe/Berlin");
        window(cases, "no beginning", "{to: 04:00, time_zone: UTC}", "a maintenance window has no 'from'", "HH:MM");
        window(cases, "no end", "{from: 04:00, time_zone: UTC}", "a maintenance window has no 'to'", "HH:MM");
        window(cases, "midnight as 24:00", "{from: 22:00, to: 24:00, time_zone: UTC}", "'to' of a maintenance window can't be "
                + "'24:00'", "from 00:00 to 23:59");
        window(cases, "time without minutes", "{from: 22, to: 04:00, time_zone: UTC}", "can't be '22'", "HH:MM");
        window(cases, "time with one digit", "{from: 9:30, to: 14:00, time_zone: UTC}", "can't be '9:30'", "HH:MM");
        window(cases, "time with seconds", "{from: '22:00:00', to: 04:00, time_zone: UTC}", "can't be '22:00:00'", "HH:MM");
        window(cases, "minute 60", "{from: 22:60, to: 04:00, time_zone: UTC}", "can't be '22:60'", "HH:MM");
        window(cases, "unknown day", "{days: [SAT, SON], from: 22:00, to: 04:00, time_zone: UTC}", "an item of 'days' of a "
                + "maintenance window can't be 'SON'", "MON, TUE, WED, THU, FRI, SAT, SUN");
        window(cases, "day twice", "{days: [SAT, sat], from: 22:00, to: 04:00, time_zone: UTC}", "day SAT is there twice",
                "each day once");
        window(cases, "no days", "{days: [], from: 22:00, to: 04:00, time_zone: UTC}", "has no 'days'", "without the key, "
                + "every day");
        window(cases, "days as a text", "{days: 'SAT,SUN', from: 22:00, to: 04:00, time_zone: UTC}", "'days' of a maintenance "
                + "window can't be a single value", "a list");
        window(cases, "unknown key of a window", "{from: 22:00, until: 04:00, to: 04:00, time_zone: UTC}",
                "unknown key 'until'", "days, enabled, from, time_zone, to");
        window(cases, "window is a text", "22:00-04:00", "a maintenance window can't be a single value", "days, from, to");
        cases.add("windows is no list", UAT, "{name: UAT, code: UAT, windows: {from: 22:00}}", 5,
                "'windows' of an environment can't be keys and values", "a list");
        cases.add("window twice", UAT, "{name: UAT, code: UAT, windows: [{from: 01:00, to: 02:00, time_zone: UTC}, "
                + "{days: [mon, tue, wed, thu, fri, sat, sun], from: 01:00, to: 02:00, time_zone: UTC}]}", 5,
                "window MON,TUE,WED,THU,FRI,SAT,SUN 01:00-02:00 UTC is there twice", "each window once");
        cases.add("window of a database", "credential: env:SALES_UAT",
                "credential: env:SALES_UAT\n        windows: [{from: 22:00, to: 04:00, time_zone: CEST}]", 20,
                "time zone 'CEST'", "IANA");
    }

    private static void window(MistakeCase.Cases cases, String name, String window, String message, String expected) {
        cases.add(name, UAT, "{name: UAT, code: UAT, windows: [" + window + "]}", 5, message, expected);
    }

    private static void operations(MistakeCase.Cases cases) {
        operation(cases, "parallel zero", "parallel: 0", "'parallel' of an operation can't be '0'", "from 1 to 10000");
        operation(cases, "parallel below zero", "parallel: -1", "can't be '-1'", "from 1 to 10000");
        operation(cases, "parallel is a word", "parallel: all", "can't be 'all'", "a whole number");
        operation(cases, "parallel is broken", "parallel: 1.5", "can't be '1.5'", "a whole number");
        operation(cases, "serial is a word", "serial: always", "can't be 'always'", "true or false");
        operation(cases, "rest in the middle", "waves: 1, rest, 10%", "can't be '1, rest, 10%'", "'rest' as the last alone");
        operation(cases, "wave of nothing", "waves: 0, rest", "can't be '0, rest'", "sizes of waves such as 1, 10%, rest");
        operation(cases, "wave of 0 %", "waves: 0%", "can't be '0%'", "percentages from 1% to 100%");
        operation(cases, "wave over 100 %", "waves: 1, 101%", "can't be '1, 101%'", "percentages from 1% to 100%");
        operation(cases, "empty wave", "waves: 1,,rest", "can't be '1,,rest'", "sizes of waves");
        operation(cases, "empty list of waves", "waves: []", "'waves' can't be []", "sizes of waves");
        operation(cases, "list of waves with a mistake", "waves: [1, rest, rest]", "'waves' can't be [1, rest, rest]", "alone");
        operation(cases, "too many waves", "waves: " + "1, ".repeat(250) + "rest", "'waves' of an operation", "400 characters");
        operation(cases, "threshold over 100 %", "stop_threshold: 101%", "can't be '101%'", "from 0% to 100%");
        operation(cases, "threshold below zero", "stop_threshold: -1", "can't be '-1'", "a count of errored databases such as 3");
        operation(cases, "threshold is a word", "stop_threshold: many", "can't be 'many'", "a percentage of all");
        operation(cases, "retries below zero", "retries: -1", "can't be '-1'", "a whole number from 0 to 1000");
        operation(cases, "too many retries", "retries: 1001", "can't be '1001'", "a whole number from 0 to 1000");
        operation(cases, "back-off without unit", "backoff: 30", "can't be '30'", "a duration such as 30m");
        operation(cases, "serial with a cap", "serial: true\n    parallel: 5", 37, "'parallel' does not go with 'serial: true'",
                "one of the two");
        operation(cases, "serial with waves", "serial: true\n    waves: 1, rest", 37, "'waves' does not go with", "of the two");
        operation(cases, "serial with a threshold", "serial: true\n    stop_threshold: 3", 37,
                "'stop_threshold' does not go with 'serial: true': one database after the other, up to the first error",
                "one of the two");
        operation(cases, "misspelled control key", "stop_treshold: 3", "unknown key 'stop_treshold'",
                "'stop_threshold' (did you mean this?)");
        operation(cases, "duration of 10000 days", "backoff: 9999d99h", "can't be '9999d99h'", "at most 9999 days");
        operation(cases, "iterator without package", "iterator: {enabled: false}", "'iterator' of an operation has no 'package'",
                "a name of stored code");
    }

    private static void operation(MistakeCase.Cases cases, String name, String key, String message, String expected) {
        operation(cases, name, key, 36, message, expected);
    }

    private static void operation(
            MistakeCase.Cases cases, String name, String keys, int line, String message, String expected) {
        cases.add(name, OPERATION, OPERATION + "    " + keys + "\n", line, message, expected);
    }

    private static void environments(MistakeCase.Cases cases) {
        cases.whole("cap in an environment of a serial operation",
                SampleFleet.with("        duration: 90m", "        parallel: 3").replace(OPERATION, "    serial: true\n"), 50,
                "'parallel' does not go with 'serial: true' of the operation", "'serial: false' beside it, or no 'parallel'");
        cases.add("serial environment with waves", "        duration: 90m", "        serial: true\n        waves: 1, rest", 51,
                "'waves' does not go with 'serial: true'", "one of the two");
        cases.add("cap zero in an environment", "        duration: 90m", "        parallel: 0", 50,
                "'parallel' of an operation's environment can't be '0'", "from 1 to 10000");
        cases.add("retries in an environment", "        duration: 90m", "        retries: 1", 50, "unknown key 'retries'",
                "duration, enabled, environment");
        cases.add("cap zero of a database", "credential: env:SALES_UAT", "credential: env:SALES_UAT\n        parallel: 0", 20,
                "'parallel' of a database's environment can't be '0'", "from 1 to 10000");
        cases.add("site with a blank", "credential: env:SALES_UAT", "credential: env:SALES_UAT\n        site: New York", 20,
                "'site' of a database's environment can't be 'New York'", "at most 30 letters, digits, _ and -");
    }

    private static void tasks(MistakeCase.Cases cases) {
        task(cases, "error code zero", "transient_errors: [0]", "can't be '0'", "a whole number other than 0");
        task(cases, "error code is a word", "transient_errors: [deadlock]", "can't be 'deadlock'", "ORA-01653");
        task(cases, "error code of another product", "transient_errors: [PLS-00201]", "can't be 'PLS-00201'", "ORA-01653");
        task(cases, "error code twice", "transient_errors: [ORA-01653, -1653]", "error code -1653 is there twice", "once");
        task(cases, "error codes are no list", "transient_errors: 1205", "can't be a single value", "a list");
        task(cases, "resumable without unit", "resumable: 7200", "can't be '7200'", "a duration such as 30m");
        task(cases, "resumable is a flag", "resumable: true", "can't be 'true'", "a duration such as 30m");
        task(cases, "lock timeout below zero", "ddl_lock_timeout: -5s", "can't be '-5s'", "more than none");
        task(cases, "no step time at all", "max_step_time: 0s", "can't be '0s'", "more than none");
        task(cases, "cap of a task", "parallel: 2", "unknown key 'parallel'", "transient_errors");
        task(cases, "retries of a task", "retries: some", "'retries' of a task can't be 'some'", "from 0 to 1000");
        task(cases, "back-off of a task", "backoff: soon", "'backoff' of a task can't be 'soon'", "a duration");
    }

    private static void task(MistakeCase.Cases cases, String name, String key, String message, String expected) {
        cases.add(name, PUT_BACK, PUT_BACK.replace("}", ", " + key + "}"), 43, message, expected);
    }

    private static void assignments(MistakeCase.Cases cases) {
        cases.add("assigned database without name", "databases: [SALES01, SALES02]\n      - instance",
                "databases: [SALES01, {enabled: false}]\n      - instance", 45, "a database of the list has no 'database'",
                "e.g. SALES01");
        cases.add("assigned database twice, once disabled", "databases: [SALES01, SALES02]\n      - instance",
                "databases: [SALES01, {database: SALES01, enabled: false}]\n      - instance", 45,
                "database of the instance SALES01 is there twice", "once");
        cases.add("unknown key of an assigned database", "CDR_OLD, databases: [SALES02]",
                "CDR_OLD, databases: [{database: SALES02, enable: false}]", 62, "unknown key 'enable'",
                "'enabled' (did you mean this?)");
        cases.add("assigned database is a list", "CDR_OLD, databases: [SALES02]", "CDR_OLD, databases: [[SALES02]]", 62,
                "an item of 'databases' of an object can't be a list", "e.g. SALES01");
    }

    private static void parameters(MistakeCase.Cases cases) {
        cases.add("value and kept value", "value: tiger, secret: true", "value: tiger, value_kept: true, secret: true", 59,
                "a parameter has both 'value' and 'value_kept'", "'value' with a new one");
        cases.add("kept value of what is not secret", KEEP, KEEP.replace("value: 7", "value_kept: true"), 57,
                "'value_kept' is of a parameter that is not secret", "'secret: true' beside it");
        cases.add("value neither given nor kept", KEEP, KEEP.replace("value: 7", "value_kept: false"), 57,
                "a parameter has no 'value'", "~ for null");
        cases.whole("parameter of two objects of one name", SampleFleet.text()
                .replace("      - object: SALES.CDR_DATA\n", "      - object: TABLE SALES.CDR_OLD\n        run_order: 7\n")
                .replace("- object: SALES.CDR_OLD", "- object: INDEX SALES.CDR_OLD")
                .replace("value: 9, object: SALES.CDR_OLD, instance: 2}", "value: 9, object: INDEX SALES.CDR_OLD}\n"
                        + "      - {name: KEEP_PARTITIONS, environment: PROD, value: 8, object: TABLE SALES.CDR_OLD}")
                + "  - {type: index, owner: SALES, name: CDR_OLD, databases: [SALES02]}\n", 60,
                "parameter, whatever the object's type, KEEP_PARTITIONS in PROD for SALES.CDR_OLD is there twice", "once");
        cases.add("secret with a tag", "value: tiger", "value: !tiger x", 59, "'value' of a parameter has a tag",
                "tags have no meaning here");
        cases.add("secret as a list", "value: tiger", "value: [tiger]", 59, "can't be a list", "4000 bytes");
        cases.whole("secret like an alias", SampleFleet.with("value: tiger", "value: *tiger"), 59,
                "this is not YAML: found undefined alias", "well-formed");
    }

    private static void packages(MistakeCase.Cases cases) {
        cases.add("unchecked is a word", "shipped: roll_off\noperations", "shipped: roll_off\n    unchecked: body\noperations",
                31, "'unchecked' of a package can't be 'body'", "true or false");
    }
}
