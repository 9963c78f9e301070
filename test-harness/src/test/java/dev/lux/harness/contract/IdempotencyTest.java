package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idempotency-Key: a write that was applied is answered with its first result. */
@Timeout(20)
class IdempotencyTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    void a_repeated_write_is_answered_with_its_first_result_also_after_others() {
        String id = BROKER.id("idem");
        Reply first = keyed(id, "1", "k");
        Reply other = BROKER.http().put(id, "2");
        Reply again = keyed(id, "1", "k");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.version()).isEqualTo(first.version());
        assertThat(BROKER.http().get(id).version()).isEqualTo(other.version());
    }

    @Test
    void a_repeated_delete_deletes_nothing_that_came_later() {
        String id = BROKER.id("idem");
        BROKER.http().put(id, "1");
        assertThat(BROKER.http().delete(id, "Idempotency-Key", "d").status()).isEqualTo(204);
        BROKER.http().put(id, "2");
        assertThat(BROKER.http().delete(id, "Idempotency-Key", "d").status()).isEqualTo(204);
        assertThat(BROKER.http().get(id).status()).isEqualTo(200);
    }

    @Test
    void the_key_of_another_request_is_422() {
        String id = BROKER.id("idem");
        keyed(id, "1", "k");
        Reply reply = keyed(id, "2", "k");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void another_method_is_another_request() {
        String id = BROKER.id("idem");
        BROKER.http().put(id, "{}", "Idempotency-Key", "k");
        Reply reply = BROKER.http().patch(id, "application/json", "{\"data\":{}}", "Idempotency-Key", "k");
        assertThat(reply.code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void a_key_belongs_to_one_document() {
        assertThat(keyed(BROKER.id("idem"), "1", "shared").status()).isEqualTo(201);
        assertThat(keyed(BROKER.id("idem"), "2", "shared").status()).isEqualTo(201);
    }

    @Test
    void a_refused_write_is_not_remembered() {
        String id = BROKER.id("idem");
        assertThat(BROKER.http()
                        .put(id, "1", "Idempotency-Key", "k", "If-Match", "*")
                        .status())
                .isEqualTo(412);
        BROKER.http().put(id, "0");
        assertThat(BROKER.http()
                        .put(id, "1", "Idempotency-Key", "k", "If-Match", "*")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_repeat_of_a_conditional_write_that_was_applied_does_not_fail() {
        String id = BROKER.id("idem");
        long version = BROKER.http().put(id, "0").version();
        Reply first = BROKER.http().put(id, "1", "Idempotency-Key", "k", "If-Match", "\"" + version + "\"");
        Reply again = BROKER.http().put(id, "1", "Idempotency-Key", "k", "If-Match", "\"" + version + "\"");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.version()).isEqualTo(first.version());
    }

    @Test
    void thirty_two_keys_are_remembered_and_none_is_forgotten_early() {
        String id = BROKER.id("idem");
        long first = keyed(id, "1", "key-0").version();
        for (int i = 1; i < 32; i++) {
            assertThat(keyed(id, "1", "key-" + i).status()).isEqualTo(200);
        }
        Reply refused = keyed(id, "1", "key-32");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too_many_idempotency_keys");
        assertThat(keyed(id, "1", "key-0").version()).isEqualTo(first);
        assertThat(BROKER.http().put(id, "1").status()).isEqualTo(200);
    }

    @Test
    void a_key_is_1_to_128_printable_characters() {
        String id = BROKER.id("idem");
        assertThat(keyed(id, "1", "k".repeat(128)).status()).isEqualTo(201);
        assertThat(keyed(id, "1", "k".repeat(129)).status()).isEqualTo(400);
        assertThat(keyed(id, "1", "k\tx").status()).isEqualTo(400);
    }

    /** By hand: an HTTP client of the JDK sends such a character as a question mark. */
    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9", "\u00c3\u00a9", "\u0080", "\u00ff", "k\u00a0"})
    void a_key_has_no_other_bytes_than_ascii(String latin1) throws Exception {
        String id = BROKER.id("idem");
        byte[] put = HttpBytes.json(
                BROKER.process().key(), "PUT", "/api/lux/" + id, "{\"data\":1}", "Idempotency-Key", latin1);
        try (HttpConnection connection = HttpConnection.open(BROKER.process().url())) {
            connection.send(put);
            Reply reply = connection.read();
            assertThat(reply.status() + " " + reply.code()).isEqualTo("400 invalid_request");
        }
        assertThat(BROKER.http().get(id).status()).isEqualTo(404);
    }

    @Test
    void a_key_works_on_a_socket_and_inside_of_several_writes() throws Exception {
        String id = BROKER.id("idem");
        String element = "\"id\":\"" + id + "\",\"data\":5,\"idempotencyKey\":\"k\"";
        try (LuxSocket socket = BROKER.socket("")) {
            socket.send("{\"type\":\"put\",\"ref\":1," + element + "}");
            JsonNode first = socket.next("ack");
            socket.send("{\"type\":\"put\",\"ref\":2," + element + "}");
            assertThat(socket.next("ack").path("version")).isEqualTo(first.path("version"));
            Reply batch = BROKER.http().batch("[{\"type\":\"put\"," + element + "}]");
            assertThat(batch.json().at("/results/0/version")).isEqualTo(first.path("version"));
        }
    }

    private static Reply keyed(String id, String data, String key) {
        return BROKER.http().put(id, data, "Idempotency-Key", key);
    }
}
