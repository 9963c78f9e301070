package dev.lux.replica;

import dev.lux.command.Beacon;
import dev.lux.command.OwnerReply.Followed;
import dev.lux.command.Update;
import dev.lux.document.Pattern;
import dev.lux.document.PatternIndex;
import dev.lux.loop.Loop;
import dev.lux.route.BusAddress;
import dev.lux.route.BusEdges;
import dev.lux.route.OwnerCalls;
import dev.lux.route.Patience;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What this node as a whole wants of the owners and has of them, and which of its audiences wants it. Each owner hears of
 * a pattern once, and sends each change once, however many streams and audiences want it.
 *
 * <p>Belongs to one event loop; calls of audiences may come from any, answers come on this one.
 */
public final class NodeReplica implements BusEdges.Receiver, Source {
    private static final Duration LOOK = Duration.ofMillis(20);
    /** How many looks may pass when the partition table has not changed. */
    private static final int LOOKS_APART = 10;

    private final Loop loop;
    private final Clock clock;
    private final BusAddress addresses;
    private final String edge;
    private final OwnerCalls calls;
    private final Patience patience;
    private final Replica replica;
    private final Followers followers;
    private final PatternIndex<Set<Audience>> interest = new PatternIndex<>();
    private final Set<Audience> audiences = new LinkedHashSet<>();
    private final Map<String, OwnerSync> syncs = new HashMap<>();
    private Set<Integer> silent = Set.of();
    private long lastTableStamp;
    private int looksSkipped;

    /** @param edge the bus address of this node's edge, by which owners know it */
    public NodeReplica(
            String edge,
            Loop loop,
            Clock clock,
            BusAddress addresses,
            OwnerCalls calls,
            Patience patience,
            RepairStats stats) {
        this.edge = edge;
        this.loop = loop;
        this.clock = clock;
        this.addresses = addresses;
        this.calls = calls;
        this.patience = patience;
        this.replica = new Replica(addresses::shardOf);
        this.followers = new Followers(edge, loop, clock, addresses, calls, patience, replica, stats);
    }

    /** Starts to look after what it follows. */
    public void start() {
        loop.every(LOOK, this::look);
    }

    private void look() {
        followers.ask();
        long stamp = addresses.tableStamp();
        if (stamp == lastTableStamp && ++looksSkipped < LOOKS_APART) {
            return;
        }
        lastTableStamp = stamp;
        looksSkipped = 0;
        replica.forgetGone(clock.elapsedNanos());
        Set<Integer> now = followers.look();
        if (!now.equals(silent)) {
            silent = now;
            audiences.forEach(audience -> audience.run(() -> audience.silent(now)));
        }
    }

    /** Takes an update. @return up to which number this node has everything of that stream */
    @Override
    public long update(Update update) {
        if (update.number() == 1) {
            followers.begin(update.owner(), update.epoch());
        }
        OwnerLink link = followers.link(update.owner());
        if (update.epoch() == link.epoch() && link.isNext(update.number())) {
            route(update.changes());
            link.advance();
        }
        return update.epoch() == link.epoch() ? link.applied() : 0;
    }

    @Override
    public void beacon(Beacon beacon) {
        followers.beacon(beacon);
    }

    private void route(List<Update.Change> changes) {
        Map<Audience, List<Change>> byAudience = new LinkedHashMap<>();
        for (Update.Change committed : changes) {
            String id = committed.state().id();
            Set<Audience> wanting = new LinkedHashSet<>();
            interest.forEachMatch(id, wanting::addAll);
            // What nobody wants any more was on its way when that was said.
            Change change = wanting.isEmpty() ? null : replica.take(committed, clock.elapsedNanos());
            if (change != null) {
                wanting.forEach(audience -> byAudience
                        .computeIfAbsent(audience, first -> new ArrayList<>())
                        .add(change));
            }
        }
        byAudience.forEach((audience, its) -> audience.run(() -> audience.apply(its)));
    }

    @Override
    public Future<List<SharedState>> register(Audience audience, Pattern pattern) {
        return here(() -> {
            audiences.add(audience);
            Set<Audience> wanting = interest.get(pattern);
            boolean first = wanting == null;
            if (wanting == null) {
                wanting = new LinkedHashSet<>();
                interest.put(pattern, wanting);
            }
            wanting.add(audience);
            Set<Integer> now = silent;
            audience.run(() -> audience.silent(now));
            Future<Void> held = first
                    ? patience.within(Patience.DEADLINE, followers.add(pattern))
                            .recover(failure -> Future.failedFuture(Patience.busy()))
                    : syncShards(pattern);
            return held.map(all -> replica.live(pattern));
        });
    }

    @Override
    public void unregister(Audience audience, Pattern pattern) {
        loop.run(() -> {
            Set<Audience> wanting = interest.get(pattern);
            if (wanting != null && wanting.remove(audience) && wanting.isEmpty()) {
                interest.remove(pattern);
                followers.remove(pattern);
            }
        });
    }

    @Override
    public Future<Void> sync(Pattern pattern) {
        return here(() -> syncShards(pattern));
    }

    private Future<Void> syncShards(Pattern pattern) {
        List<Integer> shards = followers.shardsOf(pattern);
        return patience.ask(() -> {
            List<Future<Void>> unfollowed = new ArrayList<>();
            Map<String, List<ShardFollower>> byOwner = new LinkedHashMap<>();
            for (int number : shards) {
                ShardFollower shard = followers.shard(number);
                String owner = shard.owner();
                if (shard.isFollowed() && owner != null) {
                    byOwner.computeIfAbsent(owner, first -> new ArrayList<>()).add(shard);
                } else {
                    unfollowed.add(shard.whenFollowed());
                }
            }
            if (!unfollowed.isEmpty()) {
                // Followed means as of the registration, which may be older than this call: so ask again then.
                return patience.within(OwnerCalls.PATIENCE, Future.all(unfollowed))
                        .compose(followed -> Future.failedFuture("followed now, and to be asked"));
            }
            List<Future<Void>> reached = new ArrayList<>();
            byOwner.forEach((owner, at) -> reached.add(sync(owner, at)));
            return Future.all(reached).mapEmpty();
        });
    }

    private Future<Void> sync(String owner, List<ShardFollower> at) {
        OwnerSync question = syncs.computeIfAbsent(owner, first -> new OwnerSync(edge, owner, calls));
        return question.ask(at.stream().map(ShardFollower::shard).toList())
                .onComplete(done -> {
                    if (question.isIdle()) {
                        syncs.remove(owner, question);
                    }
                })
                .compose(reply -> {
                    if (reply instanceof Followed followed && followers.confirms(owner, followed, at)) {
                        return patience.within(
                                OwnerCalls.PATIENCE,
                                followers.link(owner).reached(followed.epoch(), followed.position()));
                    }
                    return Future.failedFuture("the owner is changing");
                });
    }

    @Override
    public boolean concerns(Pattern pattern, Set<Integer> someShards) {
        return pattern.isPrefix() ? !someShards.isEmpty() : someShards.contains(addresses.shardOf(pattern.text()));
    }

    /** How many documents this node holds. On its event loop. */
    int size() {
        return replica.size();
    }

    /** @param ask fails only with a {@link dev.lux.error.LuxException} */
    private <T> Future<T> here(Supplier<Future<T>> ask) {
        Promise<T> answer = Promise.promise();
        loop.run(() -> ask.get().onComplete(answer));
        return answer.future();
    }
}
