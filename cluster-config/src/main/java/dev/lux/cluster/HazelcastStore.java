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
    private final Membership membership;
    private final PartitionTable table;
    private final String localNode;
    private final String[] metaKeys;
    private final Executor blocking;

    /**
     * @param localNode this node's name
     * @param blocking runs what may wait for partition threads, so never an event loop
     */
    HazelcastStore(HazelcastInstance hazelcast, ClusterSettings settings, String localNode, Executor blocking) {
        this.hazelcast = hazelcast;
        this.documents = hazelcast.getMap(HazelcastSetup.DOCUMENTS);
        this.membership = new Membership(hazelcast.getCluster(), settings.quorum());
        this.table = new PartitionTable(hazelcast, membership, settings);
        this.localNode = localNode;
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
        return localNode;
    }

    @Override
    public int ownersOf(String node) {
        return membership.now().ownersOf(node);
    }

    @Override
    public List<String> nodes() {
        return membership.now().nodes();
    }

    @Override
    public boolean isMember(String node) {
        return membership.now().isMember(node);
    }

    @Override
    public boolean quorum() {
        return membership.now().quorum();
    }

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
