package dev.lux.owner;

import dev.lux.document.DocumentRecord;
import dev.lux.document.RecordFormat;
import dev.lux.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which shards this owner serves. It follows the partition table: a shard whose primary became local is loaded, gets a
 * new term, and every record in it is committed again under that term before the shard is served; a shard whose
 * primary left is dropped at once.
 *
 * <pre>
 *   not local --primary is local--> loading --all committed under the new term--> served
 *       ^------------------------------+-----------primary left--------------------+
 * </pre>
 *
 * Belongs to the owner's event loop.
 */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final Store store;
    private final Context context;
    private final Committer committer;
    private final StepContext owner;
    private final Listener listener;
    private final List<Integer> candidates = new ArrayList<>();
    private final Map<Integer, Shard> served = new HashMap<>();
    private final Map<Integer, Shard> claiming = new HashMap<>();
    private long lastTableStamp;
    private boolean scanned;

    /** What the owner does when its shards change. */
    interface Listener {
        /** The shard is served from now on, with these records. */
        void claimed(Shard shard, List<Loaded> records);

        void dropped(Shard shard);
    }

    /** A record as it was committed under the new term. */
    record Loaded(String id, DocumentRecord record, byte[] bytes) {}

    /**
     * @param index this owner's number among the owners of this node
     * @param owners how many owners this node has; shards are dealt by number modulo this
     */
    Claims(
            Store store,
            Context context,
            Committer committer,
            StepContext owner,
            Listener listener,
            int index,
            int owners) {
        this.store = store;
        this.context = context;
        this.committer = committer;
        this.owner = owner;
        this.listener = listener;
        for (int shard = index; shard < store.shardCount(); shard += owners) {
            candidates.add(shard);
        }
    }

    @Nullable
    Shard served(int shard) {
        return served.get(shard);
    }

    Collection<Shard> allServed() {
        return served.values();
    }

    /** Whether every shard whose primary is local is served. */
    boolean isSettled() {
        return scanned
                && claiming.isEmpty()
                && candidates.stream().allMatch(shard -> !isLocal(shard) || served.containsKey(shard));
    }

    /** Follows the table; cheap when nothing has changed. */
    void follow() {
        long stamp = store.tableStamp();
        if (scanned && stamp == lastTableStamp) {
            return;
        }
        lastTableStamp = stamp;
        scanned = true;
        for (int shard : candidates) {
            boolean local = isLocal(shard);
            if (local && !served.containsKey(shard) && !claiming.containsKey(shard)) {
                claim(shard);
            } else if (!local) {
                drop(shard);
            }
        }
    }

    /** Somebody else has claimed the shard since: drops it, and claims it again if its primary is still here. */
    void lost(Shard shard) {
        if (served.get(shard.number()) == shard) {
            LOG.warn("shard {} was claimed by another owner in between", shard.number());
            drop(shard.number());
            scanned = false;
        }
    }

    private boolean isLocal(int shard) {
        return store.localNode().equals(store.ownerNode(shard));
    }

    private void drop(int number) {
        Shard pending = claiming.remove(number);
        if (pending != null) {
            pending.drop();
        }
        Shard lost = served.remove(number);
        if (lost != null) {
            lost.drop();
            listener.dropped(lost);
        }
    }

    private void claim(int number) {
        Shard placeholder = new Shard(number, 0, 0, new byte[0]);
        claiming.put(number, placeholder);
        store.load(number)
                .whenComplete((entries, failure) -> context.runOnContext(done -> {
                    if (claiming.get(number) != placeholder) {
                        return;
                    }
                    if (failure != null || entries == null) {
                        LOG.warn("shard {} could not be loaded and is tried again", number, failure);
                        retry(number);
                    } else {
                        raiseTerm(number, entries);
                    }
                }));
    }

    private void raiseTerm(int number, List<Store.Entry> entries) {
        String metaKey = store.metaKey(number);
        byte[] oldMeta = entries.stream()
                .filter(entry -> entry.key().equals(metaKey))
                .map(Store.Entry::record)
                .findAny()
                .orElse(null);
        DocumentRecord old = oldMeta == null ? null : RecordFormat.read(oldMeta);
        long term = Math.max(old == null ? 0 : old.term() + 1, owner.nowMicros());
        long floor = old == null ? 0 : old.version();
        byte[] meta = Shard.metaRecord(term, floor, owner.nextOperation());
        Shard shard = new Shard(number, term, floor, meta);
        claiming.put(number, shard);
        List<Loaded> records = new ArrayList<>();
        commit(shard, metaKey, oldMeta, meta)
                .compose(ok -> ok ? recommitAll(shard, entries, metaKey, records) : Future.succeededFuture(false))
                .onSuccess(ok -> {
                    if (claiming.get(number) != shard) {
                        return;
                    }
                    if (ok) {
                        claiming.remove(number);
                        served.put(number, shard);
                        listener.claimed(shard, records);
                    } else {
                        retry(number);
                    }
                });
    }

    private Future<Boolean> recommitAll(Shard shard, List<Store.Entry> entries, String metaKey, List<Loaded> records) {
        List<Store.Entry> documents =
                entries.stream().filter(entry -> !entry.key().equals(metaKey)).toList();
        Promise<Boolean> done = Promise.promise();
        int[] missing = {documents.size()};
        boolean[] all = {true};
        if (documents.isEmpty()) {
            return Future.succeededFuture(true);
        }
        for (Store.Entry entry : documents) {
            DocumentRecord record = RecordFormat.read(entry.record()).underTerm(shard.term(), owner.nextOperation());
            byte[] bytes = RecordFormat.write(record);
            records.add(new Loaded(entry.key(), record, bytes));
            commit(shard, entry.key(), entry.record(), bytes).onSuccess(ok -> {
                all[0] &= ok;
                if (--missing[0] == 0) {
                    done.complete(all[0]);
                }
            });
        }
        return done.future();
    }

    private Future<Boolean> commit(Shard shard, String key, byte @Nullable [] base, byte[] next) {
        return committer
                .commit(shard.number(), shard::isServed, key, base, next)
                .map(outcome -> outcome instanceof CommitOutcome.Acknowledged);
    }

    /** With the next look at the table. */
    private void retry(int number) {
        claiming.remove(number);
        scanned = false;
    }
}
