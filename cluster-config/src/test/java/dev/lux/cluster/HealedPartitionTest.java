package dev.lux.cluster;

import static dev.lux.cluster.ClusterNodeExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two members that do not see each other write the same documents, then meet: the one with the higher port joins the
 * other. What a paused owner leaves behind is among it: of 300 documents, 58 with a later version under the old term.
 */
@Timeout(120)
class HealedPartitionTest {
    private static final int DOCUMENTS = 300;
    private static final int LEFTOVERS = 58;
    private static final long OLD_TERM = 1;
    private static final long NEW_TERM = 2;
    private static final long FLOOR = 1_000;

    private static final String NAME = "lux-test-" + UUID.randomUUID();
    private static final ScheduledExecutorService BACKGROUND = Executors.newSingleThreadScheduledExecutor();
    private static final int[] PORTS = FreePorts.find(2);
    private static final Side STAYS = new Side(PORTS[0], PORTS[1]);
    private static final Side JOINS = new Side(PORTS[1], PORTS[0]);
    private static final Set<String> NODES = new HashSet<>();

    private static volatile boolean healed;

    /** One member, a partition of the cluster for itself. */
    private static final class Side {
        final HazelcastInstance hazelcast;
        final Store store;
        final String node = UUID.randomUUID().toString();
        final AtomicInteger merges = new AtomicInteger();
        /** Whether this side has joined the other and given it every record. */
        volatile boolean merged;

        Side(int port, int otherPort) {
            ClusterSettings settings = Cluster.of(1)
                    .name(NAME)
                    .port(port)
                    .joining("other.lan:" + otherPort)
                    .settings();
            Config config = HazelcastSetup.config(
                    settings, new NodeAttributes(node, 1), new Peers(settings, HealedPartitionTest::resolve));
            config.setProperty("hazelcast.merge.first.run.delay.seconds", "1");
            config.setProperty("hazelcast.merge.next.run.delay.seconds", "1");
            hazelcast = Hazelcast.newHazelcastInstance(config);
            store = new HazelcastStore(hazelcast, settings, node, BACKGROUND);
            store.onMerged(merges::incrementAndGet);
            hazelcast.getLifecycleService().addLifecycleListener(event -> {
                if (event.getState() == LifecycleState.MERGED) {
                    merged = true;
                }
            });
        }

        void write(String key, long term, long version, @Nullable String data) {
            CasResult result = await(store.compareAndSet(store.shardOf(key), key, null, record(term, version, data)));
            assertThat(result).isInstanceOf(CasResult.Applied.class);
        }

        void writeMeta(int shard, long term, long floor) {
            write(store.metaKey(shard), term, floor, null);
        }
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        if (!healed) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @BeforeAll
    static void splitAndMerge() {
        NODES.add(STAYS.node);
        NODES.add(JOINS.node);
        IntStream.range(0, DOCUMENTS).forEach(i -> {
            STAYS.write(document(i), NEW_TERM, 100, "claimed again");
            JOINS.write(document(i), OLD_TERM, i < LEFTOVERS ? 101 : 100, "as it was");
        });
        IntStream.range(0, STAYS.store.shardCount()).forEach(shard -> {
            STAYS.writeMeta(shard, NEW_TERM, FLOOR);
            JOINS.writeMeta(shard, shard % 2 == 0 ? OLD_TERM : NEW_TERM + 1, 0);
        });
        STAYS.write("later-there", OLD_TERM, 100, "here");
        JOINS.write("later-there", OLD_TERM, 101, "there");
        STAYS.write("deleted-here", NEW_TERM, 101, null);
        JOINS.write("deleted-here", OLD_TERM, 200, "alive");
        STAYS.write("deleted-there", OLD_TERM, 100, "alive");
        JOINS.write("deleted-there", OLD_TERM, 101, null);
        JOINS.write("collected-here", NEW_TERM, FLOOR, "forgotten");
        JOINS.write("new-there", NEW_TERM, FLOOR + 1, "new");
        healed = true;
        eventually(() -> STAYS.hazelcast.getCluster().getMembers().size() == 2);
        eventually(() -> JOINS.merged);
        // The side that joins tells of its begin and its end, the other of what it was given.
        eventually(() -> STAYS.merges.get() >= 1 && JOINS.merges.get() >= 2);
    }

    @AfterAll
    static void stop() {
        JOINS.hazelcast.getLifecycleService().terminate();
        STAYS.hazelcast.getLifecycleService().terminate();
        BACKGROUND.shutdownNow();
    }

    @Test
    void noneOfTheLeftoversOfAnOldTermWins() {
        long lost = IntStream.range(0, DOCUMENTS)
                .filter(i -> !"claimed again".equals(data(document(i))))
                .count();
        assertThat(lost).isZero();
    }

    @Test
    void underOneTermTheLaterVersionWins() {
        assertThat(data("later-there")).isEqualTo("there");
    }

    @Test
    void aDocumentThatWasDeletedStaysDeleted() {
        assertThat(stored("deleted-here").isTombstone()).isTrue();
        assertThat(stored("deleted-here").version()).isEqualTo(101);
        assertThat(stored("deleted-there").isTombstone()).isTrue();
    }

    @Test
    void aDocumentWhoseTombstoneWasCollectedDoesNotComeBack() {
        assertThat(stored("collected-here")).isNull();
    }

    @Test
    void aDocumentThatWasNeverHereComes() {
        assertThat(data("new-there")).isEqualTo("new");
    }

    @Test
    void everyShardHasTheHigherTermAndTheFloorOfTheSideThatStayed() {
        IntStream.range(0, STAYS.store.shardCount()).forEach(shard -> {
            DocumentRecord meta = stored(STAYS.store.metaKey(shard));
            assertThat(meta.term()).as("term of shard %d", shard).isEqualTo(shard % 2 == 0 ? NEW_TERM : NEW_TERM + 1);
            assertThat(meta.version()).as("floor of shard %d", shard).isEqualTo(FLOOR);
        });
    }

    @Test
    void bothNodesKeepTheirNamesAndKnowEachOther() {
        assertThat(JOINS.store.localNode()).isEqualTo(JOINS.node);
        for (Side side : List.of(STAYS, JOINS)) {
            assertThat(side.store.nodes()).containsExactlyInAnyOrderElementsOf(NODES);
            assertThat(IntStream.range(0, side.store.shardCount()).mapToObj(side.store::ownerNode))
                    .allMatch(NODES::contains);
        }
    }

    @Test
    void everyShardHasOnePrimaryThatMayCommit() {
        eventually(() -> IntStream.range(0, STAYS.store.shardCount()).allMatch(shard -> {
            Stamp stays = STAYS.store.stamp(shard);
            Stamp joins = JOINS.store.stamp(shard);
            return stays.complete() && joins.complete() && stays.local() != joins.local();
        }));
    }

    private static String document(int i) {
        return "incident-" + i;
    }

    private static @Nullable String data(String key) {
        byte[] data = stored(key).data();
        return data == null ? null : new String(data, StandardCharsets.UTF_8);
    }

    private static @Nullable DocumentRecord stored(String key) {
        byte[] bytes =
                STAYS.hazelcast.<String, byte[]>getMap(HazelcastSetup.DOCUMENTS).get(key);
        return bytes == null ? null : RecordFormat.read(bytes);
    }

    private static byte[] record(long term, long version, @Nullable String data) {
        byte[] bytes = data == null ? null : data.getBytes(StandardCharsets.UTF_8);
        return RecordFormat.write(
                new DocumentRecord(term, version, new OperationId(term, version), bytes, 5, "test", List.of()));
    }

    private static void eventually(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
