package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.LuxSocket;
import dev.lux.limits.Limits;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are there as long as the socket is that wrote them. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(40)
class SessionDocumentsTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    private final String id = BROKER.id("presence");

    private static String put(String id, String rest) {
        return "{\"type\":\"put\",\"ref\":\"p\",\"id\":\"" + id + "\",\"data\":{\"name\":\"ann\"},\"session\":true"
                + rest + "}";
    }

    /** A socket that has written the document. */
    private LuxSocket present(String document) throws IOException {
        LuxSocket socket = BROKER.socket("");
        socket.send(put(document, ""));
        JsonNode ack = socket.next("ack");
        assertThat(ack.path("id").asText()).isEqualTo(document);
        assertThat(ack.has("holder")).isFalse();
        return socket;
    }

    @Test
    void a_document_is_there_until_its_socket_ends() throws Exception {
        try (LuxSocket watcher = BROKER.socket("/" + id)) {
            assertThat(watcher.next("synced")).isNotNull();
            LuxSocket socket = present(id);
            assertThat(watcher.next("state").path("data").path("name").asText()).isEqualTo("ann");
            // Longer than its lease: its node says that it is there.
            assertThat(watcher.next(Limits.SESSION_LEASE.plusSeconds(2))).isNull();
            socket.close();
            JsonNode gone = watcher.next("gone");
            assertThat(gone.path("reason").asText()).isEqualTo("deleted");
            assertThat(BROKER.http().get(id).status()).isEqualTo(404);
        }
    }

    @Test
    void the_end_of_a_socket_does_not_take_what_its_successor_has() throws Exception {
        LuxSocket before = present(id);
        try (LuxSocket after = present(id)) {
            before.close();
            long version = BROKER.http().get(id).version();
            Thread.sleep(Limits.SESSION_BEAT.plusMillis(1_000).toMillis());
            assertThat(BROKER.http().get(id).version()).isEqualTo(version);
            after.send(put(id, ""));
            assertThat(after.next("ack").path("version").asLong()).isGreaterThan(version);
        }
        awaitAbsent();
    }

    @Test
    void a_document_that_went_away_is_written_again() throws Exception {
        try (LuxSocket socket = present(id)) {
            BROKER.http().delete(id);
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (BROKER.http().get(id).status() != 200) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(50);
            }
            socket.send("{\"type\":\"delete\",\"ref\":\"d\",\"id\":\"" + id + "\"}");
            assertThat(socket.next("ack").path("ref").asText()).isEqualTo("d");
            Thread.sleep(Limits.SESSION_BEAT.multipliedBy(2).toMillis());
            assertThat(BROKER.http().get(id).status()).isEqualTo(404);
        }
    }

    @Test
    void a_socket_has_so_many_and_no_more() throws Exception {
        try (LuxSocket socket = BROKER.socket("")) {
            for (int i = 0; i < Limits.SESSION_DOCUMENTS; i++) {
                socket.send(put(id + "-" + i, ""));
                assertThat(socket.next("ack")).isNotNull();
            }
            socket.send(put(id + "-more", ""));
            assertThat(socket.next("error").path("code").asText()).isEqualTo("invalid_request");
            socket.send(put(id + "-0", ""));
            assertThat(socket.next("ack")).isNotNull();
        }
    }

    @Test
    void who_does_not_wait_for_answers_has_no_more() throws Exception {
        int more = 10;
        try (LuxSocket socket = BROKER.socket("")) {
            for (int i = 0; i < Limits.SESSION_DOCUMENTS + more; i++) {
                socket.send(put(id + "-" + i, ""));
            }
            int taken = 0;
            int refused = 0;
            while (taken + refused < Limits.SESSION_DOCUMENTS + more) {
                JsonNode answer = socket.next();
                taken += answer.path("type").asText().equals("ack") ? 1 : 0;
                refused += answer.path("code").asText().equals("invalid_request") ? 1 : 0;
            }
            assertThat(taken).isEqualTo(Limits.SESSION_DOCUMENTS);
            assertThat(BROKER.http()
                            .list("match=" + id + "-*&limit=1")
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(Limits.SESSION_DOCUMENTS);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"ttl\":\"5s\"           | invalid_request",
                ",\"lease\":\"5s\"         | invalid_request",
                ",\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\" | invalid_request"
            })
    void it_has_no_time_of_its_own(String rest, String code) throws Exception {
        try (LuxSocket socket = BROKER.socket("")) {
            socket.send(put(id, rest));
            assertThat(socket.next("error").path("code").asText()).isEqualTo(code);
            assertThat(BROKER.http().get(id).status()).isEqualTo(404);
        }
    }

    private void awaitAbsent() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (BROKER.http().get(id).status() != 404) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
