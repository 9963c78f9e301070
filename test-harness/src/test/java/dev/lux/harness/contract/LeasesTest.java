package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time on documents: leases that run out unless their holder is heard, and lives that end. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(30)
class LeasesTest {
    private static final String NOBODY = "AAAAAAAAAAEAAAAAAAAAAg";

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    private final String id = BROKER.id("lease");

    private Reply put(String rest) {
        return BROKER.http().putEnvelope(id, "{\"data\":{\"progress\":67}" + rest + "}");
    }

    private String take(String lease) {
        Reply taken = put(",\"lease\":\"" + lease + "\"");
        assertThat(taken.status()).isIn(200, 201);
        return taken.json().path("holder").asText();
    }

    private Reply heartbeat(String body) {
        return BROKER.http().send("POST", "/api/lux/" + id + "/heartbeat", body, "Content-Type", "application/json");
    }

    private static String holder(String token) {
        return "{\"holder\":\"" + token + "\"}";
    }

    @Test
    void a_silent_workers_document_keeps_its_value_and_says_that_it_is_stale() throws Exception {
        try (LuxSocket socket = BROKER.socket("/" + id)) {
            assertThat(socket.next("synced")).isNotNull();
            take("1s");
            JsonNode first = socket.next("state");
            assertThat(first.at("/meta/stale").isMissingNode()).isTrue();
            JsonNode stale = socket.next("state");
            assertThat(stale.path("data")).isEqualTo(first.path("data"));
            assertThat(stale.path("version").asLong())
                    .isGreaterThan(first.path("version").asLong());
            assertThat(stale.at("/meta/stale/reason").asText()).isEqualTo("lease");
            assertThat(stale.at("/meta/stale/by").asText())
                    .isEqualTo(first.at("/meta/by").asText());
            assertThat(Duration.between(
                            Instant.parse(first.at("/meta/at").asText()),
                            Instant.parse(stale.at("/meta/stale/since").asText())))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            Reply read = BROKER.http().get(id);
            assertThat(read.json().path("meta")).isEqualTo(stale.path("meta"));
            assertThat(read.version()).isEqualTo(stale.path("version").asLong());
        }
    }

    @Test
    void a_heartbeat_keeps_the_document_as_it_is() throws Exception {
        String holder = take("1s");
        long version = BROKER.http().get(id).version();
        try (LuxSocket socket = BROKER.socket("/" + id)) {
            assertThat(socket.next("synced")).isNotNull();
            for (int i = 0; i < 8; i++) {
                Thread.sleep(250);
                Reply reply = heartbeat(holder(holder));
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.json().toString()).isEqualTo("{\"id\":\"" + id + "\",\"version\":" + version + "}");
            }
            assertThat(BROKER.http().get(id).version()).isEqualTo(version);
            JsonNode next = socket.next();
            assertThat(next.at("/meta/stale/reason").asText()).isEqualTo("lease");
            assertThat(heartbeat(holder(holder)).status()).isEqualTo(200);
            JsonNode back = socket.next();
            assertThat(back.at("/meta/stale").isMissingNode()).isTrue();
            assertThat(back.path("version").asLong())
                    .isGreaterThan(next.path("version").asLong());
        }
    }

    @Test
    void over_a_socket_it_is_the_same() throws Exception {
        try (LuxSocket socket = BROKER.socket("/" + id)) {
            assertThat(socket.next("synced")).isNotNull();
            socket.send("{\"type\":\"put\",\"ref\":1,\"id\":\"" + id
                    + "\",\"data\":1,\"lease\":\"5s\",\"onExpire\":\"delete\"}");
            JsonNode ack = socket.next("ack");
            String holder = ack.path("holder").asText();
            assertThat(holder).hasSize(22);
            socket.send("{\"type\":\"heartbeat\",\"ref\":2,\"id\":\"" + id + "\",\"holder\":\"" + holder + "\"}");
            JsonNode beat = socket.next("ack");
            assertThat(beat.path("ref").asInt()).isEqualTo(2);
            assertThat(beat.path("version")).isEqualTo(ack.path("version"));
            assertThat(beat.has("holder")).isFalse();
            socket.send("{\"type\":\"heartbeat\",\"ref\":3,\"id\":\"" + id + "\",\"holder\":\"" + NOBODY + "\"}");
            JsonNode error = socket.next("error");
            assertThat(error.path("code").asText()).isEqualTo("not_holder");
            assertThat(error.at("/current/data").asInt()).isEqualTo(1);
        }
    }

    @Test
    void several_writes_may_take_leases_and_renew_them() {
        String holder = take("5s");
        String other = BROKER.id("lease");
        JsonNode results = BROKER.http()
                .batch("[{\"type\":\"heartbeat\",\"id\":\"" + id + "\",\"holder\":\"" + holder + "\"},"
                        + "{\"id\":\"" + other + "\",\"data\":1,\"lease\":\"5s\"},"
                        + "{\"type\":\"heartbeat\",\"id\":\"" + other + "\",\"holder\":\"" + holder + "\"}]")
                .json()
                .path("results");
        assertThat(results.at("/0/status").asInt()).isEqualTo(200);
        assertThat(results.at("/1/status").asInt()).isEqualTo(201);
        assertThat(results.at("/1/holder").asText()).hasSize(22);
        assertThat(results.at("/2/code").asText()).isEqualTo("not_holder");
    }

    @Test
    void a_repeated_write_is_told_of_the_same_holder() {
        String envelope = "{\"data\":1,\"lease\":\"5s\"}";
        Reply first = BROKER.http().putEnvelope(id, envelope, "Idempotency-Key", "k");
        Reply again = BROKER.http().putEnvelope(id, envelope, "Idempotency-Key", "k");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(heartbeat(holder(first.json().path("holder").asText())).status())
                .isEqualTo(200);
    }

    @Test
    void who_has_lost_the_lease_is_told_so_and_changes_nothing() {
        String first = take("5s");
        String second = take("5s");
        long version = BROKER.http().get(id).version();
        Reply refused = heartbeat(holder(first));
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("not_holder");
        assertThat(refused.json().at("/current/version").asLong()).isEqualTo(version);
        assertThat(put(",\"holder\":\"" + first + "\"").code()).isEqualTo("not_holder");
        assertThat(put(",\"lease\":null").code()).isEqualTo("not_holder");
        assertThat(BROKER.http().get(id).version()).isEqualTo(version);
        assertThat(put(",\"holder\":\"" + second + "\",\"lease\":null").status())
                .isEqualTo(200);
        assertThat(heartbeat(holder(second)).code()).isEqualTo("not_holder");
    }

    @ParameterizedTest
    @CsvSource({"'\"lease\":\"1s\",\"onExpire\":\"delete\"'", "'\"ttl\":\"1s\"'"})
    void what_is_to_end_ends_as_expired(String how) throws Exception {
        try (LuxSocket socket = BROKER.socket("/" + id)) {
            assertThat(socket.next("synced")).isNotNull();
            put("," + how);
            JsonNode state = socket.next("state");
            JsonNode gone = socket.next();
            assertThat(gone.path("type").asText()).isEqualTo("gone");
            assertThat(gone.path("reason").asText()).isEqualTo("expired");
            assertThat(gone.path("version").asLong())
                    .isGreaterThan(state.path("version").asLong());
            assertThat(BROKER.http().get(id).status()).isEqualTo(404);
            assertThat(put("").status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                  | 400 | invalid_request",
                "{\"holder\":\"me\"}                                 | 400 | invalid_request",
                "{\"holder\":7}                                      | 400 | invalid_request",
                "{\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\",\"data\":1}  | 400 | unknown_key",
                "{\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\",\"lease\":\"5s\"} | 400 | unknown_key",
                "[]                                                  | 400 | invalid_request",
                "{\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\"}             | 412 | not_holder"
            })
    void a_heartbeat_that_is_none_is_refused(String body, int status, String code) {
        take("5s");
        Reply reply = heartbeat(body);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void a_heartbeat_is_a_post_of_json_and_nothing_else() {
        String path = "/api/lux/" + id + "/heartbeat";
        Reply get = BROKER.http().send("GET", path, "");
        assertThat(get.status()).isEqualTo(405);
        Reply text = BROKER.http().send("POST", path, holder(NOBODY), "Content-Type", "text/plain");
        assertThat(text.status()).isEqualTo(415);
        Reply absent = heartbeat(holder(NOBODY));
        assertThat(absent.code()).isEqualTo("not_holder");
        assertThat(absent.json().path("current").isNull()).isTrue();
    }
}
