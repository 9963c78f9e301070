package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lux.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "400, invalid_id, false, 1",
        "401, unauthorized, false, 6",
        "403, forbidden, false, 6",
        "404, not_found, false, 5",
        "404, no_such_route, false, 1",
        "412, version_conflict, false, 4",
        "412, guard_failed, false, 4",
        "412, test_failed, false, 4",
        "413, document_too_large, false, 1",
        "422, patch_failed, false, 1",
        "429, too_many_idempotency_keys, true, 7",
        "429, too_many_subscriptions, false, 1",
        "500, internal, true, 7",
        "503, busy, true, 7",
        "503, outcome_unknown, true, 7",
        "507, storage_full, false, 1",
    })
    void aRefusalEndsWithTheCodeOfItsKindAndSaysWhy(int status, String code, boolean retry, int exit) throws Exception {
        FakeBroker.Reply reply = FakeBroker.Reply.problem(status, code, retry);
        try (FakeBroker broker = FakeBroker.answering(status, reply.body())) {
            Run run = Run.piped().lux(broker.url(), "put", "x", "1");
            assertThat(run.exit).isEqualTo(exit);
            assertThat(run.err()).isEqualTo("lux: " + code + ": what is wrong\n");
        }
    }

    @Test
    void everyErrorOfTheTableEndsWithSomethingElseThanOkOrUsage() {
        for (ErrorCode error : ErrorCode.values()) {
            assertThat(ExitCode.of(error.status(), error.code(), error.retryable()))
                    .as(error.code())
                    .isNotIn(EnumSet.of(ExitCode.OK, ExitCode.USAGE, ExitCode.UNREACHABLE));
        }
    }

    @ParameterizedTest
    @CsvSource({"502, 7", "503, 7", "504, 7", "500, 1", "404, 1"})
    void whatAProxyAnswersIsToldApart(int status, int exit) throws Exception {
        try (FakeBroker broker = FakeBroker.answering(status, "<html>")) {
            assertThat(Run.piped().lux(broker.url(), "put", "x", "1").exit).isEqualTo(exit);
        }
    }

    @Test
    void aFailedConditionPrintsTheCurrentDocumentAndTheFailedGuards() throws Exception {
        String body = "{\"status\":412,\"code\":\"guard_failed\",\"detail\":\"no\",\"retry\":false,"
                + "\"current\":{\"version\":5,\"data\":{\"n\":1.0},\"meta\":{}},\"failedGuards\":[\"/status\"]}";
        try (FakeBroker broker = FakeBroker.answering(412, body)) {
            Run run = Run.piped().lux(broker.url(), "put", "x", "1", "--guard", "/status=a");
            assertThat(run.out()).isEqualTo("{\"version\":5,\"data\":{\"n\":1.0},\"meta\":{}}\n");
            assertThat(run.err()).contains("guard_failed: no", "[\"/status\"]");
        }
    }

    @Test
    void aFailedConditionOnAnAbsentDocumentPrintsNull() throws Exception {
        try (FakeBroker broker =
                FakeBroker.answering(412, "{\"code\":\"version_conflict\",\"detail\":\"no\",\"current\":null}")) {
            assertThat(Run.piped().lux(broker.url(), "put", "x", "1").out()).isEqualTo("null\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"put x 1", "get x", "ls", "watch x", "demo --seconds 1"})
    void nobodyThereEndsWith3(String line) throws Exception {
        Run run = Run.piped().lux("http://127.0.0.1:" + freePort(), line.split(" "));
        assertThat(run.exit).isEqualTo(3);
        assertThat(run.err()).contains("Cannot reach a broker");
    }

    @Test
    void aWriteWhoseConnectionBreaksBeforeTheAnswerIsUnknownNotUnreachable() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(Run.piped().lux(url, "put", "x", "1").exit).isEqualTo(7);
            assertThat(Run.piped().lux(url, "get", "x").exit).isEqualTo(3);
        } finally {
            server.stop(0);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
