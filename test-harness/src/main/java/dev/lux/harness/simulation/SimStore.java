package dev.lux.harness.simulation;

import dev.lux.document.RecordFormat;
import dev.lux.harness.simulation.SimTable.Slots;
import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The store as one node sees it: it runs where the node believes that it is primary, and waits for every copy. */
final class SimStore implements Store {
    private static final Duration BACKUP_TIMEOUT = Duration.ofSeconds(1);

    private final SimWorld world;
    private final SimNetwork network;
    private final SimCluster cluster;
    private final SimNode node;
    private final int quorum;
    private final int owners;
    private final Mutant mutant;

    SimStore(
            SimWorld world,
            SimNetwork network,
            SimCluster cluster,
            SimNode node,
            int quorum,
            int owners,
            Mutant mutant) {
        this.world = world;
        this.network = network;
        this.cluster = cluster;
        this.node = node;
        this.quorum = quorum;
        this.owners = owners;
        this.mutant = mutant;
    }

    @Override
    public int shardCount() {
        return node.table().shardCount();
    }

    @Override
    public int shardOf(String key) {
        return key.startsWith("@")
                ? Integer.parseInt(key.substring(1))
                : Math.floorMod(key.hashCode() * 0x9E3779B9, shardCount());
    }

    @Override
    public String metaKey(int shard) {
        return "@" + shard;
    }

    @Override
    public @Nullable String ownerNode(int shard) {
        String primary = node.table().shard(shard).primary();
        return primary != null && isMember(primary) ? primary : null;
    }

    @Override
    public String localNode() {
        return node.name();
    }

    @Override
    public List<String> nodes() {
        return List.copyOf(node.table().members());
    }

    @Override
    public List<Member> members() {
        return nodes().stream()
                .map(name -> new Member(name, cluster.node(name).isData(), name))
                .toList();
    }

    @Override
    public boolean isMember(String name) {
        return node.table().members().contains(name);
    }

    @Override
    public int ownersOf(String name) {
        return isMember(name) && cluster.node(name).isData() ? owners : 0;
    }

    @Override
    public boolean quorum() {
        return node.table().members().stream()
                        .filter(member -> cluster.node(member).isData())
                        .count()
                >= quorum;
    }

    @Override
    public void onMerged(Runnable listener) {
        node.onMerged(listener);
    }

    @Override
    public long losses() {
        return cluster.losses();
    }

    @Override
    public Stamp stamp(int shard) {
        Slots slots = node.table().shard(shard);
        List<String> holders = new ArrayList<>();
        boolean complete = true;
        for (String holder : slots.holders()) {
            boolean there = holder != null && isMember(holder);
            holders.add(there && holder != null ? holder : "");
            complete &= there;
        }
        return new Stamp(slots.version(), holders, node.name().equals(slots.primary()), complete, quorum());
    }

    @Override
    public long tableStamp() {
        return node.table().stamp();
    }

    @Override
    public CompletionStage<CasResult> compareAndSet(
            int shard, String key, byte @Nullable [] base, byte @Nullable [] next) {
        CompletableFuture<CasResult> result = new CompletableFuture<>();
        if (mutant == Mutant.NO_CONFIRM && key.startsWith("@") && base != null && base == next) {
            result.complete(new CasResult.Same());
            return result;
        }
        network.reliably(node, node, () -> {
            Slots slots = node.table().shard(shard);
            if (!node.name().equals(slots.primary())) {
                result.complete(new CasResult.Fenced());
                return;
            }
            Map<String, byte[]> records = node.records(shard);
            byte[] current = records.get(key);
            boolean same = current != null && next != null && RecordFormat.sameStamp(current, next);
            boolean isBase = current == null ? base == null : base != null && RecordFormat.sameStamp(current, base);
            if (!same && !isBase) {
                result.complete(new CasResult.Conflict(current));
                return;
            }
            put(records, key, next);
            copy(shard, slots, key, next, same ? new CasResult.Same() : new CasResult.Applied(), result);
        });
        return result;
    }

    private static void put(Map<String, byte[]> records, String key, byte @Nullable [] value) {
        if (value == null) {
            records.remove(key);
        } else {
            records.put(key, value);
        }
    }

    private void copy(
            int shard,
            Slots slots,
            String key,
            byte @Nullable [] next,
            CasResult outcome,
            CompletableFuture<CasResult> result) {
        long version = node.nextReplicaVersion(shard);
        int[] missing = {0};
        for (String holder : slots.holders().subList(1, slots.holders().size())) {
            // An empty slot is passed over without a word, as in Hazelcast: the acknowledgement rule must see it.
            if (holder == null) {
                continue;
            }
            missing[0]++;
            SimNode copy = cluster.node(holder);
            network.reliably(node, copy, () -> {
                if (node.name().equals(copy.table().shard(shard).primary())) {
                    if (copy.takesReplicaVersion(shard, version)) {
                        put(copy.records(shard), key, next);
                    }
                    network.reliably(copy, node, () -> {
                        if (--missing[0] == 0) {
                            result.complete(outcome);
                        }
                    });
                }
            });
        }
        if (missing[0] == 0 || mutant == Mutant.ACKNOWLEDGED_BEFORE_COPY) {
            result.complete(outcome);
        } else {
            world.after(BACKUP_TIMEOUT.plus(world.millis(0, 1_000)), () -> node.execute(() -> late(result, outcome)));
        }
    }

    private void late(CompletableFuture<CasResult> result, CasResult outcome) {
        if (mutant == Mutant.INDETERMINATE_IS_SUCCESS) {
            result.complete(outcome);
        } else {
            result.completeExceptionally(new TimeoutException("a copy did not answer"));
        }
    }

    @Override
    public CompletionStage<List<Entry>> load(int shard) {
        CompletableFuture<List<Entry>> result = new CompletableFuture<>();
        network.reliably(node, node, () -> {
            List<Entry> entries = new ArrayList<>();
            if (node.name().equals(node.table().shard(shard).primary())) {
                node.records(shard).forEach((key, record) -> entries.add(new Entry(key, record)));
                result.complete(entries);
            } else {
                result.completeExceptionally(new IllegalStateException("the primary is not here"));
            }
        });
        return result;
    }
}
