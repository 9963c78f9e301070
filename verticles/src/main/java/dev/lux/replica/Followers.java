package dev.lux.replica;

import dev.lux.command.Beacon;
import dev.lux.command.OwnerReply.Followed;
import dev.lux.document.Pattern;
import dev.lux.loop.Loop;
import dev.lux.replica.RepairStats.Cause;
import dev.lux.route.BusAddress;
import dev.lux.route.Interest;
import dev.lux.route.OwnerCalls;
import dev.lux.route.Patience;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows every shard in which this node has an interest at whoever owns it, and registers again where something shows
 * that the owner doesn't know, or that something may be missing.
 *
 * <p>Belongs to one event loop.
 */
final class Followers {
    /** Three beacons. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(3).toNanos();
    /** After this users are told that what they see may be old (docs/adr/0013). */
    private static final long STALE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Loop loop;
    private final Clock clock;
    private final BusAddress addresses;
    private final Replica replica;
    private final RepairStats stats;
    private final Interest interest;
    private final List<ShardFollower> shards;
    private final List<Integer> allShards;
    private final Registrations registrations;
    private boolean askScheduled;

    Followers(
            String edge,
            Loop loop,
            Clock clock,
            BusAddress addresses,
            OwnerCalls calls,
            Patience patience,
            Replica replica,
            RepairStats stats) {
        this.loop = loop;
        this.clock = clock;
        this.addresses = addresses;
        this.replica = replica;
        this.stats = stats;
        this.interest = new Interest(addresses::shardOf);
        this.allShards = IntStream.range(0, addresses.shardCount()).boxed().toList();
        this.shards = allShards.stream().map(ShardFollower::new).toList();
        this.registrations =
                new Registrations(edge, clock, calls, patience, replica, interest, new Registrations.Repairs() {
                    @Override
                    public void begin(String owner, long epoch) {
                        Followers.this.begin(owner, epoch);
                    }

                    @Override
                    public void lost(ShardFollower shard, Cause cause) {
                        Followers.this.lost(shard, cause);
                    }
                });
    }

    OwnerLink link(String owner) {
        return registrations.link(owner);
    }

    ShardFollower shard(int number) {
        return shards.get(number);
    }

    List<Integer> shardsOf(Pattern pattern) {
        return pattern.isPrefix() ? allShards : List.of(addresses.shardOf(pattern.text()));
    }

    /** A new pattern: succeeds when the replica holds everything that was acknowledged before this call. */
    Future<Void> add(Pattern pattern) {
        interest.add(List.of(pattern), 0);
        long now = clock.elapsedNanos();
        Map<String, List<ShardFollower>> followed = new LinkedHashMap<>();
        List<Future<Void>> all = new ArrayList<>();
        for (int number : shardsOf(pattern)) {
            ShardFollower shard = shards.get(number);
            String owner = shard.owner();
            if (shard.isFollowed() && owner != null) {
                followed.computeIfAbsent(owner, first -> new ArrayList<>()).add(shard);
            } else {
                shard.want(now);
                shard.again(now);
                all.add(shard.whenFollowed());
            }
        }
        followed.forEach((owner, at) -> all.add(registrations.more(owner, at, pattern)));
        askSoon();
        return Future.all(all).mapEmpty();
    }

    /** Nobody wants the pattern any more. */
    void remove(Pattern pattern) {
        interest.remove(List.of(pattern), 0);
        replica.forget(pattern, interest::matches);
        Set<String> owners = new HashSet<>();
        for (int number : shardsOf(pattern)) {
            ShardFollower shard = shards.get(number);
            String owner = shard.owner();
            if (shard.isFollowed() && owner != null) {
                owners.add(owner);
            }
            if (!interest.concerns(number)) {
                shard.unwant();
            }
        }
        owners.forEach(owner -> registrations.without(owner, pattern));
    }

    /**
     * Whether the owner says that it serves all of these shards as they are followed from it. Those of which it does not
     * are lost.
     */
    boolean confirms(String owner, Followed followed, List<ShardFollower> at) {
        return registrations.confirms(owner, followed, at, Cause.OWNER_CHANGED);
    }

    /** Something may be missing: the shard is registered again. */
    private void lost(ShardFollower shard, Cause cause) {
        stats.lost(cause);
        shard.again(clock.elapsedNanos());
        askSoon();
    }

    private void askSoon() {
        if (!askScheduled) {
            askScheduled = true;
            loop.run(() -> {
                askScheduled = false;
                ask();
            });
        }
    }

    /** Registers what is due, in one message per owner; called now and then. */
    void ask() {
        long now = clock.elapsedNanos();
        Map<String, List<ShardFollower>> byOwner = new LinkedHashMap<>();
        for (ShardFollower shard : shards) {
            if (shard.isDue(now)) {
                String owner = addresses.ownerOf(shard.shard());
                if (owner == null) {
                    registrations.later(shard);
                } else {
                    byOwner.computeIfAbsent(owner, first -> new ArrayList<>()).add(shard);
                }
            }
        }
        byOwner.forEach(registrations::whole);
    }

    /** The owner speaks in a stream of this epoch: if that is a later one, what was followed in the old one is lost. */
    void begin(String owner, long epoch) {
        if (link(owner).begin(epoch)) {
            shards.stream()
                    .filter(shard -> shard.isFollowedFrom(owner))
                    .forEach(shard -> lost(shard, Cause.STREAM_BEGAN_AGAIN));
        }
    }

    void beacon(Beacon beacon) {
        begin(beacon.owner(), beacon.epoch());
        OwnerLink link = link(beacon.owner());
        if (beacon.epoch() != link.epoch()) {
            return;
        }
        long now = clock.elapsedNanos();
        boolean complete = link.beacon(beacon.position());
        // While something is asked the two may differ; a generation that was never seen there was lost.
        boolean sameInterest =
                link.isAgreed(beacon.generation()) && beacon.prefixes().equals(interest.prefixes());
        List<Integer> unwanted = new ArrayList<>();
        for (Beacon.ServedShard served : beacon.shards()) {
            ShardFollower shard = shards.get(served.shard());
            if (shard.isFollowedFrom(beacon.owner())) {
                if (!shard.isFollowedAs(beacon.owner(), beacon.epoch(), served.term())) {
                    lost(shard, Cause.TERM_CHANGED);
                } else if (!link.isAsking() && !(sameInterest && served.ids().equals(interest.idsIn(served.shard())))) {
                    lost(shard, Cause.INTEREST_DIFFERS);
                } else if (complete) {
                    shard.heard(now);
                }
            } else if (shard.isUnwanted()) {
                unwanted.add(served.shard());
            }
        }
        if (!unwanted.isEmpty() && !link.isAsking()) {
            unwanted.forEach(shard -> stats.lost(Cause.INTEREST_DIFFERS));
            registrations.nothing(beacon.owner(), unwanted);
        }
    }

    /** Looks after every shard; called now and then. @return the shards of which what is shown may be old */
    Set<Integer> look() {
        long now = clock.elapsedNanos();
        Set<Integer> silent = new TreeSet<>();
        for (ShardFollower shard : shards) {
            if (shard.isUnwanted()) {
                continue;
            }
            if (shard.isFollowed()) {
                if (!isOwner(shard.owner(), shard.shard())) {
                    lost(shard, Cause.OWNER_CHANGED);
                } else if (now - shard.heardNanos() > SILENCE_NANOS) {
                    lost(shard, Cause.SILENCE);
                }
            } else if (shard.isAskedSince(now - SILENCE_NANOS)) {
                lost(shard, Cause.UNANSWERED);
            }
            if (now - shard.heardNanos() > STALE_NANOS) {
                silent.add(shard.shard());
            }
        }
        registrations.forgetLinks(owner -> addresses.isAlive(owner) || followsAny(owner));
        ask();
        return silent;
    }

    private boolean followsAny(String owner) {
        return shards.stream().anyMatch(shard -> shard.isFollowedFrom(owner));
    }

    private boolean isOwner(@Nullable String owner, int shard) {
        String now = addresses.ownerOf(shard);
        return now != null && now.equals(owner);
    }
}
