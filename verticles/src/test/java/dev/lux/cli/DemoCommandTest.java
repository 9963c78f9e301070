package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
class DemoCommandTest {
    private static final FakeBroker.Reply ACK = new FakeBroker.Reply(200, "{\"id\":\"x\",\"version\":1}");

    @Test
    void itEndsWhenItsTimeIsOver() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, ACK.body())) {
            Run run = Run.piped().lux(broker.url(), "demo", "--seconds", "10");
            assertThat(run.exit).isZero();
            assertThat(broker.requests).hasSizeBetween(40, 150);
            assertThat(run.pauses.stream().mapToLong(pause -> pause.toMillis()).sum())
                    .isBetween(8_000L, 10_000L);
        }
    }

    @Test
    void twiceTheRateTellsTwiceAsMuch() throws Exception {
        try (FakeBroker slow = FakeBroker.answering(200, ACK.body());
                FakeBroker fast = FakeBroker.answering(200, ACK.body())) {
            Run.piped().lux(slow.url(), "demo", "--seconds", "20");
            Run.piped().lux(fast.url(), "demo", "--seconds", "10", "--rate", "2");
            assertThat(fast.requests)
                    .extracting(FakeBroker.Request::body)
                    .isEqualTo(
                            slow.requests.stream().map(FakeBroker.Request::body).toList());
        }
    }

    @Test
    void aWrongKeyEndsItAtOnce() throws Exception {
        FakeBroker.Reply reply = FakeBroker.Reply.problem(401, "unauthorized", false);
        try (FakeBroker broker = FakeBroker.answering(401, reply.body())) {
            assertThat(Run.piped().lux(broker.url(), "demo").exit).isEqualTo(6);
            assertThat(broker.requests).hasSize(1);
        }
    }

    @Test
    void aBusyBrokerDoesNotEndIt() throws Exception {
        AtomicInteger count = new AtomicInteger();
        FakeBroker.Reply busy = FakeBroker.Reply.problem(503, "busy", true);
        try (FakeBroker broker = new FakeBroker(request -> count.incrementAndGet() % 3 == 0 ? busy : ACK)) {
            Run run = Run.piped().lux(broker.url(), "demo", "--seconds", "5");
            assertThat(run.exit).isZero();
            assertThat(broker.requests).hasSizeGreaterThan(30);
        }
    }
}
