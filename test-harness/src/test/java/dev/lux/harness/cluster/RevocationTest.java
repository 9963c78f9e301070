package dev.lux.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.Revocation;
import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyFile;
import dev.lux.access.keys.KeyText;
import dev.lux.error.CloseCode;
import dev.lux.harness.WholeMachine;
import dev.lux.harness.client.Await;
import dev.lux.harness.contract.DevToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that are revoked in the middle of busy streams, on each of three nodes. */
@Timeout(120)
@WholeMachine
class RevocationTest {
    /** After the file was replaced, nothing is written to a stream of what it revokes. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SCOPE = "read:busy-*";

    @TempDir
    private Path folder;

    private final String keyText = KeyText.make(new SecureRandom()::nextBytes);
    private final ApiKey key = new ApiKey(
            KeyText.idIn(keyText).orElseThrow(),
            "reader",
            KeyText.hash(keyText),
            new Scopes(List.of(Scope.parse(SCOPE).orElseThrow())),
            Instant.now(),
            null,
            null);

    private Path file() {
        return folder.resolve("keys.json");
    }

    private void write(KeyFile file) throws IOException {
        Path fresh = folder.resolve("fresh");
        Files.write(fresh, file.format());
        Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void no_frame_is_written_five_seconds_after_a_revocation() throws Exception {
        write(KeyFile.EMPTY.withKeys(List.of(key)));
        Instant issued = Instant.now().minusSeconds(60);
        Map<String, String> tokens = new TreeMap<>(Map.of(
                "key", keyText,
                "one token", DevToken.withId("a", SCOPE, "the-one"),
                "tokens of a subject", DevToken.issued("gone", SCOPE, issued),
                "another token", DevToken.withId("a", SCOPE, "another"),
                "a later token of the subject",
                        DevToken.issued("gone", SCOPE, Instant.now().plusSeconds(3600))));
        ClusterPlan plan = ClusterPlan.of("revocation", 3)
                .env("LUX_KEYS_FILE", file().toString())
                .env("LUX_JWT_SECRET", DevToken.SECRET);
        AtomicBoolean stop = new AtomicBoolean();
        List<BusyStream> streams = new ArrayList<>();
        try (LuxCluster cluster = LuxCluster.start(plan)) {
            Thread writer = writing(cluster, stop);
            open(cluster, tokens, streams);

            write(new KeyFile(
                    List.of(key.revokedAt(Instant.now())),
                    List.of(
                            new Revocation("the-one", null, Instant.now()),
                            new Revocation(null, "gone", Instant.now()))));
            long acknowledged = System.nanoTime();

            List<BusyStream> over =
                    streams.stream().filter(RevocationTest::isRevoked).toList();
            assertThat(over).hasSize(9);
            assertThat(Await.until(SOON, () -> over.stream().allMatch(BusyStream::isOver)))
                    .isTrue();
            long slowest = 0;
            for (BusyStream stream : over) {
                long late = stream.lastFrameNanos() - acknowledged;
                slowest = Math.max(slowest, late);
                assertThat(late).as(stream.name()).isLessThan(BOUND.toNanos());
                assertThat(stream.closeCode()).as(stream.name()).isEqualTo(CloseCode.UNAUTHORIZED.code());
            }
            System.out.printf(
                    "  9 streams on 3 nodes: the last frame %d ms after the revocation%n",
                    TimeUnit.NANOSECONDS.toMillis(slowest));
            Map<BusyStream, Long> before = new java.util.HashMap<>();
            streams.stream()
                    .filter(stream -> !isRevoked(stream))
                    .forEach(stream -> before.put(stream, stream.frames()));
            assertThat(before).hasSize(6);
            assertThat(Await.until(
                            SOON,
                            () -> before.entrySet().stream()
                                    .allMatch(each -> each.getKey().frames() > each.getValue() + 20)))
                    .as("others go on")
                    .isTrue();
            stop.set(true);
            writer.join();
        } finally {
            stop.set(true);
            streams.forEach(BusyStream::close);
        }
    }

    /** One stream for each token on each node; returns when all are busy. */
    private static void open(LuxCluster cluster, Map<String, String> tokens, List<BusyStream> streams)
            throws IOException {
        for (Node node : cluster.nodes()) {
            for (Map.Entry<String, String> token : tokens.entrySet()) {
                streams.add(
                        new BusyStream(token.getKey() + " at " + node.name(), node.url(), token.getValue(), "busy-*"));
            }
        }
        assertThat(Await.until(SOON, () -> streams.stream().allMatch(stream -> stream.frames() > 20)))
                .as("all are busy")
                .isTrue();
    }

    private static boolean isRevoked(BusyStream stream) {
        return stream.name().startsWith("key")
                || stream.name().startsWith("one token")
                || stream.name().startsWith("tokens of a subject");
    }

    private static Thread writing(LuxCluster cluster, AtomicBoolean stop) {
        Thread writer = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                Node node = cluster.nodes().get(i % cluster.nodes().size());
                node.http().put("busy-" + i % 10, "{\"n\":" + i + "}");
            }
        });
        writer.start();
        return writer;
    }
}
