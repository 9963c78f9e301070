package dev.lux.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replicated records, in shards. A shard is served by the node on which its primary copy lives.
 *
 * <p>Contract: a compare-and-set is atomic per key, ordered with all others of that key, and completes normally only
 * when every copy that the membership names has it. A completion with an exception says nothing about whether it was
 * applied. Nothing here decides whether a write is acknowledged: that is the owner's rule, made from {@link #stamp}.
 */
public interface Store {
    int shardCount();

    /** The shard of a document id or meta key, from 0. */
    int shardOf(String key);

    /** The key, outside the alphabet of ids, under which a shard keeps its term and floor. */
    String metaKey(int shard);

    /** The node that has the primary copy now, or {@code null} when no one knows. */
    @Nullable
    String ownerNode(int shard);

    /** This node's name in {@link #ownerNode}; the same for as long as the process lives, merges included. */
    String localNode();

    /** Every node in the cluster now, this one included, those that keep nothing too; cheap. */
    List<String> nodes();

    /** The same with what an operator wants to know of them. */
    List<Member> members();

    /** Whether a node is in the cluster now; cheap. */
    boolean isMember(String node);

    /**
     * How many owners a node runs: its shards are dealt to them by number modulo this. 0 of a node that is not in the
     * cluster, and of one that keeps nothing; cheap.
     */
    int ownersOf(String node);

    /** Whether enough data members are in the cluster now; cheap. */
    boolean quorum();

    /**
     * Names the time since when enough data members have been heard without a gap of 5 s; a later one has a higher number.
     * 0: for the last 5 s this node has not heard enough of them; cheap.
     */
    default long contact() {
        return 1;
    }

    /** Calls {@code listener}, on any thread, when records were written by a merge of clusters instead of by commits. */
    void onMerged(Runnable listener);

    /** How many times, since the start, a shard lost all its copies at once. */
    long losses();

    /** What the membership says of a shard at this instant; cheap. */
    Stamp stamp(int shard);

    /** One number that changes whenever any shard's stamp, or {@link #nodes}, may have; cheap. */
    long tableStamp();

    /**
     * Sets {@code key} to {@code next} if it now has the stamp of {@code base}.
     *
     * @param base record bytes of which only the stamp counts, or {@code null}: must be absent
     * @param next record bytes, or {@code null} to remove the entry
     * @return completes on a thread of the store, which must not wait
     */
    CompletionStage<CasResult> compareAndSet(int shard, String key, byte @Nullable [] base, byte @Nullable [] next);

    /**
     * The same for several, of any shards, each on its own. What is settled together is told together: to wake a thread
     * for each costs more than what it is woken for.
     *
     * @param settled called on threads of the store, which must not wait, until each change was told once
     */
    default void compareAndSetAll(List<Change> changes, Consumer<List<Settled>> settled) {
        for (int i = 0; i < changes.size(); i++) {
            int index = i;
            Change change = changes.get(i);
            CompletionStage<CasResult> result;
            try {
                result = compareAndSet(change.shard(), change.key(), change.base(), change.next());
            } catch (RuntimeException e) {
                result = CompletableFuture.failedFuture(e);
            }
            result.whenComplete((found, failure) -> settled.accept(List.of(new Settled(index, found, failure))));
        }
    }

    /** The arguments of a {@link #compareAndSet}. */
    record Change(int shard, String key, byte @Nullable [] base, byte @Nullable [] next) {}

    /**
     * What became of a change.
     *
     * @param index its place in the list of changes
     * @param result {@code null} when it failed
     * @param failure {@code null} when it did not
     */
    record Settled(
            int index, @Nullable CasResult result, @Nullable Throwable failure) {}

    /**
     * All entries of a shard whose primary is local, the meta key included. Takes its time where all copies of the shard
     * were lost and may still come back with members that were only thought dead.
     */
    CompletionStage<List<Entry>> load(int shard);

    record Entry(String key, byte[] record) {}

    /**
     * @param data whether it keeps documents; else it is an edge
     * @param address host and port of its member, private
     */
    record Member(String node, boolean data, String address) {}
}
