package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReadCommandsTest {
    private static final String DOCUMENT =
            "{\"id\":\"incident-INC-1042\",\"version\":7,\"data\":{\"n\":1.0,\"big\":12345678901234567890,"
                    + "\"summary\":\"INC-1042 mitigating\"},\"meta\":{\"at\":\"2026-06-17T22:18:00.123456Z\",\"by\":\"operator-a\"}}";

    @Test
    void pipedGetPrintsWhatTheBrokerSentOnOneLine() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, DOCUMENT)) {
            assertThat(Run.piped().lux(broker.url(), "get", "incident-INC-1042").out())
                    .isEqualTo(DOCUMENT + "\n");
        }
    }

    @Test
    void getOnATerminalSaysAgeAndWriterAndKeepsTheDigits() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, DOCUMENT)) {
            String out = Run.onTerminal()
                    .lux(broker.url(), "get", "incident-INC-1042")
                    .out();
            assertThat(out)
                    .startsWith("incident-INC-1042  version 7, 9 s ago by operator-a\n{\n")
                    .contains("\"n\" : 1.0", "\"big\" : 12345678901234567890");
        }
    }

    @Test
    void aStaleDocumentIsShownAsOne() throws Exception {
        String stale = DOCUMENT.replace(
                "\"by\":\"operator-a\"",
                "\"by\":\"lux\",\"stale\":{\"since\":\"2026-06-17T22:18:05Z\",\"reason\":\"lease\",\"by\":\"a\"}");
        try (FakeBroker broker = FakeBroker.answering(200, stale)) {
            assertThat(Run.onTerminal().lux(broker.url(), "get", "x").out()).contains("by lux  (stale for 5 s)\n");
        }
    }

    @Test
    void jsonCanBeForcedOnATerminal() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, DOCUMENT)) {
            assertThat(Run.onTerminal().lux(broker.url(), "get", "x", "--json").out())
                    .isEqualTo(DOCUMENT + "\n");
        }
    }

    @Test
    void getWaitsForAnotherVersion() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(304, "")) {
            Run run = Run.piped().lux(broker.url(), "get", "x", "--wait", "30s", "--if-none-match", "7");
            assertThat(broker.only().target()).isEqualTo("/api/lux/x?wait=30s");
            assertThat(broker.only().header("If-None-Match")).isEqualTo("\"7\"");
            assertThat(run.exit).isZero();
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void whatOthersWroteCannotCommandTheTerminal() throws Exception {
        String hostile =
                "{\"id\":\"x\",\"version\":1,\"data\":{\"summary\":\"\\u001b]0;owned\\u0007\\u202e\\n\\u009b2J\"},"
                        + "\"meta\":{\"at\":\"2026-06-17T22:18:00Z\",\"by\":\"a\\u001b[2J\"}}";
        String page = "{\"documents\":[" + hostile + "],\"count\":1,\"total\":1,\"next\":null}";
        try (FakeBroker broker = FakeBroker.answering(200, page)) {
            String out = Run.onTerminal().lux(broker.url(), "ls").out();
            assertThat(out.lines()).hasSize(2);
            assertThat(out).doesNotContain("\u001b", "\u0007", "\u202e", "\u009b");
        }
    }

    @Test
    void lsPrintsEveryDocumentOfEveryPageAsTheBrokerSentIt() throws Exception {
        try (FakeBroker broker = new FakeBroker(request -> new FakeBroker.Reply(
                200,
                request.target().contains("after=b")
                        ? "{\"documents\":[{\"id\":\"c\",\"data\":\"]\"}],\"next\":null,\"total\":3}"
                        : "{\"match\":\"*\",\"count\":2,\"total\":3,\"next\":\"b\","
                                + "\"documents\":[{\"id\":\"a\",\"data\":1.00},{\"id\":\"b\",\"data\":[{}]}]}"))) {
            Run run = Run.piped().lux(broker.url(), "ls");
            assertThat(run.out().lines())
                    .containsExactly(
                            "{\"id\":\"a\",\"data\":1.00}",
                            "{\"id\":\"b\",\"data\":[{}]}",
                            "{\"id\":\"c\",\"data\":\"]\"}");
            assertThat(broker.requests.get(0).target()).isEqualTo("/api/lux?match=*&limit=200");
            assertThat(broker.requests.get(1).target()).isEqualTo("/api/lux?match=*&limit=200&after=b");
        }
    }

    @Test
    void lsStopsAtItsLimit() throws Exception {
        try (FakeBroker broker =
                FakeBroker.answering(200, "{\"documents\":[{\"id\":\"a\"}],\"next\":\"a\",\"total\":9}")) {
            Run run = Run.piped().lux(broker.url(), "ls", "incident-*", "--limit", "1");
            assertThat(broker.only().target()).isEqualTo("/api/lux?match=incident-*&limit=1");
            assertThat(run.out()).isEqualTo("{\"id\":\"a\"}\n");
        }
    }

    @Test
    void lsOnATerminalIsATableThatEndsWithTheTotal() throws Exception {
        try (FakeBroker broker =
                FakeBroker.answering(200, "{\"documents\":[" + DOCUMENT + "],\"next\":null,\"total\":1}")) {
            assertThat(Run.onTerminal().lux(broker.url(), "ls").out().lines())
                    .satisfiesExactly(
                            row -> assertThat(row).matches("incident-INC-1042 +INC-1042 mitigating +9 s  operator-a"),
                            last -> assertThat(last).isEqualTo("1 of 1 documents"));
        }
    }
}
