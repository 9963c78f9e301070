package dev.lux.owner;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.WriteReply.Written;
import dev.lux.command.Writer;
import dev.lux.document.DocumentState;
import dev.lux.limits.Limits;
import dev.lux.loop.ManualLoop;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The documents of one owner on a {@link ScriptedStore}, with every push and every dropped shard written down. */
final class OwnerUnderTest {
    /** Numbers the batches of {@link #offer}. */
    static final long WRITER = Writer.of("here", 0);

    final ManualLoop loop;
    final ScriptedStore store;
    final TestClock clock;
    final StateBudget budget;
    final OwnerState state;
    /** Document and data of what was pushed, and how many were replaced. */
    final List<String> pushed = new ArrayList<>();

    final List<Integer> dropped = new ArrayList<>();
    private long lastBatch;

    OwnerUnderTest() {
        this(1_000_000);
    }

    OwnerUnderTest(long stateBytes) {
        this(new ManualLoop(), new ScriptedStore(), stateBytes);
    }

    private OwnerUnderTest(ManualLoop loop, ScriptedStore store, long stateBytes) {
        this(loop, store, new TestClock(loop), stateBytes, 1);
    }

    private OwnerUnderTest(ManualLoop loop, ScriptedStore store, TestClock clock, long stateBytes, long incarnation) {
        this.loop = loop;
        this.store = store;
        this.clock = clock;
        this.budget = new StateBudget(stateBytes);
        OwnerSettings settings = new OwnerSettings(store, clock, Limits.DEFAULT, budget, 0, 1, updates -> {});
        this.state = new OwnerState(settings, loop, new Committer(loop, store), incarnation, new OwnerState.Listener() {
            @Override
            public void changed(String id, int replaced) {
                pushed.add(id + " " + Writes.text(newest(id).data()) + " replaced " + replaced);
            }

            @Override
            public void dropped(int shard) {
                dropped.add(shard);
            }
        });
    }

    /** An owner that serves everything. */
    static OwnerUnderTest serving() {
        return new OwnerUnderTest().claim();
    }

    /** An owner on the same store, at the same time, which claims what this one served. */
    OwnerUnderTest next() {
        OwnerUnderTest next = new OwnerUnderTest(loop, store, clock, 1_000_000, 2).claim();
        next.lastBatch = lastBatch;
        return next;
    }

    /** Follows the table until every shard is served. */
    OwnerUnderTest claim() {
        loop.until(() -> {
            state.followTable();
            return state.isSettled();
        });
        return this;
    }

    /** Looks at the table once. */
    void follow() {
        state.followTable();
        loop.turn();
    }

    /** Offers writes in one turn of the event loop, each a batch of its own. */
    List<Future<BatchReply>> offer(Write... writes) {
        List<Future<BatchReply>> replies = new ArrayList<>();
        for (Write write : writes) {
            replies.add(cell(write.id()).offer(WRITER, new Batch(++lastBatch, write.id(), List.of(write))));
        }
        loop.turn();
        return replies;
    }

    /** Offers one batch, maybe again. */
    Future<BatchReply> offer(long writer, long number, Write... writes) {
        Future<BatchReply> reply =
                cell(writes[0].id()).offer(writer, new Batch(number, writes[0].id(), List.of(writes)));
        loop.turn();
        return reply;
    }

    DocumentCell cell(String id) {
        return Objects.requireNonNull(state.cellFor(id), () -> "not served: " + id);
    }

    BatchReply write(Write write) {
        return loop.await(offer(write).get(0));
    }

    /** The version that an applied write made. */
    long applied(Write write) {
        return version(write(write));
    }

    /** The version that the first write of the batch made. */
    static long version(BatchReply reply) {
        if (reply instanceof BatchReply.Answered answered && answered.replies().get(0) instanceof Written written) {
            return written.version();
        }
        throw new AssertionError("not applied: " + reply);
    }

    /** What a reply says: of each write the outcome or the error's code, or of all that they are not answered. */
    static String said(BatchReply reply) {
        if (reply instanceof BatchReply.Answered answered) {
            return String.join(
                    " ", answered.replies().stream().map(OwnerUnderTest::said).toList());
        }
        return reply instanceof BatchReply.Unready ? "unready" : "unknown";
    }

    private static String said(WriteReply reply) {
        return reply instanceof Refused refused
                ? refused.code().code()
                : ((Written) reply).outcome().name().toLowerCase(Locale.ROOT);
    }

    DocumentState newest(String id) {
        return state.held(id).state();
    }
}
