package dev.lux.owner;

import dev.lux.loop.Loop;
import dev.lux.store.CasResult;
import dev.lux.store.Stamp;
import dev.lux.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one primitive that changes anything: a compare-and-set that counts only when the acknowledgement rule holds.
 *
 * <pre>
 * 1. s1 = stamp(shard): all copies there and alive, quorum, local primary, claim valid; else wait, at most {@link #PATIENCE}
 * 2. compare-and-set, with all others of the turn
 * 3. acknowledged only if  A1 it was applied, or was there from an earlier attempt, and completed normally
 *                          A2 stamp(shard) is still s1     A3 quorum     A4 still local primary, claim still valid
 *    otherwise it may or may not stay: repeat 2 byte for byte until it is settled or the shard is lost
 * </pre>
 *
 * Belongs to one event loop.
 */
final class Committer {
    /** How long a commit that was never attempted waits for a usable stamp, before {@code busy}. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofMillis(10);

    private final Loop loop;
    private final Store store;
    /** Of this turn. */
    private List<Attempt> ready = new ArrayList<>();

    Committer(Loop loop, Store store) {
        this.loop = loop;
        this.store = store;
    }

    /**
     * @param claimed whether this owner's claim on the shard, as it was when the caller decided, still stands
     * @param base the record that must be there, or {@code null} for none
     * @param next the record to set, or {@code null} to remove the entry
     */
    Future<CommitOutcome> commit(
            int shard, BooleanSupplier claimed, String key, byte @Nullable [] base, byte @Nullable [] next) {
        Attempt attempt = new Attempt(shard, claimed, key, base, next);
        attempt.run();
        return attempt.outcome.future();
    }

    private void send(Attempt attempt) {
        ready.add(attempt);
        if (ready.size() == 1) {
            loop.run(this::sendReady);
        }
    }

    private void sendReady() {
        List<Attempt> due = ready;
        ready = new ArrayList<>();
        store.compareAndSetAll(
                due.stream().map(Attempt::change).toList(),
                settled -> loop.run(() -> {
                    for (Store.Settled each : settled) {
                        due.get(each.index()).settle(each.result(), each.failure());
                    }
                }));
    }

    private final class Attempt {
        private final int shard;
        private final BooleanSupplier claimed;
        private final String key;
        private final byte @Nullable [] base;
        private final byte @Nullable [] next;
        private final Promise<CommitOutcome> outcome = Promise.promise();
        private @Nullable Stamp before;
        private boolean mayBeApplied;
        private Duration waited = Duration.ZERO;

        Attempt(int shard, BooleanSupplier claimed, String key, byte @Nullable [] base, byte @Nullable [] next) {
            this.shard = shard;
            this.claimed = claimed;
            this.key = key;
            this.base = base;
            this.next = next;
        }

        void run() {
            if (!claimed.getAsBoolean()) {
                outcome.complete(mayBeApplied ? new CommitOutcome.Unknown() : new CommitOutcome.NotApplied());
                return;
            }
            Stamp now = store.stamp(shard);
            if (now.usable()) {
                before = now;
                send(this);
            } else {
                waitForStamp();
            }
        }

        Store.Change change() {
            return new Store.Change(shard, key, base, next);
        }

        private void waitForStamp() {
            waited = waited.plus(RETRY);
            if (!mayBeApplied && waited.compareTo(PATIENCE) > 0) {
                outcome.complete(new CommitOutcome.NotApplied());
            } else {
                later();
            }
        }

        void settle(@Nullable CasResult result, @Nullable Throwable failure) {
            if (failure != null || result == null) {
                mayBeApplied = true;
                later();
            } else if (result instanceof CasResult.Conflict conflict && !isRepeatedRemoval(conflict)) {
                outcome.complete(outcomeOf(conflict));
            } else if (result instanceof CasResult.Fenced) {
                if (mayBeApplied) {
                    later();
                } else {
                    outcome.complete(new CommitOutcome.NotApplied());
                }
            } else {
                Stamp after = store.stamp(shard);
                if (after.equals(before) && after.usable() && claimed.getAsBoolean()) {
                    outcome.complete(new CommitOutcome.Acknowledged());
                } else {
                    mayBeApplied = true;
                    later();
                }
            }
        }

        private CommitOutcome outcomeOf(CasResult.Conflict conflict) {
            if (mayBeApplied) {
                // What is there may be the successor of what was applied.
                return new CommitOutcome.Unknown();
            }
            // What the store holds concerns only who still owns the shard.
            return claimed.getAsBoolean()
                    ? new CommitOutcome.Conflict(conflict.current())
                    : new CommitOutcome.NotApplied();
        }

        /** An earlier attempt removed it: removing leaves nothing to compare with. */
        private boolean isRepeatedRemoval(CasResult.Conflict conflict) {
            return mayBeApplied && next == null && conflict.current() == null;
        }

        private void later() {
            loop.after(RETRY, this::run);
        }
    }
}
