package dev.lux.replica;

import dev.lux.command.OwnerReply.Followed;
import dev.lux.command.OwnerRequest.Known;
import dev.lux.command.OwnerRequest.Register;
import dev.lux.command.OwnerRequest.Unregister;
import dev.lux.document.Pattern;
import dev.lux.replica.RepairStats.Cause;
import dev.lux.route.Interest;
import dev.lux.route.OwnerCalls;
import dev.lux.route.Patience;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Tells owners what this node wants of their shards, and reads from their answers which shards are followed from now on,
 * and from where in their streams.
 *
 * <p>Belongs to one event loop.
 */
final class Registrations {
    private final String edge;
    private final Clock clock;
    private final OwnerCalls calls;
    private final Patience patience;
    private final Replica replica;
    private final Interest interest;
    private final Repairs repairs;
    private final Map<String, OwnerLink> links = new HashMap<>();

    /** Told of what an answer shows. */
    interface Repairs {
        /** The owner speaks in a stream of this epoch, a later one maybe. */
        void begin(String owner, long epoch);

        /** Something of a shard that was followed may be missing. */
        void lost(ShardFollower shard, Cause cause);
    }

    Registrations(
            String edge,
            Clock clock,
            OwnerCalls calls,
            Patience patience,
            Replica replica,
            Interest interest,
            Repairs repairs) {
        this.edge = edge;
        this.clock = clock;
        this.calls = calls;
        this.patience = patience;
        this.replica = replica;
        this.interest = interest;
        this.repairs = repairs;
    }

    OwnerLink link(String owner) {
        return links.computeIfAbsent(owner, first -> new OwnerLink());
    }

    /** Forgets the streams of owners that have long been away. */
    void forgetLinks(Predicate<String> present) {
        long now = clock.elapsedNanos();
        links.entrySet().removeIf(link -> link.getValue().isForgotten(present.test(link.getKey()), now));
    }

    /** Adds a pattern at an owner from which these shards are followed. Succeeds when what matches has come. */
    Future<Void> more(String owner, List<ShardFollower> at, Pattern pattern) {
        OwnerLink link = link(owner);
        Set<Integer> numbers = new TreeSet<>();
        at.forEach(shard -> numbers.add(shard.shard()));
        Register register = new Register(
                edge,
                link.ask(),
                false,
                List.copyOf(numbers),
                List.of(pattern),
                replica.known(pattern, numbers::contains));
        return calls.ask(owner, register)
                .onComplete(done -> link.answered())
                .compose(reply -> {
                    if (!(reply instanceof Followed followed)) {
                        return Future.failedFuture("not followed");
                    }
                    confirms(owner, followed, at, Cause.UNANSWERED);
                    return patience.within(OwnerCalls.PATIENCE, link.reached(followed.epoch(), followed.position()));
                })
                .onFailure(failure -> at.forEach(shard -> lostFrom(owner, shard, Cause.UNANSWERED)))
                .transform(done -> Future.all(
                                at.stream().map(ShardFollower::whenFollowed).toList())
                        .mapEmpty());
    }

    /**
     * Whether the owner says that it serves all of these shards as they are followed from it. Those of which it does not
     * are lost for the given cause.
     */
    boolean confirms(String owner, Followed followed, List<ShardFollower> at, Cause cause) {
        Map<Integer, Long> terms = terms(followed);
        boolean all = true;
        for (ShardFollower shard : at) {
            Long term = terms.get(shard.shard());
            if (term == null || !shard.isFollowedAs(owner, followed.epoch(), term)) {
                all = false;
                lostFrom(owner, shard, cause);
            }
        }
        return all;
    }

    private static Map<Integer, Long> terms(Followed followed) {
        Map<Integer, Long> terms = new HashMap<>();
        followed.shards().forEach(served -> terms.put(served.shard(), served.term()));
        return terms;
    }

    private void lostFrom(String owner, ShardFollower shard, Cause cause) {
        if (shard.isFollowedFrom(owner)) {
            repairs.lost(shard, cause);
        }
    }

    /** Registers all that is wanted of these shards, with what is known of them. */
    void whole(String owner, List<ShardFollower> at) {
        OwnerLink link = link(owner);
        Map<ShardFollower, Long> attempts = new LinkedHashMap<>();
        Set<Integer> numbers = new TreeSet<>();
        List<Known> known = new ArrayList<>();
        for (ShardFollower shard : at) {
            attempts.put(shard, shard.asked(clock.elapsedNanos()));
            numbers.add(shard.shard());
            known.addAll(replica.known(shard.shard()));
        }
        Register register = new Register(edge, link.ask(), true, List.copyOf(numbers), interest.within(numbers), known);
        calls.ask(owner, register).onComplete(answer -> {
            link.answered();
            if (answer.result() instanceof Followed followed && followed.epoch() > 0) {
                answered(owner, followed, attempts);
            } else {
                retry(attempts);
            }
        });
    }

    private void answered(String owner, Followed followed, Map<ShardFollower, Long> attempts) {
        OwnerLink link = link(owner);
        repairs.begin(owner, followed.epoch());
        Map<Integer, Long> terms = terms(followed);
        Map<ShardFollower, Long> missing = new LinkedHashMap<>(attempts);
        missing.keySet().removeIf(shard -> terms.containsKey(shard.shard()));
        retry(missing);
        attempts.keySet().removeAll(missing.keySet());
        link.reached(followed.epoch(), followed.position())
                .onSuccess(reached -> attempts.forEach((shard, attempt) -> {
                    if (shard.isCurrent(attempt)) {
                        long term = terms.getOrDefault(shard.shard(), 0L);
                        replica.followed(shard.shard(), term);
                        shard.followed(owner, followed.epoch(), term, clock.elapsedNanos());
                    }
                }))
                .onFailure(failure -> retry(attempts));
    }

    private void retry(Map<ShardFollower, Long> attempts) {
        attempts.forEach((shard, attempt) -> {
            if (shard.isCurrent(attempt)) {
                later(shard);
            }
        });
    }

    /** It is asked for again after a pause. */
    void later(ShardFollower shard) {
        shard.unanswered(clock.elapsedNanos() + patience.pause(shard.attempts()).toNanos());
    }

    /** Nobody wants the pattern any more. */
    void without(String owner, Pattern pattern) {
        OwnerLink link = link(owner);
        calls.ask(owner, new Unregister(edge, link.ask(), List.of(pattern))).onComplete(done -> link.answered());
    }

    /** The owner believes that this node wants something of shards of which it wants nothing, so it wants no prefix. */
    void nothing(String owner, List<Integer> unwanted) {
        OwnerLink link = link(owner);
        calls.ask(owner, new Register(edge, link.ask(), true, unwanted, List.of(), List.of()))
                .onComplete(done -> link.answered());
    }
}
