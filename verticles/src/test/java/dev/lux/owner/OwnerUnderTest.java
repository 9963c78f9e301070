package dev.lux.owner;

import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.DocumentState;
import dev.lux.limits.Limits;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The documents of one owner on a {@link ScriptedStore}, with every push written down. */
final class OwnerUnderTest implements AutoCloseable {
    final EventLoop loop = new EventLoop();
    final ScriptedStore store;
    final TestClock clock;
    final StateBudget budget;
    final OwnerState state;
    /** Document, version and data of what was pushed, and how many were replaced. */
    final List<String> pushed = new CopyOnWriteArrayList<>();

    OwnerUnderTest() {
        this(new ScriptedStore(), new TestClock(), 1_000_000, 1);
    }

    OwnerUnderTest(ScriptedStore store, TestClock clock, long stateBytes, long incarnation) {
        this.store = store;
        this.clock = clock;
        this.budget = new StateBudget(stateBytes);
        OwnerSettings settings = new OwnerSettings(store, clock, Limits.DEFAULT, budget, 0, 1);
        Committer committer = new Committer(loop.vertx, loop.context, store);
        List<OwnerState> self = new ArrayList<>();
        state = new OwnerState(settings, loop.context, committer, incarnation, (id, replaced) -> {
            DocumentState newest = self.get(0).newest(id);
            pushed.add(id + " " + Writes.text(newest.data()) + " replaced " + replaced);
        });
        self.add(state);
    }

    /** An owner that serves everything. */
    static OwnerUnderTest serving() {
        OwnerUnderTest owner = new OwnerUnderTest();
        owner.claim();
        return owner;
    }

    void claim() {
        loop.run(state::followTable);
        loop.until(() -> {
            state.followTable();
            return state.isSettled();
        });
    }

    /** Offers writes in one turn of the event loop, as those of one message. */
    List<Future<WriteReply>> offer(Write... writes) {
        return loop.call(() ->
                Stream.of(writes).map(write -> cell(write.id()).offer(write)).toList());
    }

    DocumentCell cell(String id) {
        DocumentCell cell = state.cellFor(id);
        if (cell == null) {
            throw new AssertionError("not served: " + id);
        }
        return cell;
    }

    WriteReply write(Write write) {
        return EventLoop.await(offer(write).get(0));
    }

    /** The version that an applied write made. */
    long applied(Write write) {
        return version(write(write));
    }

    static long version(WriteReply reply) {
        if (reply instanceof Written written) {
            return written.version();
        }
        throw new AssertionError("refused: " + reply);
    }

    /** What a reply says: the outcome, or the error's code. */
    static String said(WriteReply reply) {
        return reply instanceof Refused refused
                ? refused.code().code()
                : ((Written) reply).outcome().name().toLowerCase(Locale.ROOT);
    }

    DocumentState newest(String id) {
        return loop.call(() -> state.newest(id));
    }

    @Override
    public void close() {
        loop.close();
    }
}
