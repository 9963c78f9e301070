package dev.lux.harness.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.Programs;
import dev.lux.harness.Repository;
import dev.lux.harness.SmallCluster;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files that the unit and the image are made of are enough to run a node. */
@SmallCluster
class InstalledCopyTest {
    @Test
    @Timeout(90)
    void the_launcher_and_what_was_built_run_anywhere(@TempDir Path opt) throws Exception {
        Path root = Repository.root();
        String source = root.resolve("test-harness/target/run").toString();
        Programs.run(List.of("cp", root.resolve("lux").toString(), opt.toString()));
        Programs.run(List.of("cp", "-r", source, opt.toString()));
        ProcessBuilder builder = new ProcessBuilder(opt.resolve("lux").toString(), "up").directory(opt.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("LUX_"));
        environment.putAll(DeploymentFilesTest.assignments("cluster-config/systemd/lux.env"));
        // One node alone, on this machine.
        environment.keySet().removeIf(name -> name.startsWith("LUX_CLUSTER_"));
        environment.put("LUX_HOST", "127.0.0.1");
        environment.put("LUX_PORT", "0");
        environment.put("LUX_CLASSPATH", opt + "/run/lib/*");
        environment.put("LUX_ARCHIVE", opt + "/classes.jsa");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        ProcessBuilder archive = new ProcessBuilder(opt.resolve("lux").toString(), "archive").inheritIO();
        archive.environment().keySet().removeIf(name -> name.startsWith("LUX_"));
        archive.environment().put("LUX_CLASSPATH", environment.get("LUX_CLASSPATH"));
        archive.environment().put("LUX_ARCHIVE", environment.get("LUX_ARCHIVE"));
        assertThat(archive.start().waitFor()).isZero();
        Path loaded = opt.resolve("loaded.log");
        environment.put("LUX_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
        Process node = builder.start();
        try (BufferedReader lines = node.inputReader()) {
            assertThat(lines.lines()
                            .filter(line -> line.startsWith("ready http"))
                            .findFirst())
                    .isPresent();
            node.destroy();
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).isZero();
            try (Stream<String> classes = Files.lines(loaded)) {
                assertThat(classes.filter(line -> line.contains("shared objects file (top)")))
                        .as("classes from the archive")
                        .hasSizeGreaterThan(3_000);
            }
        } finally {
            node.destroyForcibly();
        }
    }
}
