package dev.lux.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.Revocation;
import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyFile;
import dev.lux.error.CloseCode;
import dev.lux.harness.WholeMachine;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.contract.DevToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys of one node's file at all nodes of a cluster. {@code n1} and {@code n2} have a file each; {@code n3} and the edge
 * have none.
 */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@WholeMachine
class SharedKeysTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** After the file was replaced, nothing is written to a stream of what it revokes. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final String READ = "read:shared-*";
    private static final String WRITE = "read,write:shared-*";

    @TempDir
    private static Path folder;

    private static final TestKey STAYS = new TestKey(READ);
    private static final TestKey ENDS = new TestKey(READ);
    private static final TestKey LATE = new TestKey(READ);
    private static @Nullable LuxCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        write("n1", STAYS.line(), ENDS.line());
        write("n2");
        cluster = LuxCluster.start(ClusterPlan.of("shared-keys", 3)
                .edges(1)
                .breakable()
                .env("LUX_JWT_SECRET", DevToken.SECRET)
                .env("LUX_SOCKET_BUFFER_BYTES", "4096")
                .adjust((node, launch) -> Files.exists(file(node))
                        ? launch.env("LUX_KEYS_FILE", file(node).toString())
                        : launch));
        assertThat(node("n1").http().put("shared-1", "1").status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static Path file(String node) {
        return folder.resolve(node + ".json");
    }

    private static void write(String node, ApiKey... keys) {
        write(node, KeyFile.EMPTY.withKeys(List.of(keys)));
    }

    private static void write(String node, KeyFile file) {
        try {
            Path fresh = folder.resolve("fresh");
            Files.write(fresh, file.format());
            Files.move(fresh, file(node), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Node node(String name) {
        return cluster.node(name);
    }

    private static void everywhere(String what, java.util.function.Predicate<Node> holds) {
        for (Node node : cluster.nodes()) {
            assertThat(Await.until(SOON, () -> holds.test(node)))
                    .as("%s at %s", what, node)
                    .isTrue();
        }
    }

    @Test
    @Order(1)
    void a_key_of_one_file_is_one_at_all_nodes_and_changes_as_the_file_does() throws IOException {
        everywhere("the key", node -> STAYS.get(node).status() == 200);
        assertThat(STAYS.put(node("e1")).status()).isEqualTo(403);
        write("n1", STAYS.line(WRITE), ENDS.line(), LATE.line());
        everywhere("a right more", node -> STAYS.put(node).ok());
        everywhere("a new key", node -> LATE.get(node).status() == 200);
        List<BusyStream> streams = new ArrayList<>();
        for (Node node : cluster.nodes()) {
            streams.add(new BusyStream("late at " + node, node.url(), LATE.text(), "shared-*"));
        }
        assertThat(Await.until(SOON, () -> streams.stream().allMatch(stream -> stream.frames() > 0)))
                .isTrue();
        write("n1", STAYS.line(), ENDS.line());
        everywhere("a right less", node -> STAYS.put(node).status() == 403);
        everywhere("a key that is gone", node -> LATE.get(node).status() == 401);
        assertThat(Await.until(SOON, () -> streams.stream().allMatch(BusyStream::isOver)))
                .isTrue();
        assertThat(streams).allMatch(stream -> stream.closeCode() == CloseCode.UNAUTHORIZED.code());
    }

    @Test
    @Order(2)
    void what_one_node_is_told_to_refuse_all_refuse() throws Exception {
        String token = DevToken.withId("a", READ, "the-one");
        List<BusyStream> streams = new ArrayList<>();
        for (Node node : cluster.nodes()) {
            streams.add(new BusyStream("key at " + node, node.url(), ENDS.text(), "shared-*"));
            streams.add(new BusyStream("token at " + node, node.url(), token, "shared-*"));
        }
        assertThat(Await.until(SOON, () -> streams.stream().allMatch(stream -> stream.frames() > 0)))
                .isTrue();
        write("n2", new KeyFile(List.of(ENDS.revoked()), List.of(new Revocation("the-one", null, Instant.now()))));
        long acknowledged = System.nanoTime();
        for (int n = 0; !streams.stream().allMatch(BusyStream::isOver); n++) {
            assertThat(System.nanoTime() - acknowledged).isLessThan(SOON.toNanos());
            assertThat(node("n3").http().put("shared-1", Integer.toString(n)).ok())
                    .isTrue();
        }
        for (BusyStream stream : streams) {
            assertThat(stream.lastFrameNanos() - acknowledged).as(stream.name()).isLessThan(BOUND.toNanos());
            assertThat(stream.closeCode()).as(stream.name()).isEqualTo(CloseCode.UNAUTHORIZED.code());
        }
        everywhere("a revoked key", node -> ENDS.get(node).status() == 401);
    }

    /** The file of the restarted node still has the key that another revoked, and lacks one that it had. */
    @Test
    @Order(3)
    void a_restart_of_the_node_that_has_the_file_locks_nobody_out_and_brings_nothing_back() throws Exception {
        write("n1", STAYS.line(), ENDS.line(), LATE.line());
        everywhere("a key", node -> LATE.get(node).status() == 200);
        cluster.remove(node("n1"));
        write("n1", STAYS.line(), ENDS.line());
        for (Node node : cluster.others(node("n1"))) {
            assertThat(Await.until(SOON, () -> STAYS.get(node).status() == 200))
                    .as("without its node, at %s", node)
                    .isTrue();
            assertThat(ENDS.get(node).status()).isEqualTo(401);
        }
        cluster.start(node("n1"));
        assertThat(ENDS.get(node("n1")).status())
                .as("a revoked key at the node that has it, from the first moment on")
                .isEqualTo(401);
        everywhere(
                "a key that went while the node was away",
                node -> LATE.get(node).status() == 401);
        everywhere("a key that stayed", node -> STAYS.get(node).status() == 200);
    }

    /** A slow reader has so much waiting for it that it would see whether any of it is still written. */
    @Test
    @Order(4)
    void an_edge_that_is_cut_off_serves_nothing_and_goes_on_when_it_knows_who_may() throws Exception {
        Node edge = node("e1");
        Node data = node("n2");
        try (LuxSocket ofKey = slow(edge, STAYS.text());
                LuxSocket ofOperator = slow(edge, Launch.KEY)) {
            ofKey.next("synced");
            ofOperator.next("synced");
            Set<String> ids = fill(data);
            cluster.isolate(edge);
            long cut = System.nanoTime();
            write("n1", STAYS.revoked());
            long lastServed = cut;
            Reply reply = edge.http().get("shared-1");
            while (!reply.code().equals("no_quorum")) {
                lastServed = reply.status() == 200 ? System.nanoTime() : lastServed;
                assertThat(System.nanoTime() - cut).isLessThan(SOON.toNanos());
                reply = edge.http().get("shared-1");
            }
            long refused = System.nanoTime() - cut;
            assertThat(lastServed - cut).isLessThan(BOUND.toNanos());
            assertThat(edge.http().list("match=shared-*").code()).isEqualTo("no_quorum");
            assertThat(edge.http().put("shared-1", "0").code()).isEqualTo("no_quorum");
            assertThat(STAYS.get(edge).code()).isEqualTo("no_quorum");
            assertThat(upgrade(edge)).isEqualTo(503);
            assertThat(edge.isReady()).isFalse();
            assertThat(edge.http().get("_cluster").status())
                    .as("operators still look")
                    .isEqualTo(200);
            assertThat(states(ofOperator, null)).as("what was in its buffers").hasSizeLessThan(ids.size() / 2);
            assertThat(Await.until(SOON, () -> STAYS.get(data).status() == 401))
                    .as("revoked at the others")
                    .isTrue();

            cluster.heal();
            cluster.awaitReady(List.of(edge), SOON);
            assertThat(states(ofOperator, ids)).as("the rest of it").isNotEmpty();
            assertThat(STAYS.get(edge).status()).isEqualTo(401);
            Set<String> seen = new HashSet<>();
            assertThat(closeOf(ofKey, seen)).isEqualTo(CloseCode.UNAUTHORIZED.code());
            assertThat(seen).as("of a key that was revoked meanwhile").hasSizeLessThan(ids.size() / 2);
            System.out.printf("  cut off: refuses after %d ms%n", TimeUnit.NANOSECONDS.toMillis(refused));
        }
    }

    private static LuxSocket slow(Node node, String token) throws IOException {
        return LuxSocket.open(
                node.url(), 4_096, "/api/lux/stream?match=shared-large-*", "Authorization", "Bearer " + token);
    }

    /** A megabyte and a half, at last. */
    private static Set<String> fill(Node node) {
        char[] text = new char[60_000];
        Arrays.fill(text, 'x');
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 24; i++) {
            String id = "shared-large-" + i;
            assertThat(node.http().put(id, "\"" + new String(text) + "\"").ok()).isTrue();
            ids.add(id);
        }
        return ids;
    }

    private static int upgrade(Node node) throws IOException {
        try {
            LuxSocket.open(node.url(), Launch.KEY, "/api/lux/stream?match=shared-*")
                    .close();
            return 101;
        } catch (LuxSocket.HandshakeRefused refused) {
            return refused.status();
        }
    }

    /**
     * Of which documents states come.
     *
     * @param all to be awaited together with what came before; {@code null}: until nothing comes for a while
     */
    private static Set<String> states(LuxSocket socket, @Nullable Set<String> all) throws IOException {
        Set<String> ids = new HashSet<>();
        Duration patience = all == null ? QUIET : SOON;
        var frame = socket.next(patience);
        while (frame != null) {
            if (frame.path("type").asText().equals("state")) {
                ids.add(frame.path("id").asText());
            }
            boolean isLast = all != null && ids.contains("shared-large-" + (all.size() - 1));
            frame = isLast ? null : socket.next(patience);
        }
        return ids;
    }

    private static int closeOf(LuxSocket socket, Set<String> seen) throws IOException {
        try {
            while (true) {
                var frame = socket.next(SOON);
                if (frame != null && frame.path("type").asText().equals("state")) {
                    seen.add(frame.path("id").asText());
                }
            }
        } catch (dev.lux.harness.client.SocketClosedException closed) {
            return closed.code();
        }
    }
}
