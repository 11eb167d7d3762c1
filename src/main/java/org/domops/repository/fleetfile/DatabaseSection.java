package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.domops.repository.fleetfile.DatabaseEntry.InEnvironment;

/** The section {@code databases}. */
final class DatabaseSection {

    private final EnvironmentSection environments;
    private final FleetUpload upload;
    private final MistakeNotes notes;
    private final Names names;
    private final WindowList windows;
    private final Map<String, Names> namesInEnvironments = new HashMap<>();

    DatabaseSection(EnvironmentSection environments, FleetUpload upload, MistakeNotes notes) {
        this.environments = environments;
        this.upload = upload;
        this.notes = notes;
        this.names = new Names("database", notes);
        this.windows = new WindowList(notes);
    }

    /** By label, see {@link DatabaseEntry#label()}. */
    Names names() {
        return names;
    }

    List<DatabaseEntry> read(Entry file) {
        List<DatabaseEntry> entries = new ArrayList<>();
        for (Entry entry : file.entries("databases", "a database",
                List.of("name_prefix", "instance", "environments", "enabled"))) {
            String prefix = entry.required("name_prefix", Formats.PREFIX);
            String instance = entry.required("instance", Formats.CODE);
            String label = prefix == null || instance == null ? null : prefix + instance;
            boolean isNew = names.define(label, entry.at("name_prefix"));
            boolean enabled = entry.enabled();
            if (enabled) {
                entry.mustHaveSome("environments", "the environments in which the database is, and how to connect there");
            }
            entries.add(new DatabaseEntry(
                    prefix, instance, enabled, environments(entry, isNew ? prefix : null, instance)));
        }
        return entries;
    }

    private List<InEnvironment> environments(Entry database, String prefix, String instance) {
        Names own = new Names("environment of the database", notes);
        List<InEnvironment> entries = new ArrayList<>();
        for (Entry entry : database.entries("environments", "a database's environment",
                List.of("environment", "environment_code", "instance_suffix", "dialect", "connect_string", "username",
                        "credential", "enabled", "parallel", "site", "windows"))) {
            String environment = entry.required("environment", Formats.ENVIRONMENT);
            String code = entry.optional("environment_code", Formats.CODE, null);
            String suffix = entry.optional("instance_suffix", Formats.CODE, null);
            String dialect = entry.required("dialect", Formats.DIALECT);
            boolean known = environments.names().refer(environment, entry.at("environment"))
                    && own.define(environment, entry.at("environment"));
            String middle = code == null ? environments.code(environment) : code;
            String name = known && prefix != null && instance != null && middle != null
                    ? prefix + middle + (suffix == null ? instance : suffix) : null;
            namesInEnvironments.computeIfAbsent(environment, each -> new Names("database name", notes))
                    .define(name, entry.at("environment"));
            entries.add(new InEnvironment(environment, code, suffix, name, dialect, connectString(entry, dialect),
                    entry.required("username", Formats.USERNAME), credential(entry), entry.enabled(),
                    entry.optional("parallel", ControlFormats.PARALLEL, null), entry.optional("site", Formats.SITE, null),
                    windows.read(entry)));
        }
        return entries;
    }

    private static String connectString(Entry entry, String dialect) {
        Format<String> format = dialect == null
                ? Format.of("how to connect", text -> text) : Dialect.connectString(dialect);
        return entry.required("connect_string", format);
    }

    private String credential(Entry entry) {
        String credential = entry.required("credential", Formats.CREDENTIAL);
        if (credential == null || !credential.startsWith("file:")) {
            return credential;
        }
        String path = upload.resolve(credential.substring("file:".length()));
        if (path == null) {
            notes.add(entry.at("credential"), "the credential's file is meant from the folder of the fleet file, "
                    + "which the server was not told", "an absolute path, or the fleet file's own absolute path");
            return null;
        }
        if (path.length() > 390) {
            notes.add(entry.at("credential"), "the credential's path has " + path.length() + " characters",
                    "at most 390, with the folder of the fleet file");
        }
        return "file:" + path;
    }
}
