package dev.lux.owner;

import static dev.lux.owner.ServingNode.BOTH;
import static dev.lux.owner.ServingNode.EDGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerReply.Followed;
import dev.lux.command.OwnerReply.Unready;
import dev.lux.command.OwnerRequest;
import dev.lux.command.ShardTerm;
import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import dev.lux.document.OperationId;
import dev.lux.document.Pattern;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an edge is answered: the documents from z on are in shard 1, the others in shard 0. */
@Timeout(10)
class OwnerTest {
    private static final Duration TOGETHER = Duration.ofMillis(250);
    private final ServingNode owner = new ServingNode();

    private static OwnerRequest page(List<Integer> shards) {
        return new OwnerRequest.Page(shards, Pattern.parse("*"), "", 10);
    }

    private static OwnerRequest read(String... ids) {
        return new OwnerRequest.Read(List.of(ids));
    }

    /** Another node has become the owner of a shard, and this one has not noticed. */
    private void claimedByAnother(int shard) {
        owner.store.put("@" + shard, Shard.metaRecord(9_000_000, 0, new OperationId(99, 1)));
    }

    private void serveOnly(int shard) {
        owner.store.ownedBy(1 - shard, "there");
        owner.loop.pass(Duration.ofMillis(20));
    }

    @Test
    void writesAreAnsweredAtOnceWhenAllOfThemAreSettled() {
        assertThat(ServingNode.said(owner.offer(Writes.put("a", "1"), Writes.put("z", "1"), Writes.delete("b"))
                        .result()))
                .containsExactly("created", "created", "already_absent");
    }

    @Test
    void aBatchOfAShardThatIsNotServedIsUnreadyAndTheOthersAreAnswered() {
        serveOnly(0);
        assertThat(ServingNode.said(owner.offer(Writes.put("a", "1"), Writes.put("z", "1"), Writes.put("b", "1"))
                        .result()))
                .containsExactly("created", "unready", "created");
    }

    /** Else one document whose copies are missing would hold up all that its message brought. */
    @Test
    void aBatchThatIsStuckIsUnknownAfterAWhileAndTheOthersAreAnswered() {
        owner.store.hold();
        Future<OwnerReply> held = owner.offer(Writes.put("a", "1"));
        owner.store.release();
        owner.loop.turn();
        owner.store.scriptFor(key -> key.equals("a"));
        owner.store.hold();
        Future<OwnerReply> reply = owner.offer(Writes.put("a", "2"), Writes.put("b", "1"));
        owner.loop.pass(TOGETHER.minusMillis(1));
        assertThat(reply.isComplete()).isFalse();
        owner.loop.pass(Duration.ofMillis(1));
        assertThat(ServingNode.said(reply.result())).containsExactly("unknown", "created");
        assertThat(ServingNode.said(held.result())).containsExactly("created");
    }

    @Test
    void aBatchThatWasStuckIsSettledByAskingAgain() {
        OwnerRequest request = new OwnerRequest.Writes(7, 1, List.of(new Batch(1, "a", List.of(Writes.put("a", "1")))));
        owner.store.hold();
        Future<OwnerReply> first = owner.ask(request);
        owner.loop.pass(TOGETHER);
        assertThat(ServingNode.said(first.result())).containsExactly("unknown");
        Future<OwnerReply> again = owner.ask(request);
        owner.store.release();
        owner.loop.turn();
        assertThat(ServingNode.said(again.result())).containsExactly("created");
        assertThat(owner.answer(request)).isEqualTo(again.result());
        assertThat(owner.store.callsOf("a")).hasSize(1);
    }

    @Test
    void aWriterSaysWhatIsSettled() {
        Batch batch = new Batch(1, "a", List.of(Writes.put("a", "1")));
        owner.answer(new OwnerRequest.Writes(7, 1, List.of(batch)));
        owner.answer(new OwnerRequest.Writes(7, 2, List.of()));
        OwnerReply.Writes late = (OwnerReply.Writes) owner.answer(new OwnerRequest.Writes(7, 1, List.of(batch)));
        assertThat(late.replies()).hasOnlyElementsOfType(BatchReply.Unready.class);
    }

    @Test
    void aReadIsAnsweredWithWhatIsCommitted() {
        owner.write("a", "1");
        long deleted = owner.write(Writes.delete("a"));
        long live = owner.write("z", "2");
        OwnerReply.States states = (OwnerReply.States) owner.answer(read("z", "a", "never"));
        assertThat(states.states()).extracting(DocumentState::id).containsExactly("z", "a", "never");
        assertThat(states.states()).extracting(DocumentState::version).containsExactly(live, deleted, 0L);
        assertThat(states.states()).extracting(DocumentState::isLive).containsExactly(true, false, false);
    }

    @Test
    void aReadOfAShardThatIsNotServedIsUnready() {
        serveOnly(0);
        assertThat(owner.answer(read("a", "z"))).isInstanceOf(Unready.class);
        assertThat(owner.answer(read("a"))).isInstanceOf(OwnerReply.States.class);
    }

    @Test
    void aReadIsUnreadyWhenAnotherHasClaimedTheShard() {
        owner.write("a", "1");
        claimedByAnother(0);
        assertThat(owner.answer(read("a"))).isInstanceOf(Unready.class);
    }

    @Test
    void aReadWaitsForItsConfirm() {
        owner.store.scriptFor(key -> key.equals("@0"));
        owner.store.hold();
        Future<OwnerReply> reply = owner.ask(read("a"));
        assertThat(owner.answer(read("z"))).as("the other shard").isInstanceOf(OwnerReply.States.class);
        assertThat(reply.isComplete()).isFalse();
        owner.store.release();
        owner.loop.turn();
        assertThat(reply.result()).isInstanceOf(OwnerReply.States.class);
    }

    @Test
    void aPageIsOfTheShardsThatAreAskedFor() {
        owner.write("a", "1");
        owner.write("z", "1");
        OwnerReply.Page page = (OwnerReply.Page) owner.answer(page(List.of(1)));
        assertThat(page.documents()).extracting(DocumentState::id).containsExactly("z");
        assertThat(page.total()).isEqualTo(1);
        assertThat(((OwnerReply.Page) owner.answer(page(BOTH))).total()).isEqualTo(2);
    }

    @Test
    void aPageIsUnreadyUnlessAllItsShardsAreServed() {
        serveOnly(0);
        assertThat(owner.answer(page(BOTH))).isInstanceOf(Unready.class);
        assertThat(owner.answer(page(List.of(0)))).isInstanceOf(OwnerReply.Page.class);
    }

    @Test
    void aPageIsUnreadyWhenAnotherHasClaimedOneOfItsShards() {
        claimedByAnother(1);
        assertThat(owner.answer(page(BOTH))).isInstanceOf(Unready.class);
    }

    @Test
    void aRegistrationAndASyncAreAnsweredForTheShardsThatAreServed() {
        serveOnly(1);
        assertThat(owner.register("*").shards()).extracting(ShardTerm::shard).containsExactly(1);
        assertThat(owner.sync().shards()).extracting(ShardTerm::shard).containsExactly(1);
    }

    @Test
    void aRegistrationAndASyncAreAnsweredForTheShardsThatAreConfirmed() {
        claimedByAnother(0);
        assertThat(owner.register("*").shards()).extracting(ShardTerm::shard).containsExactly(1);
        claimedByAnother(1);
        assertThat(owner.sync().shards()).extracting(ShardTerm::shard).doesNotContain(1);
    }

    @Test
    void aShardIsFollowedUnderItsTerm() {
        long term = owner.register("*").shards().get(0).term();
        owner.store.ownedBy("there");
        owner.loop.pass(Duration.ofMillis(20));
        owner.store.ownedBy("here");
        owner.loop.pass(Duration.ofMillis(50));
        assertThat(owner.sync().shards()).hasSize(2).allMatch(shard -> shard.term() > term);
    }

    /** What is committed between a registration and its answer is in the stream before the position. */
    @Test
    void aRegistrationMissesNothingThatIsCommittedMeanwhile() {
        owner.store.scriptFor(key -> key.startsWith("@"));
        owner.store.hold();
        Future<OwnerReply> followed = owner.ask(owner.registration(EDGE, true, BOTH, List.of("*")));
        owner.write("a", "1");
        owner.store.release();
        owner.loop.turn();
        long position = ((Followed) followed.result()).position();
        List<Update> before = owner.edges.updates(EDGE).stream()
                .filter(update -> update.number() <= position)
                .toList();
        assertThat(ServingNode.texts(before)).contains("a 1");
    }

    @Test
    void aSyncHoldsWhatWasCommittedBeforeIt() {
        owner.register("*");
        long before = owner.sync().position();
        owner.write("a", "1");
        assertThat(owner.sync().position()).isEqualTo(before + 1);
        assertThat(owner.edges.at(EDGE).reached(before + 1).succeeded()).isTrue();
    }

    @Test
    void anEdgeThatIsNotRegisteredHasNoStream() {
        assertThat(owner.sync().epoch()).isZero();
        assertThat(owner.sync().position()).isZero();
    }
}
