package dev.lux.owner;

import static dev.lux.owner.ServingNode.BOTH;
import static dev.lux.owner.ServingNode.EDGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerReply.Followed;
import dev.lux.command.OwnerRequest;
import dev.lux.command.OwnerRequest.Known;
import dev.lux.command.ShardTerm;
import dev.lux.command.Update;
import dev.lux.store.Stamp;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an edge that follows is sent: the documents from z on are in shard 1, the others in shard 0. */
@Timeout(20)
class FanOutTest {
    private static final Duration LOST = Duration.ofSeconds(1);
    private static final Duration RESENT = LOST.plusMillis(500);
    private static final String LARGE = "\"" + "x".repeat(60_000) + "\"";
    private final ServingNode owner = new ServingNode();

    @Test
    void anEdgeIsSentWhatItRegistersAndWhatChangesThen() {
        owner.write("a1", "1");
        owner.write("b1", "1");
        Followed followed = owner.register("a*", "z1");
        List<Update> first = owner.edges.updates(EDGE);
        assertThat(ServingNode.texts(first)).containsExactly("a1 1");
        assertThat(followed.position()).isEqualTo(1);
        assertThat(first).allMatch(update -> update.epoch() == followed.epoch());
        assertThat(followed.shards()).extracting(ShardTerm::shard).containsExactlyInAnyOrder(0, 1);

        owner.write("a1", "2");
        owner.write("b1", "2");
        owner.write("z1", "1");
        owner.write(Writes.delete("a1"));
        assertThat(owner.sent()).containsExactly("a1 2", "z1 1", "a1 absent");
        assertThat(owner.sync().position()).isEqualTo(4);
    }

    @Test
    void changesOfOneTurnAreOneUpdate() {
        owner.register("*");
        owner.offer(Writes.put("a", "1"), Writes.put("b", "1"), Writes.put("a", "2"));
        assertThat(owner.edges.updates(EDGE))
                .singleElement()
                .satisfies(update ->
                        assertThat(ServingNode.texts(List.of(update))).containsExactlyInAnyOrder("a 2", "b 1"));
    }

    @Test
    void eachEdgeIsSentWhatItWants() {
        owner.register("a*");
        owner.answer(owner.registration("other", false, BOTH, List.of("a1", "b1")));
        owner.write("a1", "1");
        owner.write("a2", "1");
        owner.write("b1", "1");
        assertThat(owner.sent()).containsExactly("a1 1", "a2 1");
        assertThat(ServingNode.texts(owner.edges.updates("other"))).containsExactly("a1 1", "b1 1");
    }

    @Test
    void aRegistrationAddsToTheOnesBefore() {
        owner.register("a1");
        owner.register("b*");
        owner.write("a1", "1");
        owner.write("b1", "1");
        assertThat(owner.sent()).containsExactly("a1 1", "b1 1");
    }

    @Test
    void aWholeRegistrationReplacesThePrefixesAndTheIdsOfItsShards() {
        owner.register("a1", "z1", "b*", "c*");
        owner.registerWhole(List.of(0), List.of("a2", "c*"));
        for (String id : List.of("a1", "a2", "b1", "c1", "z1")) {
            owner.write(id, "1");
        }
        assertThat(owner.sent()).containsExactly("a2 1", "c1 1", "z1 1");
    }

    @Test
    void whatIsUnregisteredIsNoLongerSent() {
        owner.register("a1", "b*");
        owner.unregister("b*");
        owner.write("a1", "1");
        owner.write("b1", "1");
        assertThat(owner.sent()).containsExactly("a1 1");
    }

    @Test
    void anEdgeIsSentOnlyWhatDiffersFromWhatItKnows() {
        long known = owner.write("a", "1");
        owner.write("b", "1");
        long old = owner.write("c", "1");
        owner.write("c", "2");
        owner.registerWhole(BOTH, List.of("*"), new Known("a", known), new Known("c", old));
        assertThat(owner.sent()).containsExactly("b 1", "c 2");
    }

    /** An edge may hold what a minority had committed before it lost. */
    @Test
    void anEdgeThatKnowsALaterVersionIsSentTheOneThatIs() {
        long version = owner.write("a", "1");
        owner.registerWhole(BOTH, List.of("*"), new Known("a", version + 1_000));
        assertThat(owner.sent()).containsExactly("a 1");
    }

    @Test
    void anEdgeIsSentWhatItKnowsAndWhatIsAbsent() {
        owner.write("a", "1");
        long live = owner.write("b", "1");
        owner.write("c", "1");
        owner.write(Writes.delete("b"));
        long deleted = owner.write(Writes.delete("c"));
        owner.registerWhole(BOTH, List.of("*"), new Known("b", live), new Known("c", deleted), new Known("never", 7));
        assertThat(owner.sent()).containsExactlyInAnyOrder("a 1", "b absent", "never absent");
    }

    @Test
    void ofAShardThatIsNotServedNothingIsSaid() {
        owner.write("a", "1");
        owner.write("z", "1");
        owner.store.ownedBy(1, "there");
        owner.loop.pass(Duration.ofMillis(20));
        Followed followed = owner.registerWhole(BOTH, List.of("*"), new Known("z", 7));
        assertThat(followed.shards()).extracting(ShardTerm::shard).containsExactly(0);
        assertThat(owner.sent()).containsExactly("a 1");
    }

    @Test
    void ofAShardThatCantBeConfirmedNothingIsSaid() {
        owner.write("a", "1");
        owner.write("z", "1");
        owner.store.stamp(1, new Stamp(1, List.of("here"), true, true, false));
        Future<OwnerReply> reply = owner.ask(owner.registration(EDGE, true, BOTH, List.of("*"), new Known("z1", 7)));
        owner.loop.pass(Committer.PATIENCE.multipliedBy(2));
        assertThat(((Followed) reply.result()).shards())
                .extracting(ShardTerm::shard)
                .containsExactly(0);
        assertThat(owner.sent()).containsExactly("a 1");
    }

    @Test
    void anUpdateThatIsLostIsSentAgainAsItWas() {
        owner.register("*");
        owner.edges.loseNext(1);
        owner.write("a", "1");
        List<Update> lost = owner.edges.updates(EDGE);
        owner.write("b", "1");
        owner.edges.updates(EDGE);
        assertThat(owner.edges.at(EDGE).newest()).isEmpty();
        owner.loop.pass(RESENT);
        assertThat(owner.edges.updates(EDGE)).containsAll(lost);
        assertThat(owner.edges.at(EDGE).newest().keySet()).containsExactly("a", "b");
        assertThat(owner.edges.at(EDGE).reached(2).succeeded()).isTrue();
        assertThat(owner.resent).isEqualTo(2);
        owner.loop.pass(RESENT.multipliedBy(2));
        assertThat(owner.resent).as("nothing more").isEqualTo(2);
    }

    @Test
    void aHoleIsNoticedWithTheNextAcknowledgement() {
        owner.register("*");
        owner.edges.loseNext(1);
        owner.write("a", "1");
        owner.write("b", "1");
        owner.loop.pass(Duration.ofMillis(500));
        assertThat(owner.edges.at(EDGE).newest().keySet()).containsExactly("a", "b");
    }

    @Test
    void anEdgeThatIsDeafForAWhileHasEverythingAfterwards() {
        owner.register("*");
        owner.edges.deaf(EDGE, true);
        for (int i = 0; i < 20; i++) {
            owner.write("a" + i, "1");
            owner.loop.pass(Duration.ofMillis(200));
        }
        owner.edges.deaf(EDGE, false);
        owner.loop.pass(RESENT);
        assertThat(owner.edges.at(EDGE).newest()).hasSize(20);
        assertThat(owner.sync().epoch()).isPositive();
    }

    @Test
    void aStreamThatDoesNotMoveForFiveSecondsIsForgottenAndALaterOneHasAHigherEpoch() {
        long epoch = owner.register("*").epoch();
        owner.edges.deaf(EDGE, true);
        owner.write("a", "1");
        owner.loop.pass(FanOut.STUCK);
        assertThat(owner.sync().epoch()).as("not yet").isEqualTo(epoch);
        owner.loop.pass(RESENT);
        assertThat(owner.sync().epoch()).as("no stream").isZero();
        owner.edges.updates(EDGE);
        owner.write("a", "2");
        assertThat(owner.sent()).isEmpty();

        owner.edges.deaf(EDGE, false);
        owner.clock.wall(5);
        Followed again = owner.register("*");
        assertThat(again.epoch()).as("though the wall clock stepped back").isGreaterThan(epoch);
        assertThat(owner.edges.updates(EDGE)).extracting(Update::number).containsExactly(1L);
        assertThat(owner.edges.at(EDGE).newest().keySet()).containsExactly("a");
    }

    /** The clock of the five seconds starts with what is sent, not with what was acknowledged long ago. */
    @Test
    void aStreamThatWasQuietIsNotForgottenForOneLoss() {
        long epoch = owner.register("*").epoch();
        owner.write("a", "1");
        owner.loop.pass(FanOut.STUCK.multipliedBy(2));
        owner.edges.loseNext(1);
        owner.write("a", "2");
        owner.loop.pass(RESENT);
        assertThat(owner.sync().epoch()).isEqualTo(epoch);
        assertThat(Writes.text(owner.edges.at(EDGE).newest().get("a").data())).isEqualTo("2");
    }

    @Test
    void aStreamThatMovesSlowlyIsNotForgotten() {
        long epoch = owner.register("*").epoch();
        owner.edges.takesUpTo(EDGE, 0);
        for (int i = 0; i < 10; i++) {
            owner.write("a" + i, "1");
        }
        for (int i = 1; i < 10; i++) {
            owner.edges.takesUpTo(EDGE, i);
            owner.loop.pass(RESENT);
            assertThat(owner.edges.at(EDGE).newest()).hasSize(i);
        }
        assertThat(owner.sync().epoch()).isEqualTo(epoch);
    }

    @Test
    void anEdgeThatLeavesIsForgottenAndIsSentNothing() {
        long epoch = owner.register("*").epoch();
        owner.edges.leaves(EDGE);
        owner.loop.pass(Duration.ofSeconds(1));
        owner.edges.updates(EDGE);
        owner.edges.beacons(EDGE);
        owner.write("a", "1");
        owner.loop.pass(Duration.ofSeconds(2));
        assertThat(owner.sent()).isEmpty();
        assertThat(owner.edges.beacons(EDGE)).isEmpty();
        owner.edges.joins(EDGE);
        assertThat(owner.register("*").epoch()).isGreaterThan(epoch);
    }

    /** Each view of who is a member has its own time, so an edge may ask before this owner knows of it. */
    @Test
    void anEdgeThatIsNoMemberIsAskedToComeAgain() {
        owner.edges.leaves(EDGE);
        OwnerReply early = owner.answer(owner.registration(EDGE, false, BOTH, List.of("*")));
        assertThat(early).isInstanceOf(OwnerReply.Unready.class);
        owner.edges.joins(EDGE);
        owner.register("*");
        owner.write("a", "1");
        assertThat(owner.sent()).isNotEmpty();
    }

    /** The event bus says so within the call when there is no connection to a node that has left. */
    @Test
    void edgesThatCannotBeSentAnythingCostTheOthersNothing() {
        List<String> all = List.of("one", "two", "three", "four", "five");
        all.forEach(edge -> owner.answer(owner.registration(edge, false, BOTH, List.of("*"))));
        List<String> left = List.of("two", "four");
        left.forEach(edge -> {
            owner.edges.refuses(edge);
            owner.edges.leaves(edge);
        });
        owner.write("a1", "1");
        owner.write("a1", "2");
        for (String edge : all) {
            assertThat(ServingNode.texts(owner.edges.updates(edge)))
                    .as(edge)
                    .isEqualTo(left.contains(edge) ? List.of("a1 1") : List.of("a1 1", "a1 2"));
        }
    }

    /** At once, and not when the members are looked at next: it may be back by then, and know of nothing. */
    @Test
    void anEdgeThatLeavesWhileItOwesAnAcknowledgementIsForgotten() {
        owner.register("*");
        owner.loop.until(() -> !owner.edges.beacons(EDGE).isEmpty());
        owner.loop.pass(Duration.ofMillis(100));
        owner.edges.deaf(EDGE, true);
        owner.write("a", "1");
        owner.loop.pass(LOST.minusMillis(50));
        assertThat(owner.edges.beacons(EDGE)).as("the last look").hasSize(1);
        owner.edges.leaves(EDGE);
        owner.loop.pass(Duration.ofMillis(100));
        owner.edges.joins(EDGE);
        assertThat(owner.sync().epoch()).isZero();
    }

    @Test
    void whoWaitsForAPositionOfAStreamThatIsForgottenIsToldToAskAgain() {
        fillTheWindow();
        owner.write("b", "1");
        Future<OwnerReply> sync = owner.ask(new OwnerRequest.Sync(EDGE, BOTH));
        assertThat(sync.isComplete()).isFalse();
        owner.loop.pass(FanOut.STUCK.plus(RESENT));
        assertThat(sync.result()).isInstanceOf(OwnerReply.Unready.class);
    }

    @Test
    void whatIsNotSentOfAShardThatIsDroppedIsNeverSent() {
        fillTheWindow();
        owner.write("b", "1");
        owner.write("z", "1");
        owner.store.ownedBy(0, "there");
        owner.loop.pass(Duration.ofMillis(20));
        owner.store.ownedBy(0, "here");
        owner.loop.pass(Duration.ofMillis(50));
        owner.edges.deaf(EDGE, false);
        owner.loop.pass(RESENT);
        assertThat(owner.edges.at(EDGE).newest()).containsKey("z").doesNotContainKey("b");
    }

    /** The shard's next owner is told, and this one if it is that again. */
    @Test
    void theIdsOfAShardThatIsDroppedAreForgottenAndPrefixesAreNot() {
        owner.register("a1", "b*");
        owner.store.ownedBy(0, "there");
        owner.loop.pass(Duration.ofMillis(20));
        owner.store.ownedBy(0, "here");
        owner.loop.pass(Duration.ofMillis(50));
        owner.write("a1", "1");
        owner.write("b1", "1");
        assertThat(owner.sent()).containsExactly("b1 1");
    }

    /** Nothing more fits in what may be unacknowledged; the edge hears nothing. */
    private void fillTheWindow() {
        owner.register("*");
        owner.edges.deaf(EDGE, true);
        for (int i = 0; i < 150; i++) {
            owner.write("a" + i, LARGE);
        }
        owner.edges.updates(EDGE);
    }
}
