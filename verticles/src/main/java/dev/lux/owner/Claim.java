package dev.lux.owner;

import dev.lux.document.DocumentRecord;
import dev.lux.document.RecordFormat;
import dev.lux.loop.Loop;
import dev.lux.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to become the owner of a shard: load it, commit its meta key under a higher term, commit every record
 * under that term with its version unchanged. That settles what was found but never acknowledged, and makes it beat
 * whatever a minority kept.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Claim {
    /** Commits on their way at a time: more would only wait in the store. */
    private static final int IN_FLIGHT = 256;

    private final int number;
    private final Store store;
    private final Loop loop;
    private final Committer committer;
    private final StepContext owner;
    private final Promise<Claimed> end = Promise.promise();
    private final ArrayDeque<Store.Entry> waiting = new ArrayDeque<>();
    private final List<Loaded> records = new ArrayList<>();
    private @Nullable Shard shard;
    private boolean cancelled;
    private int inFlight;

    /** A record as it was committed under the new term. */
    record Loaded(String id, DocumentRecord record, byte[] bytes) {}

    record Claimed(Shard shard, List<Loaded> records) {}

    Claim(int number, Store store, Loop loop, Committer committer, StepContext owner) {
        this.number = number;
        this.store = store;
        this.loop = loop;
        this.committer = committer;
        this.owner = owner;
    }

    /** Fails when it can't be had now; nothing is served then. */
    Future<Claimed> run() {
        store.load(number)
                .whenComplete((entries, failure) -> loop.run(() -> {
                    if (failure != null || entries == null) {
                        fail("the shard could not be loaded: " + failure);
                    } else {
                        raiseTerm(entries);
                    }
                }));
        return end.future();
    }

    /** The primary has left. */
    void cancel() {
        cancelled = true;
        Shard claimed = shard;
        if (claimed != null) {
            claimed.drop();
        }
        fail("cancelled");
    }

    private void raiseTerm(List<Store.Entry> entries) {
        if (cancelled) {
            return;
        }
        String metaKey = store.metaKey(number);
        byte[] oldMeta = null;
        for (Store.Entry entry : entries) {
            if (entry.key().equals(metaKey)) {
                oldMeta = entry.record();
            } else {
                waiting.add(entry);
            }
        }
        DocumentRecord old = oldMeta == null ? null : RecordFormat.read(oldMeta);
        long term = Math.max(old == null ? 0 : old.term() + 1, owner.nowMicros());
        long floor = old == null ? 0 : old.version();
        byte[] meta = Shard.metaRecord(term, floor, owner.nextOperation());
        Shard raised = new Shard(number, term, floor, meta);
        shard = raised;
        commit(raised, metaKey, oldMeta, meta, () -> commitRecords(raised));
    }

    private void commitRecords(Shard raised) {
        while (inFlight < IN_FLIGHT && !waiting.isEmpty()) {
            Store.Entry entry = waiting.remove();
            DocumentRecord record = RecordFormat.read(entry.record()).underTerm(raised.term(), owner.nextOperation());
            byte[] bytes = RecordFormat.write(record);
            inFlight++;
            commit(raised, entry.key(), entry.record(), bytes, () -> {
                inFlight--;
                records.add(new Loaded(entry.key(), record, bytes));
                commitRecords(raised);
            });
        }
        if (inFlight == 0 && waiting.isEmpty()) {
            end.tryComplete(new Claimed(raised, records));
        }
    }

    private void commit(Shard raised, String key, byte @Nullable [] base, byte[] next, Runnable acknowledged) {
        committer.commit(number, raised::isServed, key, base, next).onSuccess(outcome -> {
            if (outcome instanceof CommitOutcome.Acknowledged) {
                acknowledged.run();
            } else {
                fail(outcome.toString());
            }
        });
    }

    private void fail(String why) {
        Shard claimed = shard;
        if (claimed != null) {
            claimed.drop();
        }
        end.tryFail(why);
    }
}
