package dev.lux.cluster;

import static dev.lux.cluster.ClusterNodeExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.merge.MergingEntry;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import dev.lux.store.CasResult;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Hazelcast gives up a merge when one of its batches fails, and what it has not sent by then is gone with the node's old
 * records. What the node had comes nevertheless, and it does not count for the quorum before.
 */
@Timeout(120)
class InterruptedMergeTest {
    private static final int DOCUMENTS = 2_000;

    private final String name = "lux-test-" + UUID.randomUUID();
    private final int[] ports = FreePorts.find(2);
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean healed;
    private @Nullable Side stays;
    private @Nullable Side joins;

    /** Every batch that it is asked about fails. */
    static final class FailingPolicy
            implements SplitBrainMergePolicy<byte[], MergingEntry<String, byte[]>, Object>, IdentifiedDataSerializable {
        static final AtomicInteger FAILURES = new AtomicInteger();

        @Override
        public Object merge(MergingEntry<String, byte[]> merging, MergingEntry<String, byte[]> existing) {
            FAILURES.incrementAndGet();
            throw new IllegalStateException("planted: no batch is merged");
        }

        @Override
        public int getFactoryId() {
            return FailingPolicies.ID;
        }

        @Override
        public int getClassId() {
            return 1;
        }

        @Override
        public void writeData(ObjectDataOutput out) {
            // It has no state.
        }

        @Override
        public void readData(ObjectDataInput in) {
            // Nothing was written.
        }
    }

    private static final class FailingPolicies implements DataSerializableFactory {
        private static final int ID = 7_121;

        @Override
        public IdentifiedDataSerializable create(int classId) {
            return new FailingPolicy();
        }
    }

    private final class Side {
        final HazelcastInstance hazelcast;
        final HazelcastStore store;

        Side(int port, int otherPort) {
            ClusterSettings settings = Cluster.of(1)
                    .name(name)
                    .port(port)
                    .joining("other.lan:" + otherPort)
                    .settings();
            String node = UUID.randomUUID().toString();
            Config config = HazelcastSetup.config(
                    settings, new NodeAttributes(node, 1), new Peers(settings, InterruptedMergeTest.this::resolve));
            config.setProperty("hazelcast.merge.first.run.delay.seconds", "1");
            config.setProperty("hazelcast.merge.next.run.delay.seconds", "1");
            config.getSerializationConfig().addDataSerializableFactory(FailingPolicies.ID, new FailingPolicies());
            config.getMapConfig(HazelcastSetup.DOCUMENTS)
                    .getMergePolicyConfig()
                    .setPolicy(FailingPolicy.class.getName());
            hazelcast = Hazelcast.newHazelcastInstance(config);
            store = new HazelcastStore(hazelcast, settings, node, background);
        }

        void write(String key, long term, long version, @Nullable String data) {
            byte[] bytes = data == null ? null : data.getBytes(StandardCharsets.UTF_8);
            byte[] record = RecordFormat.write(
                    new DocumentRecord(term, version, new OperationId(term, version), bytes, 5, "test", List.of()));
            CasResult result = await(store.compareAndSet(store.shardOf(key), key, null, record));
            assertThat(result).isInstanceOf(CasResult.Applied.class);
        }

        @Nullable
        String data(String key) {
            byte[] bytes =
                    hazelcast.<String, byte[]>getMap(HazelcastSetup.DOCUMENTS).get(key);
            byte[] data = bytes == null ? null : RecordFormat.read(bytes).data();
            return data == null ? null : new String(data, StandardCharsets.UTF_8);
        }
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        if (!healed) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @AfterEach
    void stop() {
        for (Side side : new @Nullable Side[] {joins, stays}) {
            if (side != null) {
                side.hazelcast.getLifecycleService().terminate();
            }
        }
        background.shutdownNow();
    }

    @Test
    void whatHazelcastLeftOutIsBroughtBeforeTheNodeCounts() {
        FailingPolicy.FAILURES.set(0);
        Side there = new Side(ports[0], ports[1]);
        stays = there;
        Side here = new Side(ports[1], ports[0]);
        joins = here;
        IntStream.range(0, DOCUMENTS).forEach(i -> here.write("only-here-" + i, 2, 100 + i, "here"));
        there.write("both-new-here", 1, 100, "there");
        here.write("both-new-here", 2, 50, "here");
        there.write("both-new-there", 3, 100, "there");
        here.write("both-new-there", 2, 200, "here");
        AtomicInteger told = new AtomicInteger();
        there.store.onMerged(told::incrementAndGet);
        List<String> phases = new CopyOnWriteArrayList<>();
        List<Set<String>> missingAtTheEnd = new CopyOnWriteArrayList<>();
        here.store.onMerged(() -> {
            MergePhase phase = here.store.merges().phase();
            phases.add(phase.name());
            if (phase == MergePhase.NONE) {
                missingAtTheEnd.add(missing(there));
            }
        });
        healed = true;
        eventually(() -> there.hazelcast.getCluster().getMembers().size() == 2);
        eventually(() -> !missingAtTheEnd.isEmpty());
        // Told at the begin and after Hazelcast's merge, maybe of records, and when all was there.
        assertThat(phases).startsWith("OWN", "OWN").contains("NONE");
        assertThat(missingAtTheEnd).allMatch(Set::isEmpty);
        assertThat(FailingPolicy.FAILURES)
                .as("batches that Hazelcast was refused")
                .hasPositiveValue();
        assertThat(there.data("both-new-here")).isEqualTo("here");
        assertThat(there.data("both-new-there")).isEqualTo("there");
        // Owners of the side that was joined have to look at what was written behind their backs.
        eventually(() -> told.get() > 0);
    }

    private static Set<String> missing(Side side) {
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> "only-here-" + i)
                .filter(key -> !"here".equals(side.data(key)))
                .collect(Collectors.toSet());
    }

    private static void eventually(Callable<Boolean> condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .until(condition);
    }
}
