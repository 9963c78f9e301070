package dev.lux.route;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.Condition;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.WriteOutcome;
import dev.lux.loop.ManualLoop;
import dev.lux.route.ScriptedCalls.Call;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lanes of one event loop; their owners are the test. All shards are at one owner of node {@code a} at first. */
final class LanesUnderTest {
    static final long WRITER = 7_000;
    static final String OWNER = ScriptedTable.owner("a", 0);

    final ManualLoop loop = new ManualLoop();
    final ScriptedTable table = new ScriptedTable().joins("a", 1).primary("a");
    final ScriptedCalls calls = new ScriptedCalls();
    final WriteLanes lanes;

    LanesUnderTest() {
        BusAddress addresses = new BusAddress(table);
        // The shortest pauses: 5, 10, 20, 40, then 80 ms.
        lanes = new WriteLanes(WRITER, addresses, calls, loop, loop, new Patience(loop, loop, () -> 0L));
    }

    static Write write(String id, String body) {
        return write(id, body.getBytes(StandardCharsets.US_ASCII));
    }

    static Write write(String id, byte[] body) {
        return new Write(id, WriteKind.PUT, body, Condition.NONE, null, null, "me");
    }

    /** Offers one write; nothing is sent before the turn ends. */
    Future<WriteReply> offer(String id, String body) {
        return lanes.write(List.of(write(id, body))).map(replies -> replies.get(0));
    }

    /** Offers one write and ends the turn. */
    Future<WriteReply> send(String id, String body) {
        Future<WriteReply> reply = offer(id, body);
        loop.turn();
        return reply;
    }

    /** The oldest message that waits for its answer. */
    Call next() {
        return calls.next(OwnerRequest.Writes.class);
    }

    static OwnerRequest.Writes writes(Call call) {
        return (OwnerRequest.Writes) call.request();
    }

    static Batch onlyBatch(Call call) {
        List<Batch> batches = writes(call).batches();
        if (batches.size() != 1) {
            throw new AssertionError("not one batch: " + batches);
        }
        return batches.get(0);
    }

    /** In short: {@code a1: x y}. */
    static String inShort(Batch batch) {
        StringBuilder text = new StringBuilder(batch.id()).append(':');
        batch.writes().forEach(write -> text.append(' ').append(new String(write.body(), StandardCharsets.US_ASCII)));
        return text.toString();
    }

    static List<String> inShort(Call call) {
        return writes(call).batches().stream().map(LanesUnderTest::inShort).toList();
    }

    /** Each write of the message made the version that its body names. */
    static void applied(Call call) {
        List<BatchReply> replies = new ArrayList<>();
        for (Batch batch : writes(call).batches()) {
            replies.add(answered(batch));
        }
        call.reply(new OwnerReply.Writes(replies));
    }

    static BatchReply answered(Batch batch) {
        return new BatchReply.Answered(batch.writes().stream()
                .<WriteReply>map(write -> written(Long.parseLong(new String(write.body(), StandardCharsets.US_ASCII))))
                .toList());
    }

    static WriteReply written(long version) {
        return new WriteReply.Written(version, WriteOutcome.REPLACED);
    }

    static void reply(Call call, BatchReply... replies) {
        call.reply(new OwnerReply.Writes(Arrays.asList(replies)));
    }
}
