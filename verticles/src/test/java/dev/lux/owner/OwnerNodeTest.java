package dev.lux.owner;

import static dev.lux.owner.ServingNode.BOTH;
import static dev.lux.owner.ServingNode.EDGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Beacon;
import dev.lux.command.InterestDigest;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerReply.Followed;
import dev.lux.command.OwnerRequest;
import dev.lux.document.DocumentState;
import dev.lux.document.Fingerprint;
import dev.lux.document.OperationId;
import dev.lux.document.Pattern;
import dev.lux.document.RecordFormat;
import dev.lux.limits.Limits;
import dev.lux.store.Stamp;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clockwork of an owner, and its beacons. */
@Timeout(10)
class OwnerNodeTest {
    private static final Duration BEACON = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofMillis(500);
    private static final Stamp NO_QUORUM = new Stamp(1, List.of("here"), true, true, false);
    private final ServingNode owner = new ServingNode();

    private static InterestDigest digest(String... patterns) {
        InterestDigest digest = InterestDigest.NONE;
        for (String pattern : patterns) {
            digest = digest.plus(Pattern.parse(pattern));
        }
        return digest;
    }

    /** The one beacon of the next second. */
    private Beacon nextBeacon() {
        owner.edges.beacons(EDGE);
        owner.loop.pass(BEACON);
        assertThat(owner.edges.beacons(EDGE)).hasSizeLessThan(2);
        owner.loop.pass(BEACON);
        return owner.edges.beacons(EDGE).get(0);
    }

    private static List<Integer> shards(Beacon beacon) {
        return beacon.shards().stream().map(Beacon.ServedShard::shard).toList();
    }

    @Test
    void fingerprintsAreOfWhatTheStoreHasDeletionsToo() {
        for (int i = 0; i < 250; i++) {
            owner.write("a" + i, Integer.toString(i));
        }
        owner.write("other", "1");
        owner.write(Writes.delete("a7"));
        Map<Integer, List<Fingerprint>> found = fingerprints("a*", Set.of(0, 1));
        assertThat(found).containsOnlyKeys(0, 1);
        List<Fingerprint> all = found.values().stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(250);
        assertThat(all)
                .allSatisfy(
                        each -> assertThat(each).isEqualTo(Fingerprint.of(each.id(), owner.store.record(each.id()))));
        assertThat(all)
                .filteredOn(Fingerprint::deleted)
                .extracting(Fingerprint::id)
                .containsExactly("a7");
    }

    @Test
    void fingerprintsAreOfTheShardsThatWereAskedForAlone() {
        owner.write("a0", "1");
        owner.write("a1", "1");
        Map<Integer, List<Fingerprint>> found = fingerprints("*", Set.of(1, 99));
        assertThat(found).containsOnlyKeys(1);
        assertThat(found.get(1)).allMatch(each -> owner.store.shardOf(each.id()) == 1);
    }

    private Map<Integer, List<Fingerprint>> fingerprints(String pattern, Set<Integer> shards) {
        Future<Map<Integer, List<Fingerprint>>> found = owner.node.fingerprints(Pattern.parse(pattern), shards);
        assertThat(found.isComplete()).isFalse();
        owner.loop.until(found::isComplete);
        return found.result();
    }

    @Test
    void aBeaconSaysWhatIsServedAndWhatTheEdgeIsBelievedToWant() {
        Followed followed = owner.register("a1", "a2", "z1", "b*", "c*");
        owner.write("a1", "1");
        owner.loop.pass(BEACON);
        assertThat(owner.edges.beacons(EDGE)).singleElement().satisfies(beacon -> {
            assertThat(beacon.owner()).isEqualTo("owner");
            assertThat(beacon.epoch()).isEqualTo(followed.epoch());
            assertThat(beacon.position()).isEqualTo(1);
            assertThat(beacon.generation()).isEqualTo(owner.generation());
            assertThat(beacon.prefixes()).isEqualTo(digest("b*", "c*"));
            assertThat(beacon.shards())
                    .containsExactlyInAnyOrder(
                            new Beacon.ServedShard(0, followed.shards().get(0).term(), digest("a1", "a2")),
                            new Beacon.ServedShard(1, followed.shards().get(1).term(), digest("z1")));
        });
    }

    @Test
    void aBeaconFollowsWhatTheEdgeWants() {
        owner.register("a1", "b*");
        owner.unregister("b*");
        Beacon beacon = nextBeacon();
        assertThat(beacon.generation()).isEqualTo(owner.generation()).isEqualTo(2);
        assertThat(beacon.prefixes()).isEqualTo(InterestDigest.NONE);
        owner.registerWhole(BOTH, List.of("c*"));
        assertThat(nextBeacon().prefixes()).isEqualTo(digest("c*"));
        assertThat(nextBeacon().shards()).extracting(Beacon.ServedShard::ids).containsOnly(InterestDigest.NONE);
    }

    @Test
    void aBeaconListsTheShardsThatTheEdgeMayWantSomethingOf() {
        owner.register("z1");
        assertThat(shards(nextBeacon())).containsExactly(1);
        owner.register("a*");
        assertThat(shards(nextBeacon())).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void eachEdgeHasItsOwnBeacon() {
        owner.register("a1");
        owner.answer(owner.registration("other", false, BOTH, List.of("z1")));
        owner.loop.pass(BEACON);
        assertThat(shards(owner.edges.beacons(EDGE).get(0))).containsExactly(0);
        assertThat(shards(owner.edges.beacons("other").get(0))).containsExactly(1);
    }

    @Test
    void withoutAnEdgeNothingIsConfirmed() {
        int before = owner.store.calls().size();
        owner.loop.pass(BEACON.multipliedBy(3));
        assertThat(owner.store.calls()).hasSize(before);
    }

    @Test
    void aShardThatCantBeConfirmedIsNotListedAndDoesNotSilenceTheOthers() {
        owner.register("*");
        owner.store.stamp(1, NO_QUORUM);
        owner.loop.pass(BEACON.plus(LATE));
        assertThat(owner.edges.beacons(EDGE))
                .singleElement()
                .satisfies(beacon -> assertThat(shards(beacon)).containsExactly(0));
        owner.store.stamp(1, ScriptedStore.USABLE);
        owner.loop.pass(BEACON.multipliedBy(2));
        List<Beacon> later = owner.edges.beacons(EDGE);
        assertThat(shards(later.get(later.size() - 1))).containsExactlyInAnyOrder(0, 1);
    }

    /** A confirm that comes through after all is no second beacon. */
    @Test
    void aConfirmThatIsLateIsNotListed() {
        owner.register("*");
        owner.store.scriptFor(key -> key.equals("@1"));
        owner.store.hold();
        owner.loop.pass(BEACON.plus(LATE));
        assertThat(owner.edges.beacons(EDGE))
                .singleElement()
                .satisfies(beacon -> assertThat(shards(beacon)).containsExactly(0));
        owner.store.release();
        owner.loop.pass(Duration.ofMillis(100));
        assertThat(owner.edges.beacons(EDGE)).isEmpty();
    }

    @Test
    void anOwnerThatCanConfirmNothingListsNothing() {
        owner.register("*");
        owner.store.stamp(NO_QUORUM);
        owner.loop.pass(BEACON.plus(LATE));
        assertThat(owner.edges.beacons(EDGE))
                .singleElement()
                .satisfies(beacon -> assertThat(beacon.shards()).isEmpty());
    }

    @Test
    void aShardThatAnotherHasClaimedIsNotListed() {
        owner.register("*");
        owner.store.put("@0", Shard.metaRecord(9_000_000, 0, new OperationId(99, 1)));
        owner.loop.pass(BEACON);
        assertThat(owner.edges.beacons(EDGE))
                .singleElement()
                .satisfies(beacon -> assertThat(shards(beacon)).containsExactly(1));
    }

    @Test
    void anOwnerThatServesNothingStillSaysSo() {
        owner.register("*");
        owner.store.ownedBy("there");
        owner.loop.pass(BEACON.plus(LATE));
        assertThat(owner.edges.beacons(EDGE))
                .singleElement()
                .satisfies(beacon -> assertThat(beacon.shards()).isEmpty());
    }

    @Test
    void whatIsServedFollowsTheTable() {
        assertThat(owner.node.served()).isEqualTo(2);
        owner.store.ownedBy(0, "there");
        owner.loop.pass(Duration.ofMillis(10));
        assertThat(owner.node.served()).isEqualTo(1);
        assertThat(owner.node.isSettled()).isTrue();
        owner.store.stamp(NO_QUORUM);
        owner.store.ownedBy(0, "here");
        owner.loop.pass(Duration.ofMillis(10));
        assertThat(owner.node.isSettled()).isFalse();
        owner.store.stamp(ScriptedStore.USABLE);
        owner.loop.pass(Duration.ofMillis(20));
        assertThat(owner.node.isSettled()).isTrue();
        assertThat(owner.node.served()).isEqualTo(2);
    }

    @Test
    void tombstonesAreCollectedWithoutAnybodyAsking() {
        owner.write("a", "1");
        owner.write(Writes.delete("a"));
        owner.loop.pass(Limits.DEFAULT.tombstoneRetention());
        assertThat(owner.store.record("a")).isNotNull();
        owner.loop.pass(Duration.ofSeconds(2));
        assertThat(owner.store.record("a")).isNull();
    }

    @Test
    void afterAMergeEverythingIsClaimedAgainFromTheStore() {
        long term = owner.register("*").shards().get(0).term();
        owner.write("a", "1");
        owner.store.put("a", RecordFormat.write(Writes.record(9_000_000, "7", List.of())));
        owner.store.merged();
        owner.loop.pass(Duration.ofMillis(50));
        assertThat(owner.sync().shards()).hasSize(2).allMatch(shard -> shard.term() > term);
        OwnerReply.States states = (OwnerReply.States) owner.answer(new OwnerRequest.Read(List.of("a")));
        assertThat(states.states()).extracting(DocumentState::version).containsExactly(9_000_000L);
    }
}
