package dev.lux.cluster;

import static dev.lux.cluster.ClusterNodeExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import dev.lux.store.CasResult;
import dev.lux.store.Copies;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A member that has lived joins one that knows nothing of its documents. The copies that it keeps from then on are whole
 * as soon as it says that it has brought what it had: before that, Hazelcast ignored what was sent to them, as older than
 * what they had seen in their former life, and a primary that moved away left nothing behind.
 */
@Timeout(120)
class RejoinedCopiesTest {
    private static final int DOCUMENTS = 600;
    /** The anti-entropy would take some thirty. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final String name = "lux-test-" + UUID.randomUUID();
    private final int[] ports = FreePorts.find(2);
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
    private final List<Side> sides = new ArrayList<>();
    private volatile boolean healed;

    private final class Side {
        final HazelcastInstance hazelcast;
        final HazelcastStore store;
        final LocalCopies copies;

        Side(int port, int otherPort) {
            ClusterSettings settings = Cluster.of(1)
                    .name(name)
                    .port(port)
                    .joining("other.lan:" + otherPort)
                    .settings();
            String node = UUID.randomUUID().toString();
            Config config = HazelcastSetup.config(
                    settings, new NodeAttributes(node, 1), new Peers(settings, RejoinedCopiesTest.this::resolve));
            config.setProperty("hazelcast.merge.first.run.delay.seconds", "1");
            config.setProperty("hazelcast.merge.next.run.delay.seconds", "1");
            // The copies are made before there is anything to copy.
            config.setProperty("hazelcast.wait.seconds.before.join", "0");
            // One data member makes up a quorum here, and there is a copy nevertheless.
            config.getMapConfig(HazelcastSetup.DOCUMENTS).setBackupCount(1);
            hazelcast = Hazelcast.newHazelcastInstance(config);
            store = new HazelcastStore(hazelcast, settings, node, background);
            copies = new LocalCopies(hazelcast, 1);
            sides.add(this);
        }

        void write(String key, int version) {
            byte[] record = RecordFormat.write(new DocumentRecord(
                    1,
                    version,
                    new OperationId(1, version),
                    key.getBytes(StandardCharsets.UTF_8),
                    5,
                    "test",
                    List.of()));
            CasResult result = await(store.compareAndSet(store.shardOf(key), key, null, record));
            assertThat(result).isInstanceOf(CasResult.Applied.class);
        }

        /** How many documents it has of shards whose {@code replica}th place it has. */
        int documents(int replica) {
            int documents = 0;
            for (int shard = 0; shard < store.shardCount(); shard++) {
                Copies.Copy copy = copies.read(shard);
                documents += copy != null && copy.replica() == replica
                        ? copy.records().size()
                        : 0;
            }
            return documents;
        }

        boolean hasAPlaceInAllShards() {
            for (int shard = 0; shard < store.shardCount(); shard++) {
                if (copies.read(shard) == null) {
                    return false;
                }
            }
            return true;
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
        sides.forEach(side -> side.hazelcast.getLifecycleService().terminate());
        background.shutdownNow();
    }

    @Test
    void copiesOfAMemberThatJoinedAreWholeOnceItSaysSo() {
        Side stays = new Side(ports[0], ports[1]);
        Side joins = new Side(ports[1], ports[0]);
        for (int i = 0; i < DOCUMENTS; i++) {
            joins.write("document-" + i, 1 + i);
        }
        healed = true;
        eventually(
                Duration.ofSeconds(60),
                () -> stays.hazelcast.getCluster().getMembers().size() == 2);
        eventually(Duration.ofSeconds(60), () -> joins.store.merges().phase() == MergePhase.NONE);
        eventually(Duration.ofSeconds(30), () -> stays.hasAPlaceInAllShards() && joins.hasAPlaceInAllShards());
        assertThat(stays.documents(0) + joins.documents(0)).isEqualTo(DOCUMENTS);
        eventually(SOON, () -> stays.documents(1) + joins.documents(1) == DOCUMENTS);
    }

    private static void eventually(Duration patience, Callable<Boolean> condition) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(patience).until(condition);
    }
}
