package dev.lux.replica;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this node follows one shard.
 *
 * <pre>
 *             want                 ask                   answered, and the stream has come so far
 *   UNWANTED ------> WANTED ---------------> ASKED ----------------------------------------------> FOLLOWED
 *                     ^  ^--- no answer -------+                                                      |
 *                     +------------- lost: another owner, term or stream; silence; interest ----------+
 * </pre>
 *
 * Pure; belongs to one event loop.
 */
final class ShardFollower {
    private enum State {
        UNWANTED,
        WANTED,
        ASKED,
        FOLLOWED
    }

    private final int shard;
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private State state = State.UNWANTED;
    private @Nullable String owner;
    private long epoch;
    private long term;
    private long askedNanos;
    private long heardNanos;
    private long retryAtNanos;
    private int attempts;
    /** Rises with whatever makes an answer that is on its way worthless. */
    private long attempt;

    ShardFollower(int shard) {
        this.shard = shard;
    }

    int shard() {
        return shard;
    }

    boolean isUnwanted() {
        return state == State.UNWANTED;
    }

    boolean isFollowed() {
        return state == State.FOLLOWED;
    }

    boolean isFollowedFrom(String thisOwner) {
        return state == State.FOLLOWED && thisOwner.equals(owner);
    }

    boolean isFollowedAs(String thisOwner, long thisEpoch, long thisTerm) {
        return isFollowedFrom(thisOwner) && epoch == thisEpoch && term == thisTerm;
    }

    @Nullable
    String owner() {
        return owner;
    }

    /** Someone wants something of the shard. */
    void want(long nowNanos) {
        if (state == State.UNWANTED) {
            state = State.WANTED;
            heardNanos = nowNanos;
            due(nowNanos);
        }
    }

    /** Nobody wants anything of it any more. */
    void unwant() {
        state = State.UNWANTED;
        attempt++;
        fail("nobody wants it");
    }

    /** What was asked for is no longer what is wanted, or can't be had any more: to be asked again at once. */
    void again(long nowNanos) {
        if (state != State.UNWANTED) {
            state = State.WANTED;
            attempt++;
            due(nowNanos);
        }
    }

    private void due(long nowNanos) {
        attempts = 0;
        retryAtNanos = nowNanos;
    }

    boolean isDue(long nowNanos) {
        return state == State.WANTED && nowNanos - retryAtNanos >= 0;
    }

    /** @return names this attempt */
    long asked(long nowNanos) {
        state = State.ASKED;
        askedNanos = nowNanos;
        return ++attempt;
    }

    /** Whether an answer to this attempt still counts. */
    boolean isCurrent(long ofAttempt) {
        return state == State.ASKED && attempt == ofAttempt;
    }

    /** Whether it was asked so long ago, and is not followed yet. */
    boolean isAskedSince(long longAgoNanos) {
        return state == State.ASKED && askedNanos - longAgoNanos < 0;
    }

    int attempts() {
        return attempts;
    }

    void unanswered(long retryAt) {
        state = State.WANTED;
        attempts++;
        retryAtNanos = retryAt;
    }

    void followed(String fromOwner, long inEpoch, long underTerm, long nowNanos) {
        state = State.FOLLOWED;
        owner = fromOwner;
        epoch = inEpoch;
        term = underTerm;
        heardNanos = nowNanos;
        List<Promise<Void>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Promise::complete);
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    long heardNanos() {
        return heardNanos;
    }

    /** Succeeds when the shard is followed, after an answer that comes from now on; at once when it is. */
    Future<Void> whenFollowed() {
        if (state == State.FOLLOWED) {
            return Future.succeededFuture();
        }
        Promise<Void> wait = Promise.promise();
        waiting.add(wait);
        return wait.future();
    }

    private void fail(String why) {
        List<Promise<Void>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(wait -> wait.fail(why));
    }
}
