package dev.lux.owner;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Confirms that this node is still the owner of a shard before it answers a read: a commit of the meta key that changes
 * nothing. All current copies acknowledge it, and a member that has moved on refuses.
 *
 * <p>Whatever asks while a confirm runs shares the next one, since only what arrived before a confirm started may be
 * answered by it. Belongs to the owner's event loop.
 */
final class Confirms {
    private final Function<Shard, Future<Boolean>> confirm;
    private final Map<Shard, Round> rounds = new HashMap<>();

    /** @param confirm starts one confirm; true when it was acknowledged */
    Confirms(Function<Shard, Future<Boolean>> confirm) {
        this.confirm = confirm;
    }

    /** Whether this node is the owner of the shard, at some moment after this call. */
    Future<Boolean> confirm(Shard shard) {
        Round running = rounds.get(shard);
        if (running != null) {
            return running.shareNext();
        }
        Promise<Boolean> promise = Promise.promise();
        start(shard, promise);
        return promise.future();
    }

    /** Whether this node is the owner of all of them. */
    Future<Boolean> confirmAll(Collection<Shard> shards) {
        Countdown countdown = new Countdown(shards.size());
        shards.forEach(shard -> confirm(shard).onSuccess(countdown::oneDone));
        return countdown.done.future();
    }

    private void start(Shard shard, Promise<Boolean> promise) {
        Round round = new Round();
        rounds.put(shard, round);
        confirm.apply(shard).onSuccess(owned -> {
            rounds.remove(shard);
            Promise<Boolean> next = round.next;
            if (next != null) {
                start(shard, next);
            }
            promise.complete(owned);
        });
    }

    private static final class Round {
        private @Nullable Promise<Boolean> next;

        Future<Boolean> shareNext() {
            Promise<Boolean> shared = next;
            if (shared == null) {
                shared = Promise.promise();
                next = shared;
            }
            return shared.future();
        }
    }

    private static final class Countdown {
        private final Promise<Boolean> done = Promise.promise();
        private int missing;
        private boolean all = true;

        Countdown(int count) {
            missing = count;
            if (count == 0) {
                done.complete(true);
            }
        }

        void oneDone(boolean owned) {
            all &= owned;
            if (--missing == 0) {
                done.complete(all);
            }
        }
    }
}
