package dev.lux.owner;

import dev.lux.document.DocumentRecord;
import dev.lux.document.DocumentState;
import dev.lux.document.OperationId;
import dev.lux.loop.Loop;
import dev.lux.store.Store;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The documents and shards of one owner, and what its cells need of it. Memory is a cache of what the store holds.
 *
 * <p>Belongs to the owner's event loop.
 */
final class OwnerState implements StepContext, Claims.Listener {
    private final Loop loop;
    private final Store store;
    private final Clock clock;
    private final Committer committer;
    private final WriteRules rules;
    private final StateBudget budget;
    private final long incarnation;
    private final Documents documents = new Documents();
    private final TombstoneCollector tombstones;
    private final Deadlines deadlines;
    private final Claims claims;
    private final Confirms confirms = new Confirms(this::startConfirm);
    private final Writers writers = new Writers();
    private final Listener listener;
    private List<String> nodes = List.of();
    private long lastSequence;

    /** Told of what is committed, and of what is no longer served. */
    interface Listener {
        /** @param replaced how many versions were made and replaced in the same commit */
        void changed(String id, int replaced);

        void dropped(int shard);
    }

    /** A committed state, and the term under which its owner holds it. */
    record Held(long term, DocumentState state) {}

    OwnerState(OwnerSettings settings, Loop loop, Committer committer, long incarnation, Listener listener) {
        this.loop = loop;
        this.store = settings.store();
        this.clock = settings.clock();
        this.committer = committer;
        this.rules = new WriteRules(settings.limits());
        this.budget = settings.budget();
        this.incarnation = incarnation;
        this.listener = listener;
        this.tombstones = new TombstoneCollector(settings.limits().tombstoneRetention(), this::collect);
        this.deadlines = new Deadlines(new ListeningTime(clock));
        this.claims = new Claims(store, loop, committer, this, this, settings.index(), settings.owners());
    }

    /** Looks whether shards came or went. */
    void followTable() {
        claims.follow();
        List<String> now = store.nodes();
        if (!now.equals(nodes)) {
            nodes = now;
            writers.members(now, nowNanos());
        }
    }

    /** The store was written by another way than commits, as when clusters merge: nothing in memory counts. */
    void forgetAll() {
        claims.dropAll();
    }

    boolean isSettled() {
        return claims.isSettled();
    }

    void collectTombstones() {
        tombstones.collect(nowNanos());
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Documents documents() {
        return documents;
    }

    Collection<Shard> allServed() {
        return claims.allServed();
    }

    /** The shard of a document, or {@code null} when this owner does not serve it. */
    @Nullable
    Shard shardOf(String id) {
        return claims.served(store.shardOf(id));
    }

    /** The cell for a write, made when there is none, or {@code null} when this owner does not serve its shard. */
    @Nullable
    DocumentCell cellFor(String id) {
        DocumentCell cell = documents.get(id);
        if (cell != null) {
            return cell;
        }
        Shard shard = shardOf(id);
        if (shard == null) {
            return null;
        }
        DocumentCell created = new DocumentCell(id, shard, this);
        documents.add(created);
        return created;
    }

    /** The shard that a number names, or {@code null} when this owner does not serve it. */
    @Nullable
    Shard served(int shard) {
        return claims.served(shard);
    }

    /** The newest committed state of a document whose shard is served. */
    Held held(String id) {
        return Objects.requireNonNull(newest(id));
    }

    /** Where a document belongs, whoever serves it. */
    int shardNumber(String id) {
        return store.shardOf(id);
    }

    /** The newest committed state, absent with the shard's floor when nothing is known of it; {@code null}: not served. */
    @Nullable
    Held newest(String id) {
        Shard shard = shardOf(id);
        if (shard == null) {
            return null;
        }
        DocumentCell cell = documents.get(id);
        DocumentRecord record = cell == null ? null : cell.committed();
        return new Held(shard.term(), record == null ? DocumentState.absent(id, shard.floor()) : record.state(id));
    }

    @Override
    public Future<Boolean> confirm(Shard shard) {
        return confirms.confirm(shard);
    }

    /** Those of them of which this node is the owner, at some moment after this call. */
    Future<List<Shard>> confirmAll(Collection<Shard> shards) {
        return confirms.confirmAll(List.copyOf(shards));
    }

    private Future<Boolean> startConfirm(Shard shard) {
        return shard.usingMeta(() -> committer
                .commit(shard.number(), shard::isServed, store.metaKey(shard.number()), shard.meta(), shard.meta())
                .map(outcome -> {
                    if (outcome instanceof CommitOutcome.Conflict) {
                        claims.lost(shard);
                    }
                    return outcome instanceof CommitOutcome.Acknowledged;
                }));
    }

    private Future<Boolean> collect(DocumentCell cell, DocumentRecord tombstone) {
        return raiseFloor(cell.shard(), tombstone.version())
                .compose(raised -> raised ? cell.removeTombstone() : Future.succeededFuture(false));
    }

    private Future<Boolean> raiseFloor(Shard shard, long floor) {
        return shard.usingMeta(() -> {
            if (floor <= shard.floor()) {
                return Future.succeededFuture(true);
            }
            byte[] meta = Shard.metaRecord(shard.term(), floor, nextOperation());
            return committer
                    .commit(shard.number(), shard::isServed, store.metaKey(shard.number()), shard.meta(), meta)
                    .map(outcome -> {
                        boolean raised = outcome instanceof CommitOutcome.Acknowledged;
                        if (raised) {
                            shard.raiseFloor(floor, meta);
                        }
                        return raised;
                    });
        });
    }

    @Override
    public void claimed(Shard shard, List<Claim.Loaded> records) {
        for (Claim.Loaded loaded : records) {
            DocumentCell cell = new DocumentCell(loaded.id(), shard, this);
            cell.load(loaded.record(), loaded.bytes());
            budget.force(StateBudget.weight(loaded.id(), loaded.record()));
            documents.add(cell);
            count(cell, null);
            bury(cell);
        }
    }

    @Override
    public void dropped(Shard shard) {
        for (DocumentCell cell : documents.ofShard(shard)) {
            budget.force(-StateBudget.weight(cell.id(), cell.committed()));
            budget.documentsChanged(cell.isLive() ? -1 : 0);
            documents.remove(cell);
            deadlines.forget(cell);
        }
        listener.dropped(shard.number());
    }

    @Override
    public void committed(DocumentCell cell, @Nullable DocumentRecord before, int replaced) {
        documents.index(cell);
        count(cell, before);
        bury(cell);
        listener.changed(cell.id(), replaced);
    }

    @Override
    public void armed(DocumentCell cell) {
        deadlines.arm(cell);
    }

    @Override
    public void conflicted(Shard shard) {
        claims.lost(shard);
    }

    @Override
    public void idle(DocumentCell cell) {
        if (cell.committed() == null) {
            documents.remove(cell);
        }
    }

    private void count(DocumentCell cell, @Nullable DocumentRecord before) {
        boolean wasLive = before != null && !before.isTombstone();
        budget.documentsChanged((cell.isLive() ? 1 : 0) - (wasLive ? 1 : 0));
    }

    private void bury(DocumentCell cell) {
        DocumentRecord record = cell.committed();
        if (record != null && record.isTombstone()) {
            tombstones.buried(cell, record, nowNanos());
        }
    }

    @Override
    public Committer committer() {
        return committer;
    }

    @Override
    public WriteRules rules() {
        return rules;
    }

    @Override
    public Writers writers() {
        return writers;
    }

    @Override
    public StateBudget budget() {
        return budget;
    }

    @Override
    public long nowMicros() {
        return clock.wallMicros();
    }

    @Override
    public long nowNanos() {
        return clock.elapsedNanos();
    }

    @Override
    public ListeningTime listening() {
        return deadlines.time();
    }

    @Override
    public OperationId nextOperation() {
        return new OperationId(incarnation, ++lastSequence);
    }

    @Override
    public void defer(Runnable task) {
        loop.run(task);
    }
}
