package dev.lux.boot;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Settings in YAML: {@code LUX_CLUSTER_DATA_MEMBERS} is {@code data-members} under {@code cluster}. Every value is text,
 * read as the variable's is; a list is joined by commas.
 */
final class ConfigFile {
    static final ConfigFile NONE = new ConfigFile(Path.of(""), Map.of());

    /** The words that open a group; {@code LUX_MAX_DEPTH} is {@code depth} in the group {@code max}. */
    private static final Set<String> GROUPS = Set.of("admin", "cluster", "drain", "jwt", "max", "rate", "tls");

    private final Path path;
    /** By key, such as {@code cluster.data-members}. */
    private final Map<String, String> values;

    private ConfigFile(Path path, Map<String, String> values) {
        this.path = path;
        this.values = values;
    }

    /** @throws IllegalArgumentException with the path, when the file can't be read or is not what it should be */
    static ConfigFile read(Path path) {
        Map<String, String> values = new TreeMap<>();
        try (Reader reader = Files.newBufferedReader(path)) {
            Object document = yaml().load(reader);
            if (document != null) {
                flatten(path, "", document, values);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the settings file can't be read: " + path, e);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("the settings file is not plain YAML: " + path + problem(e), e);
        }
        return new ConfigFile(path, values);
    }

    /** Where and what, without the text that stands there: it may be a key. */
    private static String problem(YAMLException failure) {
        return failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? ", line " + (marked.getProblemMark().getLine() + 1)
                : "";
    }

    /** Makes maps, lists and texts and nothing else, so that neither {@code no} nor {@code 1.10} changes its form. */
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        Resolver everythingIsText = new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                // None.
            }
        };
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, everythingIsText);
    }

    private static void flatten(Path path, String key, Object value, Map<String, String> values) {
        if (value instanceof String text && !key.isEmpty()) {
            values.put(key, text);
        } else if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            values.put(key, list.stream().map(String.class::cast).collect(Collectors.joining(",")));
        } else if (value instanceof Map<?, ?> group && !key.contains(".")) {
            group.forEach((name, inner) -> flatten(path, key.isEmpty() ? name + "" : key + "." + name, inner, values));
        } else {
            throw new IllegalArgumentException(
                    "in " + path + ", " + (key.isEmpty() ? "the whole" : key) + " is no setting and no group of them");
        }
    }

    /** Where {@code variable} stands in a file. */
    static String key(String variable) {
        String name =
                variable.substring("LUX_".length()).toLowerCase(Locale.ROOT).replace('_', '-');
        int end = name.indexOf('-');
        return end > 0 && GROUPS.contains(name.substring(0, end))
                ? name.substring(0, end) + "." + name.substring(end + 1)
                : name;
    }

    String value(String variable, String fallback) {
        return values.getOrDefault(key(variable), fallback);
    }

    /** @throws IllegalArgumentException when a key is set that none of the variables has */
    void refuseUnknown(Set<String> variables) {
        Set<String> known = variables.stream()
                .filter(variable -> !SettingsReader.ENVIRONMENT_ONLY.contains(variable))
                .map(ConfigFile::key)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown settings in " + path + ": " + unknown + "; known are: " + known);
        }
    }
}
