package dev.lux.owner;

import dev.lux.route.SharedQuestion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Confirms that this node is still the owner of a shard before it answers a read: a commit of the meta key that changes
 * nothing. All current copies acknowledge it, and a member that has moved on refuses.
 *
 * <p>Belongs to the owner's event loop.
 */
final class Confirms {
    /** Questions about fewer shards do not wait for a round. */
    private static final int MANY = 8;

    private final Function<Shard, Future<Boolean>> confirm;
    private final Map<Shard, SharedQuestion<Boolean>> questions = new HashMap<>();
    private final SharedQuestion<Set<Shard>> round = new SharedQuestion<>(this::startRound);
    /** What the next round is to confirm. */
    private Set<Shard> nextRound = new LinkedHashSet<>();

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

    /**
     * Those of them of which this node is the owner, at some moment after this call. All who ask about many at a time
     * share one round: a flood of such questions costs what two do.
     */
    Future<List<Shard>> confirmAll(Collection<Shard> shards) {
        if (shards.size() < MANY) {
            return confirmEach(shards);
        }
        nextRound.addAll(shards);
        return round.ask()
                .map(confirmed -> shards.stream()
                        .filter(shard -> confirmed.contains(shard) && shard.isServed())
                        .toList());
    }

    private Future<Set<Shard>> startRound() {
        Set<Shard> asked = nextRound;
        nextRound = new LinkedHashSet<>();
        return confirmEach(asked).map(HashSet::new);
    }

    private Future<List<Shard>> confirmEach(Collection<Shard> shards) {
        if (shards.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Promise<List<Shard>> all = Promise.promise();
        List<Shard> confirmed = new ArrayList<>(shards.size());
        int[] missing = {shards.size()};
        for (Shard shard : shards) {
            confirm(shard).onSuccess(owned -> {
                if (owned && shard.isServed()) {
                    confirmed.add(shard);
                }
                if (--missing[0] == 0) {
                    // One that was confirmed early may be lost by now.
                    confirmed.removeIf(each -> !each.isServed());
                    all.complete(confirmed);
                }
            });
        }
        return all.future();
    }
}
