package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.loop.ManualLoop;
import dev.lux.route.ScriptedCalls.Call;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads and pages; writes have {@link WriteLanesTest}. */
class OwnerClientTest {
    private static final Duration PAUSE = Duration.ofMillis(160);

    private final ManualLoop loop = new ManualLoop();
    private final ScriptedTable table =
            new ScriptedTable().joins("a", 1).joins("b", 1).primary("a", 0, 1).primary("b", 2, 3);
    private final ScriptedCalls calls = new ScriptedCalls();
    private final OwnerClient client = client();

    private OwnerClient client() {
        BusAddress addresses = new BusAddress(table);
        Patience patience = new Patience(loop, loop, () -> 0L);
        return new OwnerClient(addresses, calls, patience, new WriteLanes(1, addresses, calls, loop, loop, patience));
    }

    private static DocumentState state(String id) {
        return new DocumentState(id, 5, new byte[] {'1'}, 6, "me");
    }

    private static OwnerReply.Page page(int total, String... ids) {
        return new OwnerReply.Page(
                Arrays.stream(ids).map(OwnerClientTest::state).toList(), total);
    }

    private static ErrorCode refusal(Future<?> answer) {
        assertThat(answer.cause()).isInstanceOf(LuxException.class);
        return ((LuxException) answer.cause()).code();
    }

    @Test
    void aReadIsAskedOfTheOwnerAndAgainOfWhoeverIsItThen() {
        Future<DocumentState> answer = client.read("x1");
        Call first = calls.next(OwnerRequest.Read.class);
        assertThat(first.owner()).isEqualTo(ScriptedTable.owner("a", 0));
        assertThat(first.request()).isEqualTo(new OwnerRequest.Read(List.of("x1")));
        first.reply(new OwnerReply.Unready());
        table.primary("b", 1);
        loop.pass(PAUSE);
        Call second = calls.next(OwnerRequest.Read.class);
        assertThat(second.owner()).isEqualTo(ScriptedTable.owner("b", 0));
        second.lost();
        loop.pass(PAUSE);
        calls.next(OwnerRequest.Read.class).reply(new OwnerReply.States(List.of(state("x1"))));
        assertThat(answer.result().version()).isEqualTo(5);
    }

    @Test
    void manyReadsAreOneMessagePerOwnerAndAnsweredInTheOrderOfTheIds() {
        Future<List<DocumentState>> answer = client.readAll(List.of("x3", "x0", "x2", "x1"));
        List<Call> asked = calls.all();
        assertThat(asked)
                .extracting(Call::request)
                .containsExactly(
                        new OwnerRequest.Read(List.of("x0", "x1")), new OwnerRequest.Read(List.of("x2", "x3")));
        asked.get(1).reply(new OwnerReply.States(List.of(state("x2"), state("x3"))));
        assertThat(answer.isComplete()).isFalse();
        asked.get(0).reply(new OwnerReply.States(List.of(state("x0"), state("x1"))));
        assertThat(answer.result()).extracting(DocumentState::id).containsExactly("x3", "x0", "x2", "x1");
    }

    @Test
    void manyReadsOfWhichAnOwnerCanNotAnswerSomeAreAskedAgain() {
        Future<List<DocumentState>> answer = client.readAll(List.of("x0", "x2"));
        List<Call> first = calls.all();
        first.get(0).reply(new OwnerReply.States(List.of(state("x0"))));
        first.get(1).reply(new OwnerReply.Unready());
        table.primary("a");
        loop.pass(PAUSE);
        Call second = calls.next(OwnerRequest.Read.class);
        assertThat(second.request()).isEqualTo(new OwnerRequest.Read(List.of("x0", "x2")));
        second.reply(new OwnerReply.States(List.of(state("x0"), state("x2"))));
        assertThat(answer.result()).hasSize(2);
    }

    @Test
    void aPageIsMergedFromAllOwnersInIdOrder() {
        Future<OwnerReply.Page> answer = client.page(Pattern.parse("x*"), "x0", 3);
        List<Call> asked = calls.all();
        assertThat(asked)
                .extracting(Call::request)
                .containsExactly(
                        new OwnerRequest.Page(List.of(0, 1), Pattern.parse("x*"), "x0", 3),
                        new OwnerRequest.Page(List.of(2, 3), Pattern.parse("x*"), "x0", 3));
        asked.get(1).reply(page(10, "x2", "x3", "x6"));
        assertThat(answer.isComplete()).isFalse();
        asked.get(0).reply(page(20, "x1", "x4", "x5"));
        assertThat(answer.result().documents()).extracting(DocumentState::id).containsExactly("x1", "x2", "x3");
        assertThat(answer.result().total()).isEqualTo(30);
    }

    @Test
    void aPageOfOneIdIsAskedOfItsOwnerAlone() {
        client.page(Pattern.ofId("x2"), "", 3);
        Call call = calls.next(OwnerRequest.Page.class);
        assertThat(call.owner()).isEqualTo(ScriptedTable.owner("b", 0));
        assertThat(call.request()).isEqualTo(new OwnerRequest.Page(List.of(2), Pattern.ofId("x2"), "", 3));
        assertThat(calls.isQuiet()).isTrue();
    }

    @Test
    void aPageThatAnOwnerCanNotAnswerIsAskedOfAllAgain() {
        Future<OwnerReply.Page> answer = client.page(Pattern.parse("x*"), "", 3);
        List<Call> first = calls.all();
        first.get(0).reply(page(1, "x0"));
        first.get(1).reply(new OwnerReply.Unready());
        table.primary("a");
        loop.pass(PAUSE);
        Call second = calls.next(OwnerRequest.Page.class);
        assertThat(second.request()).isEqualTo(new OwnerRequest.Page(List.of(0, 1, 2, 3), Pattern.parse("x*"), "", 3));
        second.reply(page(2, "x0", "x2"));
        assertThat(answer.result().total()).isEqualTo(2);
    }

    @Test
    void nothingIsAskedWhileAShardHasNoOwnerAndBusyIsTheAnswerAfterTheDeadline() {
        table.primary(null, 2);
        Future<List<DocumentState>> reads = client.readAll(List.of("x1", "x2"));
        Future<OwnerReply.Page> page = client.page(Pattern.parse("x*"), "", 3);
        Future<DocumentState> read = client.read("x2");
        loop.pass(Patience.DEADLINE);
        assertThat(calls.isQuiet()).isTrue();
        assertThat(refusal(page)).isEqualTo(ErrorCode.BUSY);
        assertThat(refusal(read)).isEqualTo(ErrorCode.BUSY);
        assertThat(refusal(reads)).isEqualTo(ErrorCode.BUSY);
    }

    @Test
    void withoutQuorumNothingIsAskedAndTheAnswerComesAtOnce() {
        table.quorum(false);
        assertThat(refusal(client.read("x1"))).isEqualTo(ErrorCode.NO_QUORUM);
        assertThat(refusal(client.page(Pattern.parse("x*"), "", 3))).isEqualTo(ErrorCode.NO_QUORUM);
        assertThat(calls.isQuiet()).isTrue();
    }
}
