package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class WriteCommandsTest {
    private static final String ACK = "{\"id\":\"x\",\"version\":1795223278000123}";

    @Test
    void putSendsTheBytesThatItWasGiven() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(201, ACK)) {
            Run run = Run.piped()
                    .lux(broker.url(), "put", "x", "{\"b\":1.0, \"a\":12345678901234567890, \"é\":\"\\u00e9\"}");
            assertThat(broker.only().method() + " " + broker.only().target()).isEqualTo("PUT /api/lux/x");
            assertThat(broker.only().header("Authorization")).isEqualTo("Bearer k");
            assertThat(broker.only().header("Content-Type")).isEqualTo("application/json");
            assertThat(broker.only().body())
                    .isEqualTo("{\"data\":{\"b\":1.0, \"a\":12345678901234567890, \"é\":\"\\u00e9\"}}");
            assertThat(run.exit).isZero();
        }
    }

    @Test
    void putReadsAFile(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("state.json"), "[1]\n");
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            Run.piped().lux(broker.url(), "put", "x", "@" + file);
            assertThat(broker.only().body()).isEqualTo("{\"data\":[1]\n}");
        }
    }

    @Test
    void putReadsStandardInput() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            Run.piped().stdin("\"text\"").lux(broker.url(), "put", "x", "-");
            assertThat(broker.only().body()).isEqualTo("{\"data\":\"text\"}");
        }
    }

    @Test
    void aHolderIsShownAndSaysThatItIsThere() throws Exception {
        String ack = "{\"id\":\"x\",\"version\":7,\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\"}";
        try (FakeBroker broker = FakeBroker.answering(200, ack)) {
            Run put = Run.onTerminal().lux(broker.url(), "put", "x", "1", "--lease", "15s");
            assertThat(put.out()).isEqualTo("x  version 7  holder AAAAAAAAAAEAAAAAAAAAAg\n");
        }
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            Run beat = Run.piped().lux(broker.url(), "heartbeat", "x", "AAAAAAAAAAEAAAAAAAAAAg");
            assertThat(broker.only().method() + " " + broker.only().target()).isEqualTo("POST /api/lux/x/heartbeat");
            assertThat(broker.only().header("Content-Type")).isEqualTo("application/json");
            assertThat(broker.only().body()).isEqualTo("{\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\"}");
            assertThat(beat.exit).isZero();
        }
        try (FakeBroker broker = FakeBroker.answering(204, "")) {
            Run.piped().lux(broker.url(), "delete", "x", "--holder", "h");
            assertThat(broker.only().body()).isEqualTo("{\"holder\":\"h\"}");
        }
    }

    @Test
    void timesDoNotGoWithAJsonPatch() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            assertThat(Run.piped().lux(broker.url(), "patch", "x", "[]", "--json-patch", "--ttl", "1m").exit)
                    .isEqualTo(2);
        }
    }

    @Test
    void contentCannotAddMembersToTheEnvelope() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            assertThat(Run.piped().lux(broker.url(), "put", "x", "1,\"ifVersion\":0").exit)
                    .isEqualTo(2);
        }
    }

    @Test
    void anIdIsEscapedSoThatNoOtherPathIsHit() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            Run.piped().lux(broker.url(), "put", "../stream?x#y z", "1");
            assertThat(broker.only().target()).isEqualTo("/api/lux/..%2Fstream%3Fx%23y%20z");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "--if-version 7; {\"data\":1,\"ifVersion\":7}",
                "--create-only; {\"data\":1,\"ifVersion\":0}",
                "--guard /s=triage,open; {\"data\":1,\"guard\":{\"/s\":[\"triage\",\"open\"]}}",
                "--guard /a=1,null --guard /b=true; {\"data\":1,\"guard\":{\"/a\":[1,null],\"/b\":[true]}}",
                "--ttl 10m; {\"data\":1,\"ttl\":\"10m\"}",
                "--lease 15s --on-expire delete; {\"data\":1,\"lease\":\"15s\",\"onExpire\":\"delete\"}",
                "--ttl none --lease none --holder h; {\"data\":1,\"ttl\":null,\"lease\":null,\"holder\":\"h\"}",
                "--if-version 7 --lease 1s; {\"data\":1,\"ifVersion\":7,\"lease\":\"1s\"}",
                "--if-version 7 --guard /a=x; {\"data\":1,\"ifVersion\":7,\"guard\":{\"/a\":[\"x\"]}}",
            })
    void conditionsTravelInTheEnvelope(String options, String body) throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            Run.piped().lux(broker.url(), ("put x 1 " + options).split(" "));
            assertThat(broker.only().body()).isEqualTo(body);
        }
    }

    @Test
    void theIdempotencyKeyTravelsAsAHeader() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            Run.piped().lux(broker.url(), "patch", "x", "{}", "--idempotency-key", "once");
            assertThat(broker.only().header("Idempotency-Key")).isEqualTo("once");
        }
    }

    @Test
    void patchIsAMergePatchInAnEnvelope() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            Run.piped().lux(broker.url(), "patch", "x", "{\"a\":null}", "--if-version", "3");
            assertThat(broker.only().method()).isEqualTo("PATCH");
            assertThat(broker.only().header("Content-Type")).isEqualTo("application/json");
            assertThat(broker.only().body()).isEqualTo("{\"data\":{\"a\":null},\"ifVersion\":3}");
        }
    }

    @Test
    void aJsonPatchTravelsBareWithItsVersionAsIfMatch() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, ACK)) {
            Run.piped().lux(broker.url(), "patch", "x", "[]", "--json-patch", "--if-version", "3");
            assertThat(broker.only().header("Content-Type")).isEqualTo("application/json-patch+json");
            assertThat(broker.only().header("If-Match")).isEqualTo("\"3\"");
            assertThat(broker.only().body()).isEqualTo("[]");
        }
    }

    @Test
    void deleteSendsNoBodyWithoutAConditionAndPrintsNothing() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(204, "")) {
            Run run = Run.piped().lux(broker.url(), "delete", "x");
            assertThat(broker.only().method()).isEqualTo("DELETE");
            assertThat(broker.only().body()).isEmpty();
            assertThat(run.exit).isZero();
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void deleteTakesACondition() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(204, "")) {
            Run.piped().lux(broker.url(), "delete", "x", "--if-version", "9");
            assertThat(broker.only().body()).isEqualTo("{\"ifVersion\":9}");
        }
    }
}
