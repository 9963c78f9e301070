package dev.lux.harness.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.keys.KeyFile;
import dev.lux.harness.Repository;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.browser.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page about access, in its order, against a broker that has the file and the secret they name. */
class AccessPageTest {
    private static final Duration NOTICED = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    @Timeout(240)
    void every_command_works() throws Exception {
        String page = Files.readString(Repository.root().resolve("docs/access.md"));
        String secret = page.lines()
                .filter(line -> line.startsWith("export LUX_JWT_SECRET="))
                .findFirst()
                .orElseThrow()
                .substring("export LUX_JWT_SECRET=".length());
        Path keys = folder.resolve("keys.json");
        Files.write(keys, KeyFile.EMPTY.format());
        List<Fence> fences = Fence.in(page);
        assertThat(fences)
                .hasSizeGreaterThan(3)
                .allMatch(fence -> fence.language().equals("sh"));
        try (BrokerProcess broker = Launch.broker()
                .env("LUX_KEYS_FILE", keys.toString())
                .env("LUX_JWT_SECRET", secret)
                .start()) {
            for (Fence fence : fences) {
                run(broker, fence.text());
            }
        }
    }

    /** A broker takes a new key within two seconds, so a command that comes right after may be too early. */
    private void run(BrokerProcess broker, String text) throws Exception {
        // The files that the page names, where nobody finds them afterwards.
        String script = text.replace("keys.json", folder + "/keys.json")
                .replace("board-writer.key", folder + "/board-writer.key");
        long began = System.nanoTime();
        Shell.Outcome outcome = Shell.run(broker, script);
        while (outcome.output().contains("unauthorized") && System.nanoTime() - began < NOTICED.toNanos()) {
            Thread.sleep(200);
            outcome = Shell.run(broker, script);
        }
        assertThat(outcome.exitCode()).as(text + outcome.output()).isZero();
    }
}
