package dev.lux.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The store on one {@link IMap}: a shard is a partition, a compare-and-set an entry processor. */
final class HazelcastStore implements Store {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    /**
     * A shard that moves while it is loaded is asked of its new primary, and when that goes too, of nobody for 10 s: other
     * shards must not wait for as long.
     */
    private static final int LOADS_AT_ONCE = 8;

    private final IMap<String, byte[]> documents;
    private final CasCalls entries;
    private final Cluster cluster;
    private final Membership membership;
    private final Contact contact;
    private final PartitionTable table;
    private final String localNode;
    private final MetaKeys metaKeys;
    private final ScheduledExecutorService loads = Executors.newScheduledThreadPool(LOADS_AT_ONCE, work -> {
        Thread thread = new Thread(work, "lux-load");
        thread.setDaemon(true);
        return thread;
    });
    private final LostShards lostShards;
    private final MergeSignal merges;
    private final LossCounter losses;
    private final LocalCopies copies;

    /**
     * @param localNode this node's name
     * @param background runs what may wait for partition threads, so never an event loop
     */
    HazelcastStore(
            HazelcastInstance hazelcast,
            ClusterSettings settings,
            String localNode,
            ScheduledExecutorService background) {
        this.copies = new LocalCopies(hazelcast, settings.copies());
        this.documents = hazelcast.getMap(HazelcastSetup.DOCUMENTS);
        this.entries = new CasCalls(hazelcast);
        this.cluster = hazelcast.getCluster();
        this.membership = new Membership(cluster, settings.quorum());
        this.table = new PartitionTable(hazelcast, membership, settings);
        this.localNode = localNode;
        this.metaKeys = MetaKeys.of(hazelcast);
        this.lostShards = new LostShards(() -> membership.now().dataNodes(), System::nanoTime);
        this.merges = new MergeSignal(
                lostShards,
                membership,
                () -> cluster.getLocalMember().getUuid(),
                new Belongings(hazelcast, copies),
                background);
        merges.attachTo(hazelcast);
        RollCall.start(hazelcast, membership, merges, settings.joins());
        this.contact = new Contact(othersOfQuorum(settings), System.nanoTime());
        HeartbeatWatch.start(hazelcast, membership, contact, settings);
        documents.addLocalEntryListener(merges);
        this.losses = new LossCounter(settings.copies(), lostShards, background);
        hazelcast.getPartitionService().addPartitionLostListener(losses);
    }

    /** A node that joins nobody is enough. */
    private static int othersOfQuorum(ClusterSettings settings) {
        return settings.role() == Role.DATA ? settings.quorum() - 1 : settings.quorum();
    }

    LocalCopies copies() {
        return copies;
    }

    LostShards lostShards() {
        return lostShards;
    }

    Cluster cluster() {
        return cluster;
    }

    Membership membership() {
        return membership;
    }

    MergeSignal merges() {
        return merges;
    }

    @Override
    public int shardCount() {
        return metaKeys.shards();
    }

    @Override
    public int shardOf(String key) {
        return metaKeys.shardOf(key);
    }

    @Override
    public String metaKey(int shard) {
        return metaKeys.ofShard(shard);
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
    public List<Member> members() {
        return membership.now().described();
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
    public long contact() {
        return contact.number(System.nanoTime());
    }

    @Override
    public void onMerged(Runnable listener) {
        merges.listen(listener);
    }

    @Override
    public long losses() {
        return losses.losses();
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
        CompletableFuture<CasResult> result = new CompletableFuture<>();
        compareAndSetAll(List.of(new Change(shard, key, base, next)), settled -> {
            Settled only = settled.get(0);
            if (only.failure() == null) {
                result.complete(only.result());
            } else {
                result.completeExceptionally(only.failure());
            }
        });
        return result;
    }

    @Override
    public void compareAndSetAll(List<Change> changes, Consumer<List<Settled>> settled) {
        entries.submit(changes, settled);
    }

    @Override
    public CompletionStage<List<Entry>> load(int shard) {
        CompletableFuture<List<Entry>> loaded = new CompletableFuture<>();
        loads.execute(() -> load(shard, loaded));
        return loaded;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It completes what was promised, whatever happens.
    private void load(int shard, CompletableFuture<List<Entry>> loaded) {
        try {
            if (!localNode.equals(ownerNode(shard))) {
                // Asked of a primary elsewhere, which may go too, it can take 10 s.
                throw new IllegalStateException("the shard has left this node");
            }
            List<Entry> entries = new ArrayList<>();
            documents
                    .entrySet(Predicates.partitionPredicate(metaKey(shard), Predicates.alwaysTrue()))
                    .forEach(entry -> entries.add(new Entry(entry.getKey(), entry.getValue())));
            boolean begun = entries.stream().anyMatch(entry -> entry.key().equals(metaKey(shard)));
            if (!begun && lostShards.mayComeBack(shard)) {
                loads.schedule(() -> load(shard, loaded), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                loaded.complete(entries);
            }
        } catch (RuntimeException e) {
            loaded.completeExceptionally(e);
        }
    }
}
