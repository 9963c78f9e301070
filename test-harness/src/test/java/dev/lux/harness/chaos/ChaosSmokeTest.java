package dev.lux.harness.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.Repository;
import dev.lux.harness.WholeMachine;
import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.cluster.ClusterPlan;
import dev.lux.harness.cluster.LuxCluster;
import dev.lux.harness.fault.Disturbance;
import dev.lux.harness.fault.Disturbances;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short run with one kill and one short pause on real processes: all parts together, and nothing is wrong. */
@Timeout(240)
@WholeMachine
class ChaosSmokeTest {
    private static final long SEED = 11;

    @Test
    void one_kill_and_one_short_pause_break_no_promise() throws Exception {
        Path folder = Repository.root().resolve("target/chaos/smoke");
        Random random = new Random(SEED);
        try (LuxCluster cluster = LuxCluster.start(ClusterPlan.of("chaos-smoke", 3))) {
            FaultSource faults = new FaultSource() {
                @Override
                public List<String> kinds() {
                    return List.of("kill", "pause-short");
                }

                @Override
                public Disturbance make(String kind) {
                    return Disturbances.of(kind, cluster, random);
                }
            };
            ChaosPlan plan = ChaosPlan.of(SEED, Duration.ZERO).small(2);
            ChaosReport report = ChaosRun.run(plan, cluster, faults, folder, System.out);
            System.out.println(report.table());
            assertThat(report.isPassed()).as(report.text()).isTrue();
        }
        assertThat(Files.readString(folder.resolve("table.txt"))).contains(" ok, ", "1 ", "kill", "pause");
        assertThat(Files.readString(folder.resolve("verdict.txt"))).startsWith("PASS");
        assertThat(Files.readString(folder.resolve("timeline.svg"))).contains("<svg", "kill", "pause");
        Recorded kept = unpacked(folder.resolve("history.jsonl.gz"));
        assertThat(kept.faults()).hasSize(2).allMatch(fault -> !fault.proof().isBlank());
        assertThat(kept.sessions()).hasSize(12);
    }

    private static Recorded unpacked(Path file) throws Exception {
        Path plain = Files.createTempFile("history", ".jsonl");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
            return History.read(plain);
        } finally {
            Files.delete(plain);
        }
    }
}
