package dev.lux.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The store on one {@link IMap}: a shard is a partition, a compare-and-set an entry processor. */
final class HazelcastStore implements Store {
    private final HazelcastInstance hazelcast;
    private final IMap<String, byte[]> documents;
    private final PartitionTable table;
    private final String[] metaKeys;
    private final Executor blocking;

    /** @param blocking runs what may wait for partition threads, so never an event loop */
    HazelcastStore(HazelcastInstance hazelcast, ClusterSettings settings, Executor blocking) {
        this.hazelcast = hazelcast;
        this.documents = hazelcast.getMap(HazelcastSetup.DOCUMENTS);
        this.table = new PartitionTable(hazelcast, settings);
        this.metaKeys = MetaKeys.find(shardCount(), this::shardOf);
        this.blocking = blocking;
    }

    @Override
    public int shardCount() {
        return hazelcast.getPartitionService().getPartitions().size();
    }

    @Override
    public int shardOf(String key) {
        return hazelcast.getPartitionService().getPartition(key).getPartitionId();
    }

    @Override
    public String metaKey(int shard) {
        return metaKeys[shard];
    }

    @Override
    public @Nullable String ownerNode(int shard) {
        return table.ownerNode(shard);
    }

    @Override
    public String localNode() {
        return table.localNode();
    }

    @Override
    public List<String> nodes() {
        return hazelcast.getCluster().getMembers().stream().map(m -> m.getUuid().toString()).toList();
    }

    @Override
    public boolean isMember(String node) {
        return nodes().contains(node);
    }

    @Override
    public int ownersOf(String node) {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public boolean quorum() {
        return true;
    }

    @Override
    public void onMerged(Runnable listener) {}

    @Override
    public Stamp stamp(int shard) {
        return table.stamp(shard);
    }

    @Override
    public long tableStamp() {
        return table.tableStamp();
    }

    @Override
    public CompletionStage<CasResult> compareAndSet(
            int shard, String key, byte @Nullable [] base, byte @Nullable [] next) {
        return documents.submitToKey(key, new CompareAndSet(base, next)).thenApply(CompareAndSet::decode);
    }

    @Override
    public CompletionStage<List<Entry>> load(int shard) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Entry> entries = new ArrayList<>();
                    documents
                            .entrySet(Predicates.partitionPredicate(metaKeys[shard], Predicates.alwaysTrue()))
                            .forEach(entry -> entries.add(new Entry(entry.getKey(), entry.getValue())));
                    return entries;
                },
                blocking);
    }
}
