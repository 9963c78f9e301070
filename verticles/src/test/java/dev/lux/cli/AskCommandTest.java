package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AskCommandTest {
    private static final String ACK = "{\"id\":\"run-1\",\"version\":7}";

    private static String document(int version, String answer) {
        return "{\"id\":\"run-1\",\"version\":" + version + ",\"data\":{\"answer\":" + answer + "},\"meta\":{}}";
    }

    /** A broker that takes the question, and answers what comes after it in this order. */
    private static FakeBroker broker(FakeBroker.Reply... polls) throws Exception {
        Deque<FakeBroker.Reply> replies = new ArrayDeque<>(List.of(polls));
        replies.addFirst(ok(ACK));
        return new FakeBroker(request -> replies.remove());
    }

    private static FakeBroker.Reply ok(String body) {
        return new FakeBroker.Reply(200, body);
    }

    @Test
    void theQuestionIsStateAndTheAnswerIsPrintedAlone() throws Exception {
        try (FakeBroker broker = broker(
                new FakeBroker.Reply(304, ""),
                ok(document(8, "null")),
                ok(document(9, "{\"choice\":\"yes\",\"by\":\"ann\"}")))) {
            Run run = Run.piped().lux(broker.url(), "ask", "run-1", "Deploy it?", "--choices", "yes,no");
            assertThat(run.exit).isZero();
            assertThat(run.out()).isEqualTo("yes\n");
            assertThat(broker.requests.get(0).body())
                    .isEqualTo("{\"data\":{\"step\":\"waiting on user input\",\"question\":{\"text\":\"Deploy it?\","
                            + "\"choices\":[\"yes\",\"no\"]},\"answer\":null}}");
            assertThat(broker.requests.get(1).target()).isEqualTo("/api/lux/run-1?wait=50000ms");
            assertThat(broker.requests.get(1).header("If-None-Match")).isEqualTo("\"7\"");
            assertThat(broker.requests.get(3).header("If-None-Match")).isEqualTo("\"8\"");
        }
    }

    @Test
    void anAnswerMayBeWords() throws Exception {
        try (FakeBroker broker = broker(ok(document(9, "\"as you like\"")))) {
            assertThat(Run.piped().lux(broker.url(), "ask", "run-1", "How?").out())
                    .isEqualTo("as you like\n");
        }
    }

    @Test
    void aBrokerThatIsAwayIsWaitedFor() throws Exception {
        try (FakeBroker broker = broker(FakeBroker.Reply.problem(503, "busy", true), ok(document(9, "\"yes\"")))) {
            Run run = Run.piped().lux(broker.url(), "ask", "run-1", "Now?");
            assertThat(run.out()).isEqualTo("yes\n");
            assertThat(run.pauses).hasSize(1);
        }
    }

    @Test
    void aQuestionOfADocumentThatIsDeletedEnds() throws Exception {
        try (FakeBroker broker = broker(FakeBroker.Reply.problem(404, "not_found", false))) {
            assertThat(Run.piped().lux(broker.url(), "ask", "run-1", "Now?").exit)
                    .isEqualTo(5);
        }
    }

    @Test
    void whatNobodyAnswersIsTakenBack() throws Exception {
        try (FakeBroker broker = broker(ok(ACK))) {
            Run run = Run.piped().lux(broker.url(), "ask", "run-1", "Now?", "--timeout", "0s");
            assertThat(run.exit).isEqualTo(8);
            assertThat(broker.requests.get(1).body())
                    .isEqualTo("{\"data\":{\"question\":null},\"guard\":{\"/answer\":[null]}}");
        }
    }

    @Test
    void anAnswerInTheLastMomentCounts() throws Exception {
        String late = "{\"code\":\"guard_failed\",\"status\":412,\"current\":" + document(9, "\"yes\"") + "}";
        try (FakeBroker broker = broker(new FakeBroker.Reply(412, late))) {
            Run run = Run.piped().lux(broker.url(), "ask", "run-1", "Now?", "--timeout", "0s");
            assertThat(run.exit).isZero();
            assertThat(run.out()).isEqualTo("yes\n");
        }
    }

    @Test
    void aTimeoutThatIsNoneIsAMistake() throws Exception {
        try (FakeBroker broker = broker()) {
            assertThat(Run.piped().lux(broker.url(), "ask", "run-1", "Now?", "--timeout", "soon").exit)
                    .isEqualTo(2);
            assertThat(broker.requests).isEmpty();
        }
    }
}
