package org.domops.repository.fleetfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.NonPrintableStyle;
import org.yaml.snakeyaml.Yaml;

/** Writes a fleet file as {@link FleetReader} reads it. */
final class FleetYaml {

    private final SourcePaths paths;

    FleetYaml(SourcePaths paths) {
        this.paths = paths;
    }

    String write(String repository, FleetFile file) {
        Map<String, Object> sections = new LinkedHashMap<>();
        sections.put("environments", file.environments().stream().map(FleetYaml::environment).toList());
        sections.put("databases", file.databases().stream().map(FleetYaml::database).toList());
        sections.put("objects", file.objects().stream().map(FleetYaml::object).toList());
        sections.put("packages", file.packages().stream().map(this::packageKeys).toList());
        OperationYaml operations = new OperationYaml(paths);
        sections.put("operations", file.operations().stream().map(operations::keys).toList());
        sections.values().removeIf(section -> ((List<?>) section).isEmpty());
        return head(repository) + (sections.isEmpty() ? "environments: []\n" : new Yaml(options()).dump(sections));
    }

    private static String head(String repository) {
        return """
                # The repository %s, exported by DOM.
                # Comments of the file that was applied are not kept, as the repository does not have them.
                # Passwords and values of secret parameters are not in it: 'value_kept: true' keeps the stored value.
                """.formatted(repository);
    }

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setWidth(120);
        options.setIndentWithIndicator(true);
        options.setIndicatorIndent(2);
        options.setNonPrintableStyle(NonPrintableStyle.ESCAPE);
        return options;
    }

    private static Map<String, Object> environment(EnvironmentEntry entry) {
        return new Keys().put("name", entry.name()).put("code", entry.code()).put("description", entry.description())
                .put("windows", windows(entry.windows())).enabled(entry.enabled()).map();
    }

    private static Map<String, Object> database(DatabaseEntry entry) {
        return new Keys().put("name_prefix", entry.namePrefix()).put("instance", entry.instance())
                .put("environments", entry.environments().stream().map(FleetYaml::inEnvironment).toList())
                .enabled(entry.enabled()).map();
    }

    private static Map<String, Object> inEnvironment(DatabaseEntry.InEnvironment in) {
        return new Keys().put("environment", in.environment()).put("environment_code", in.environmentCode())
                .put("instance_suffix", in.instanceSuffix()).put("dialect", in.dialect())
                .put("connect_string", in.connectString()).put("username", in.username())
                .put("credential", in.credential()).put("parallel", in.parallel())
                .put("site", in.site()).put("windows", windows(in.windows())).enabled(in.enabled()).map();
    }

    private static List<Map<String, Object>> windows(List<WindowEntry> windows) {
        return windows.stream().map(window -> new Keys().put("days", window.days()).put("from", window.from())
                .put("to", window.to()).put("time_zone", window.timeZone()).enabled(window.enabled()).map()).toList();
    }

    private static Map<String, Object> object(ObjectEntry entry) {
        return new Keys().put("type", entry.name().type()).put("owner", entry.name().owner())
                .put("name", entry.name().name()).put("databases", databases(entry.databases()))
                .enabled(entry.enabled()).map();
    }

    /** Labels, or keys and values for what is disabled. */
    static List<Object> databases(List<OnDatabase> databases) {
        return databases.stream().map(on -> on.enabled() ? (Object) on.label()
                : new Keys().put("database", on.label()).enabled(false).map()).toList();
    }

    private Map<String, Object> packageKeys(PackageEntry entry) {
        return new Keys().put("name", entry.name())
                .putAll(paths.keys(entry.sources().stream().map(PackageSource::file).toList(), null,
                        "packages/" + entry.name().toLowerCase(Locale.ROOT)))
                .put("unchecked", entry.unchecked() ? true : null).enabled(entry.enabled()).map();
    }
}
