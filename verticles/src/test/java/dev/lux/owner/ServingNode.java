package dev.lux.owner;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerReply.Followed;
import dev.lux.command.OwnerRequest;
import dev.lux.command.OwnerRequest.Known;
import dev.lux.command.Update;
import dev.lux.command.Write;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.limits.Limits;
import dev.lux.loop.ManualLoop;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;

/** A whole owner as edges see it: on a {@link ScriptedStore} of two shards, with its clockwork running. */
final class ServingNode {
    static final String EDGE = "edge";
    static final List<Integer> BOTH = List.of(0, 1);
    private static final String ADDRESS = "owner";
    private static final long WRITER = OwnerUnderTest.WRITER;

    final ManualLoop loop = new ManualLoop();
    final ScriptedStore store = new ScriptedStore();
    final ScriptedEdges edges = new ScriptedEdges(loop);
    final TestClock clock = new TestClock(loop);
    final OwnerNode node;
    /** How many updates were sent again. */
    int resent;

    private long lastBatch;
    private long lastGeneration;

    ServingNode() {
        OwnerSettings settings = new OwnerSettings(
                store,
                clock,
                Limits.DEFAULT,
                new StateBudget(Limits.DEFAULT.stateBytes()),
                0,
                1,
                updates -> resent += updates);
        node = new OwnerNode(settings, ADDRESS, loop, edges, 1);
        node.start();
        loop.until(node::isSettled);
    }

    Future<OwnerReply> ask(OwnerRequest request) {
        Future<OwnerReply> reply = node.handle(request);
        loop.turn();
        return reply;
    }

    /** The answer, which comes without time passing. */
    OwnerReply answer(OwnerRequest request) {
        return ask(request).result();
    }

    /** One message of so many batches, a write each. */
    Future<OwnerReply> offer(Write... writes) {
        List<Batch> batches = Stream.of(writes)
                .map(write -> new Batch(++lastBatch, write.id(), List.of(write)))
                .toList();
        return ask(new OwnerRequest.Writes(WRITER, 0, batches));
    }

    /** What became of each batch of an answered message. */
    static List<String> said(OwnerReply reply) {
        return ((OwnerReply.Writes) reply)
                .replies().stream().map(OwnerUnderTest::said).toList();
    }

    /** @return the version that the write made */
    long write(String id, String data) {
        return write(Writes.put(id, data));
    }

    long write(Write write) {
        OwnerReply.Writes reply = (OwnerReply.Writes) offer(write).result();
        return ((Written)
                        ((BatchReply.Answered) reply.replies().get(0)).replies().get(0))
                .version();
    }

    /** Registers the edge for these patterns in addition. */
    Followed register(String... patterns) {
        return (Followed) answer(registration(EDGE, false, BOTH, List.of(patterns)));
    }

    /** Registers the edge for these patterns and no other ones in these shards. */
    Followed registerWhole(List<Integer> shards, List<String> patterns, Known... known) {
        return (Followed) answer(registration(EDGE, true, shards, patterns, known));
    }

    OwnerRequest registration(String edge, boolean whole, List<Integer> shards, List<String> patterns, Known... known) {
        return new OwnerRequest.Register(
                edge,
                ++lastGeneration,
                whole,
                shards,
                patterns.stream().map(Pattern::parse).toList(),
                List.of(known));
    }

    void unregister(String... patterns) {
        answer(new OwnerRequest.Unregister(
                EDGE, ++lastGeneration, Stream.of(patterns).map(Pattern::parse).toList()));
    }

    Followed sync() {
        return (Followed) answer(new OwnerRequest.Sync(EDGE, BOTH));
    }

    long generation() {
        return lastGeneration;
    }

    /** Ids and data in the updates that were sent to the edge since the last look. */
    List<String> sent() {
        return texts(edges.updates(EDGE));
    }

    static List<String> texts(List<Update> updates) {
        return updates.stream()
                .flatMap(update -> update.changes().stream())
                .map(change -> text(change.state()))
                .toList();
    }

    private static String text(DocumentState state) {
        return state.id() + " " + Writes.text(state.data());
    }
}
