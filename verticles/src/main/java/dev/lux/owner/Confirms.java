package dev.lux.owner;

import dev.lux.route.SharedQuestion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Confirms that this node is still the owner of a shard before it answers a read: a commit of the meta key that changes
 * nothing. All current copies acknowledge it, and a member that has moved on refuses.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Confirms {
    private final Function<Shard, Future<Boolean>> confirm;
    private final Map<Shard, SharedQuestion<Boolean>> questions = new HashMap<>();

    /** @param confirm starts one confirm; true when it was acknowledged */
    Confirms(Function<Shard, Future<Boolean>> confirm) {
        this.confirm = confirm;
    }

    /** Whether this node is the owner of the shard, at some moment after this call. */
    Future<Boolean> confirm(Shard shard) {
        SharedQuestion<Boolean> question =
                questions.computeIfAbsent(shard, asked -> new SharedQuestion<>(() -> confirm.apply(asked)));
        return question.ask().onComplete(done -> {
            if (question.isIdle()) {
                questions.remove(shard, question);
            }
        });
    }

    /** Whether this node is the owner of all of them. */
    Future<Boolean> confirmAll(Collection<Shard> shards) {
        if (shards.isEmpty()) {
            return Future.succeededFuture(true);
        }
        Countdown countdown = new Countdown(shards.size());
        shards.forEach(shard -> confirm(shard).onSuccess(countdown::oneDone));
        return countdown.done.future();
    }

    private static final class Countdown {
        private final Promise<Boolean> done = Promise.promise();
        private int missing;
        private boolean all = true;

        Countdown(int count) {
            missing = count;
        }

        void oneDone(boolean owned) {
            all &= owned;
            if (--missing == 0) {
                done.complete(all);
            }
        }
    }
}
