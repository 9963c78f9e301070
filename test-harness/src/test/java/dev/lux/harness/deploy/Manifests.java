package dev.lux.harness.deploy;

import dev.lux.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The objects in {@code cluster-config/kubernetes}, by kind and name. */
record Manifests(Map<String, Object> objects) {
    static Manifests read() throws IOException {
        Map<String, Object> objects = new LinkedHashMap<>();
        for (String file : List.of("lux.yaml", "edges.yaml")) {
            LoaderOptions strict = new LoaderOptions();
            strict.setAllowDuplicateKeys(false);
            Path path = Repository.root().resolve("cluster-config/kubernetes").resolve(file);
            for (Object each : new Yaml(new SafeConstructor(strict)).loadAll(Files.readString(path))) {
                objects.put(text(each, "kind") + " " + text(each, "metadata.name"), each);
            }
        }
        return new Manifests(objects);
    }

    Object object(String kindAndName) {
        Object found = objects.get(kindAndName);
        if (found == null) {
            throw new AssertionError("no " + kindAndName + " among " + objects.keySet());
        }
        return found;
    }

    /** A value by path: keys, and indexes of lists, between dots. */
    static Object at(Object root, String path) {
        Object now = root;
        for (String key : path.split("\\.", -1)) {
            now = now instanceof List<?> list ? list.get(Integer.parseInt(key)) : ((Map<?, ?>) now).get(key);
            if (now == null) {
                throw new AssertionError("nothing at " + key + " of " + path);
            }
        }
        return now;
    }

    static String text(Object root, String path) {
        return String.valueOf(at(root, path));
    }

    static Map<String, String> texts(Object root, String path) {
        Map<String, String> texts = new LinkedHashMap<>();
        ((Map<?, ?>) at(root, path)).forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
    }

    static int number(Object root, String path) {
        return Integer.parseInt(text(root, path));
    }

    /** The variables of a workload's container that have a fixed value. */
    static Map<String, String> environment(Object workload) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Object variable : (List<?>) at(workload, "spec.template.spec.containers.0.env")) {
            if (((Map<?, ?>) variable).containsKey("value")) {
                environment.put(text(variable, "name"), text(variable, "value"));
            }
        }
        return environment;
    }

    /** The named ports of a workload's container. */
    static Map<String, Integer> ports(Object workload) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Object port : (List<?>) at(workload, "spec.template.spec.containers.0.ports")) {
            ports.put(text(port, "name"), number(port, "containerPort"));
        }
        return ports;
    }

    /** The names of all variables of a workload's container. */
    static List<String> variables(Object workload) {
        List<String> names = new ArrayList<>();
        ((List<?>) at(workload, "spec.template.spec.containers.0.env")).forEach(each -> names.add(text(each, "name")));
        return names;
    }
}
