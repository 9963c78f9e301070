package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.document.DocumentId;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class HazelcastStoreTest {
    @RegisterExtension
    static final ClusterNodeExtension NODE = new ClusterNodeExtension();

    private final Store store = NODE.store();

    @Test
    void everyEntryIsLoadedWithItsShardAndOnlyThere() {
        Map<String, byte[]> written = new HashMap<>();
        shards().mapToObj(store::metaKey).forEach(key -> written.put(key, Records.next(1, key)));
        IntStream.range(0, 1_000).mapToObj(i -> "incident-" + i).forEach(id -> written.put(id, Records.next(1, id)));
        written.forEach((key, record) -> NODE.compareAndSet(key, null, record));

        Map<String, byte[]> loaded = new HashMap<>();
        List<String> elsewhere = new ArrayList<>();
        shards().forEach(shard -> NODE.load(shard).forEach(entry -> {
            assertThat(loaded.put(entry.key(), entry.record()))
                    .as("%s before", entry.key())
                    .isNull();
            if (store.shardOf(entry.key()) != shard) {
                elsewhere.add(entry.key());
            }
        }));

        assertThat(elsewhere).isEmpty();
        assertThat(loaded).containsExactlyInAnyOrderEntriesOf(written);
    }

    @Test
    void aLostShardIsLoadedWhenWhatItHeldHasComeBack() {
        String id = "comes-back";
        int shard = store.shardOf(id);
        NODE.load(shard).forEach(entry -> NODE.compareAndSet(entry.key(), entry.record(), null));
        ((HazelcastStore) store).lostShards().add(shard);
        CompletableFuture<List<Store.Entry>> loading = store.load(shard).toCompletableFuture();
        assertThatThrownBy(() -> loading.get(600, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        NODE.compareAndSet(id, null, Records.next(1, id));
        NODE.compareAndSet(store.metaKey(shard), null, Records.next(1, "meta"));
        assertThat(ClusterNodeExtension.await(loading))
                .extracting(Store.Entry::key)
                .containsExactlyInAnyOrder(id, store.metaKey(shard));
        NODE.load(shard).forEach(entry -> NODE.compareAndSet(entry.key(), entry.record(), null));
    }

    @Test
    void everyShardHasAMetaKeyThatFallsIntoIt() {
        assertThat(shards())
                .allSatisfy(
                        shard -> assertThat(store.shardOf(store.metaKey(shard))).isEqualTo(shard));
    }

    @Test
    void noMetaKeyIsADocumentId() {
        assertThat(shards().mapToObj(store::metaKey)).noneMatch(DocumentId::isValid);
    }

    @Test
    void aSingleNodeHasTheOnlyCopyOfEveryShardAndMayCommit() {
        assertThat(shards().mapToObj(store::stamp)).allSatisfy(stamp -> {
            assertThat(stamp.usable()).isTrue();
            assertThat(stamp)
                    .isEqualTo(new Stamp(stamp.partitionVersion(), List.of(NODE.memberId()), true, true, true));
        });
    }

    @Test
    void theStampOfAShardStaysWhileNothingMoves() {
        assertThat(shards().mapToObj(store::stamp).toList())
                .isEqualTo(shards().mapToObj(store::stamp).toList());
    }

    @Test
    void theStampOfTheTableStaysWhileNothingMoves() {
        assertThat(store.tableStamp()).isEqualTo(store.tableStamp());
    }

    @Test
    void aSingleNodeOwnsEveryShard() {
        assertThat(shards().mapToObj(store::ownerNode)).containsOnly(store.localNode());
    }

    @Test
    void aSingleNodeIsItsOwnQuorum() {
        assertThat(store.quorum()).isTrue();
        assertThat(store.nodes()).containsExactly(store.localNode());
        assertThat(store.isMember(store.localNode())).isTrue();
        assertThat(store.isMember("another")).isFalse();
    }

    @Test
    void aNodeSaysHowManyOwnersItHas() {
        assertThat(store.ownersOf(store.localNode())).isEqualTo(ClusterNodeExtension.OWNERS);
        assertThat(store.ownersOf("another")).isZero();
    }

    private IntStream shards() {
        return IntStream.range(0, store.shardCount());
    }
}
