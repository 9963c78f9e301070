package dev.lux.harness.fault;

import dev.lux.document.RecordFormat;
import dev.lux.harness.fault.FaultyBroker.Wrong;
import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that confirms what it did not ask, or that knows of no terms. */
final class WrongStore implements Store {
    private static final int TERM_AT = 2;

    private final Store store;
    private final Wrong wrong;

    WrongStore(Store store, Wrong wrong) {
        this.store = store;
        this.wrong = wrong;
    }

    @Override
    public CompletionStage<CasResult> compareAndSet(int shard, String key, byte[] base, byte[] next) {
        if (wrong == Wrong.NO_TERM) {
            return store.compareAndSet(shard, key, withoutTerm(base), withoutTerm(next));
        }
        boolean confirm =
                key.equals(store.metaKey(shard)) && base != null && next != null && RecordFormat.sameStamp(base, next);
        return confirm
                ? CompletableFuture.completedFuture(new CasResult.Same())
                : store.compareAndSet(shard, key, base, next);
    }

    /** A claim finds no term and raises what nobody will see; so merges go by versions alone. */
    static byte[] withoutTerm(byte[] record) {
        if (record == null) {
            return null;
        }
        byte[] copy = record.clone();
        ByteBuffer.wrap(copy).putLong(TERM_AT, 0);
        if (RecordFormat.term(copy) != 0) {
            throw new IllegalStateException("records have their terms elsewhere");
        }
        return copy;
    }

    @Override
    public int shardCount() {
        return store.shardCount();
    }

    @Override
    public int shardOf(String key) {
        return store.shardOf(key);
    }

    @Override
    public String metaKey(int shard) {
        return store.metaKey(shard);
    }

    @Override
    public String ownerNode(int shard) {
        return store.ownerNode(shard);
    }

    @Override
    public String localNode() {
        return store.localNode();
    }

    @Override
    public List<String> nodes() {
        return store.nodes();
    }

    @Override
    public List<Member> members() {
        return store.members();
    }

    @Override
    public boolean isMember(String node) {
        return store.isMember(node);
    }

    @Override
    public int ownersOf(String node) {
        return store.ownersOf(node);
    }

    @Override
    public long contact() {
        return store.contact();
    }

    @Override
    public boolean quorum() {
        return store.quorum();
    }

    @Override
    public void onMerged(Runnable listener) {
        store.onMerged(listener);
    }

    @Override
    public long losses() {
        return store.losses();
    }

    @Override
    public Stamp stamp(int shard) {
        return store.stamp(shard);
    }

    @Override
    public long tableStamp() {
        return store.tableStamp();
    }

    @Override
    public CompletionStage<List<Entry>> load(int shard) {
        return store.load(shard);
    }
}
