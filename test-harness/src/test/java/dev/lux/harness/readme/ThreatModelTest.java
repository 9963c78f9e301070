package dev.lux.harness.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page about threats says is shown by a test is shown by one that there is. */
class ThreatModelTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

    @Test
    void every_test_that_is_named_exists() throws IOException {
        Path root = Repository.root();
        Set<String> named = TEST.matcher(Files.readString(root.resolve("docs/threat-model.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(25);
        assertThat(tests(root)).containsAll(named);
    }

    private static Set<String> tests(Path root) throws IOException {
        Set<String> tests = new java.util.HashSet<>();
        for (String module : new String[] {"shared", "cluster-config", "verticles", "test-harness"}) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith("Test.java"))
                        .forEach(name -> tests.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        return tests;
    }
}
