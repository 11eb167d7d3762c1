package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.domops.repository.SampleFleet;

/**
 * @param yaml the spoiled file
 * @param mistakes how many there are in all, with those that follow from the first
 * @param message part of what is said to be wrong
 * @param expected part of what is said to be expected
 */
record MistakeCase(String name, String yaml, int mistakes, int line, String message, String expected) {

    @Override
    public String toString() {
        return name;
    }

    static Stream<MistakeCase> all() {
        Cases cases = new Cases();
        yaml(cases);
        keys(cases);
        places(cases);
        databases(cases);
        code(cases);
        operations(cases);
        parameters(cases);
        objects(cases);
        ControlMistakes.add(cases);
        return cases.all.stream();
    }

    private static void yaml(Cases cases) {
        cases.whole("no colon", "environments\n  - name: PROD\n", 2, "this is not YAML", "well-formed YAML");
        cases.whole("open quote", "environments:\n  - name: \"PROD\n", 3, "this is not YAML", "well-formed");
        cases.whole("tab", "environments:\n\t- name: PROD\n", 2, "this is not YAML", "well-formed");
        cases.whole("open list", "environments: [\n", 2, "this is not YAML", "well-formed");
        cases.whole("undefined alias", "environments: *all\n", 1, "undefined alias", "well-formed");
        cases.whole("two documents", "environments: []\n---\nenvironments: []\n", 2, "another document", "well-formed");
        cases.whole("control character", "environments:\n  - name: PR\u0007OD\n", 2, "U+0007", "printable");
        cases.whole("empty", "", 1, "is empty", "sections such as environments");
        cases.whole("comment only", "# nothing yet\n", 1, "is empty", "sections");
        cases.whole("a list", "- environments\n", 1, "the file can't be a list", "keys and values");
        cases.whole("a word", "environments\n", 1, "the file can't be a single value", "environments");
        cases.whole("section is a word", "environments: PROD\n", 1, "'environments' of the file can't be", "a list");
        cases.whole("entry is a word", "environments:\n  - PROD\n", 2, "an environment can't be a single value", "name");
    }

    private static void keys(Cases cases) {
        cases.add("unknown section", "objects:\n  - {type", "things: []\nobjects:\n  - {type", 60, "'things'", "objects");
        cases.add("misspelled key", "description: What", "descripton: What", 4, "unknown key 'descripton'",
                "'description' (did you mean this?)");
        cases.add("key twice", "    code: PRD", "    code: PRD\n    code: PRD", 4, "'code' is there twice, first in line 3",
                "each key once");
        cases.add("key is a list", "    code: PRD", "    code: PRD\n    ? [a]\n    : b", 4, "a key of an environment",
                "one of");
        cases.add("merge key", "{name: UAT, code: UAT}", "{name: UAT, code: UAT, <<: {}}", 5, "unknown key '<<'", "name");
        cases.add("password", "credential: env:SALES_UAT", "credential: env:SALES_UAT\n        password: tiger", 20,
                "a password must not be in this file", "credential: env:NAME");
        cases.add("passwd", "credential: env:SALES_UAT", "credential: env:SALES_UAT\n        db_passwd: tiger", 20,
                "a password must not be in this file", "credential reference");
        cases.add("enabled is yes", "{name: UAT, code: UAT}", "{name: UAT, code: UAT, enabled: yes}", 5, "'enabled'",
                "true or false");
        cases.add("tag", "code: PRD", "code: !secret PRD", 3, "has the tag", "a plain value");
    }

    private static void places(Cases cases) {
        cases.add("no code", "{name: UAT, code: UAT}", "{name: UAT}", 5, "an environment has no 'code'", "'code': 1 to 10");
        cases.add("empty code", "code: PRD", "code:", 3, "an environment has no 'code'", "1 to 10");
        cases.add("code is a list", "code: PRD", "code: [PRD]", 3, "can't be a list", "1 to 10");
        cases.add("code too long", "code: PRD", "code: PRODUCTION1", 3, "can't be 'PRODUCTION1'", "1 to 10");
        cases.add("bad name", "name: UAT,", "name: U A T,", 5, "can't be 'U A T'", "letters", 3);
        cases.add("environment twice", "{name: UAT, code: UAT}", "{name: UAT, code: UAT}\n  - {name: uat, code: X}", 6,
                "environment uat is there twice, first in line 5", "each environment once");
        cases.add("long description", "What customers use", "x".repeat(401), 4, "'description'", "400 bytes");
    }

    private static void databases(Cases cases) {
        cases.add("database twice", "instance: 02", "instance: 01", 20, "database SALES01 is there twice, first in line 7",
                "each database once", 5);
        cases.add("undefined environment", "environment: UAT\n        dialect", "environment: TEST\n        dialect", 15,
                "environment TEST is not defined", "one of PROD, UAT");
        cases.add("environment of a database twice", "environment: UAT\n        dialect",
                "environment: PROD\n        dialect", 15, "environment of the database PROD is there twice", "once");
        cases.add("no environments of a database", "    environments:\n      - environment: PROD\n        dialect: mariadb\n"
                + "        connect_string: 127.0.0.1:3307/DOM_CLIENT\n        username: DOM_CLIENT\n"
                + "        credential: file:/etc/dom/SALESPRD02\n", "", 20, "a database has no 'environments'", "connect");
        cases.add("same database name", "credential: file:/etc/dom/SALESPRD02",
                "credential: env:X\n        instance_suffix: 01", 23, "SALESPRD01 is there twice, first in line 10", "once");
        cases.add("bad dialect", "dialect: mariadb\n        connect_string: uat", "dialect: mysql\n        connect_string: uat",
                16, "can't be 'mysql'", "oracle or mariadb");
        cases.add("no port", "uat.example.com:3306/", "uat.example.com/", 17, "'connect_string'", "host:port/schema");
        cases.add("port too high", "uat.example.com:3306/", "uat.example.com:99999/", 17, "'connect_string'", "host:port");
        cases.add("jdbc url", "dialect: mariadb\n        connect_string: uat.example.com:3306/DOM_CLIENT",
                "dialect: oracle\n        connect_string: jdbc:oracle:thin:@x", 17, "'connect_string'", "an alias of tnsnames", 3);
        cases.add("no user", "127.0.0.1:3307/DOM_CLIENT\n        username: DOM_CLIENT", "127.0.0.1:3307/DOM_CLIENT", 23,
                "a database's environment has no 'username'", "a database user's name");
        cases.add("password as credential", "env:SALES_UAT", "tiger", 19, "'credential'", "never the password itself");
        cases.add("credential without name", "env:SALES_UAT", "'env:'", 19, "'credential'", "env:NAME");
    }

    private static void code(Cases cases) {
        cases.add("not shipped", "shipped: roll_off\noperations", "shipped: roll_of\noperations", 30,
                "DOM comes without db/operations/roll_of/roll_of.<dialect>.sql", "the name of something shipped");
        cases.add("shipped and sources", "shipped: roll_off\noperations",
                "shipped: roll_off\n    sources: {mariadb: a.sql}\noperations", 29, "has both", "'shipped'");
        cases.add("neither shipped nor sources", "    shipped: roll_off\noperations", "operations", 29,
                "has neither", "'sources' with a file per dialect");
        cases.add("unreadable file", "shipped: roll_off\noperations", "sources: {mariadb: code/a.sql}\noperations", 30,
                "source file code/a.sql can't be read", "relative to the folder");
        cases.add("no file", "shipped: roll_off\noperations", "sources: {}\noperations", 30, "names no file", "each dialect");
        cases.add("file of another dialect", "shipped: roll_off\noperations", "sources: {postgres: a.sql}\noperations", 30,
                "unknown key 'postgres'", "mariadb, oracle", 2);
        cases.add("bad package name", "  - name: roll_off\n", "  - name: roll-off\n", 29, "can't be 'roll-off'", "stored code", 2);
        cases.add("no DDL of the state table", "name: ROLL_OFF_STATE", "name: OTHER", 38, "DOM comes without", "shipped");
        cases.add("dialect without a source", "dialect: mariadb\n        connect_string: uat.example.com:3306/DOM_CLIENT",
                "dialect: oracle\n        connect_string: //uat/FREE", 33, "package ROLL_OFF has no source for dialect oracle, "
                + "in which roll-off runs on SALESUAT01", "a source for oracle", 2);
    }

    private static void operations(Cases cases) {
        cases.add("DOM's own name", "name: roll-off", "name: dom-run", 32, "can't be 'dom-run'", "BPMN");
        cases.add("undefined package", "package: ROLL_OFF", "package: ROL_OFF", 33, "package ROL_OFF is not defined",
                "'ROLL_OFF' (did you mean this?)");
        cases.add("undefined iterator", "package: ROLL_OFF", "package: ROLL_OFF\n    iterator: OTHER", 34,
                "package OTHER is not defined", "ROLL_OFF");
        cases.add("bad duration", "duration: 2h", "duration: two hours", 35, "can't be 'two hours'", "30m, 2h, 1d");
        cases.add("no duration at all", "duration: 2h", "duration: 0h", 35, "can't be '0h'", "more than none");
        cases.add("unknown task", "procedure: put_back", "procedure: put_bakc", 43, "has no procedure PUT_BAKC",
                "did you mean PUT_BACK?");
        cases.add("function as a task", "procedure: put_back", "procedure: counted", 43, "has no procedure COUNTED",
                "procedure counted(p_handle)");
        cases.add("task with two parameters", "procedure: put_back", "procedure: two_wanted", 43,
                "two_wanted(p_handle, p_more), which can't be called as two_wanted(p_handle)", "all of them IN");
        cases.add("iterator as a task", "procedure: put_back", "procedure: initial", 43, "INITIAL can't be a task", "another");
        cases.add("task twice", "procedure: put_back", "procedure: DROP_OLD", 43, "task DROP_OLD is there twice", "once");
        cases.add("run order twice", "run_order: 40", "run_order: 20", 43, "run order 20 is there twice, first in line 42",
                "each run order once");
        cases.add("run order zero", "run_order: 40", "run_order: 0", 43, "can't be '0'", "a whole number from 1");
        cases.add("instance twice", "instance: 2\n", "instance: 1\n", 46, "instance 1 is there twice", "once", 2);
        cases.add("instance without databases", "      - instance: 2\n        databases: [SALES02]\n", "      - instance: 2\n",
                46, "has no 'databases'", "SALES01");
        cases.add("undefined database", "databases: [SALES01, SALES02]\n      - instance",
                "databases: [SALES01, SALES03]\n      - instance", 45, "database SALES03 is not defined", "SALES01, SALES02");
        cases.add("database of an instance twice", "databases: [SALES01, SALES02]\n      - instance",
                "databases: [SALES01, SALES01]\n      - instance", 45, "SALES01 is there twice", "once");
        cases.add("operation in an undefined environment", "environment: UAT\n    objects", "environment: DEV\n    objects", 51,
                "environment DEV is not defined", "PROD, UAT");
        cases.add("undefined object", "object: SALES.CDR_DATA\n", "object: SALES.CDR_DATEN\n", 53,
                "object SALES.CDR_DATEN is not defined", "'SALES.CDR_DATA' (did you mean this?)");
        cases.add("object without owner", "object: SALES.CDR_DATA\n", "object: CDR_DATA\n", 53, "can't be 'CDR_DATA'",
                "OWNER.NAME");
    }

    private static void parameters(Cases cases) {
        cases.add("parameter twice", "name: API_KEY, environment: PROD", "name: keep_partitions, environment: PROD", 59,
                "parameter KEEP_PARTITIONS in PROD is there twice, first in line 57", "each parameter once");
        cases.add("no value", ", value: 7}", "}", 57, "a parameter has no 'value'", "~ for null");
        cases.add("long value", "value: 7", "value: " + "x".repeat(4001), 57, "'value'", "4000 bytes");
        cases.whole("parameter of another environment", SampleFleet.with("      - environment: UAT\n    objects", "    objects")
                .replace("PROD, value: 7", "UAT, value: 7"), 56, "the operation has no environment UAT", "one of PROD");
        cases.add("parameter of another instance", "instance: 2}", "instance: 3}", 58, "the operation has no instance 3", "1, 2");
        cases.add("value of a secret beside its key", "value: tiger, secret: true", "value: ~, secret: tiger", 59,
                "'secret' of a parameter does not have the right form (it is not shown", "true or false");
        cases.add("secret is a word", "secret: true", "secret: very", 59, "'secret'", "true or false");
    }

    private static void objects(Cases cases) {
        cases.add("object twice", "name: CDR_OLD, databases", "name: CDR_DATA, databases", 62,
                "object TABLE SALES.CDR_DATA is there twice, first in line 61", "once", 3);
        cases.add("quoted identifier", "name: CDR_OLD, databases", "name: 'Cdr Old', databases", 62, "can't be 'Cdr Old'",
                "identifier", 3);
        cases.add("object in an undefined database", "CDR_OLD, databases: [SALES02]", "CDR_OLD, databases: [SALES2]", 62,
                "database SALES2 is not defined", "'SALES02' (did you mean this?)");
        cases.add("bad type", "type: table, owner: SALES, name: CDR_OLD", "type: T4BLE, owner: SALES, name: CDR_OLD", 62,
                "can't be 'T4BLE'", "TABLE");
    }

    static final class Cases {

        private final List<MistakeCase> all = new ArrayList<>();

        void whole(String name, String yaml, int line, String message, String expected) {
            all.add(new MistakeCase(name, yaml, 1, line, message, expected));
        }

        void add(String name, String part, String replacement, int line, String message, String expected) {
            add(name, part, replacement, line, message, expected, 1);
        }

        void add(String name, String part, String replacement, int line, String message, String expected, int mistakes) {
            all.add(new MistakeCase(name, SampleFleet.with(part, replacement), mistakes, line, message, expected));
        }
    }
}
