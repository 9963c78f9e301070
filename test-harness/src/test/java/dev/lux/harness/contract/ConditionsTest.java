package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditional writes: by version, by header, by guard. */
@Timeout(20)
class ConditionsTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    private String id;
    private long version;

    @BeforeEach
    void a_document() {
        id = BROKER.id("cond");
        version = BROKER.http()
                .put(id, "{\"status\":\"triage\",\"n\":1.0,\"nil\":null,\"list\":[{\"a/b\":1}]}")
                .version();
    }

    @Test
    void the_right_version_is_written() {
        assertThat(envelope("\"ifVersion\":" + version).status()).isEqualTo(200);
    }

    @Test
    void a_stale_version_is_412_with_what_the_caller_needs_to_decide() {
        long newer = BROKER.http().put(id, "{\"x\":1}").version();
        Reply reply = envelope("\"ifVersion\":" + version);
        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.code()).isEqualTo("version_conflict");
        assertThat(reply.json().at("/current/version").asLong()).isEqualTo(newer);
        assertThat(reply.json().at("/current/data").toString()).isEqualTo("{\"x\":1}");
        assertThat(reply.json().at("/current/meta/at").asText()).isNotEmpty();
        assertThat(reply.json().at("/current/meta/by").asText()).isNotEmpty();
        assertThat(BROKER.http().get(id).version()).isEqualTo(newer);
    }

    @Test
    void a_condition_on_an_absent_document_says_that_it_is_absent() {
        Reply reply = BROKER.http().putEnvelope(BROKER.id("absent"), "{\"data\":1,\"ifVersion\":17}");
        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.json().has("current")).isTrue();
        assertThat(reply.json().path("current").isNull()).isTrue();
    }

    @Test
    void version_zero_means_absent() {
        assertThat(envelope("\"ifVersion\":0").status()).isEqualTo(412);
        assertThat(BROKER.http()
                        .putEnvelope(BROKER.id("new"), "{\"data\":1,\"ifVersion\":0}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_deleted_document_is_absent_for_every_condition() {
        BROKER.http().delete(id);
        assertThat(envelope("\"ifVersion\":" + version).status()).isEqualTo(412);
        assertThat(put("If-Match", "*").status()).isEqualTo(412);
        assertThat(envelope("\"guard\":{\"/status\":[\"triage\"]}").status()).isEqualTo(412);
        assertThat(envelope("\"guard\":{\"/status\":[null]}").status()).isEqualTo(201);
        BROKER.http().delete(id);
        assertThat(put("If-None-Match", "*").status()).isEqualTo(201);
        BROKER.http().delete(id);
        assertThat(envelope("\"ifVersion\":0").status()).isEqualTo(201);
    }

    @Test
    void if_match_takes_a_list_of_versions() {
        assertThat(put("If-Match", "\"1\", \"" + version + "\"").status()).isEqualTo(200);
        assertThat(put("If-Match", "\"1\", \"2\"").status()).isEqualTo(412);
    }

    @Test
    void a_weak_tag_never_matches_if_match() {
        assertThat(put("If-Match", "W/\"" + version + "\"").status()).isEqualTo(412);
    }

    @Test
    void if_match_star_means_that_it_must_exist() {
        assertThat(put("If-Match", "*").status()).isEqualTo(200);
        assertThat(BROKER.http().put(BROKER.id("absent"), "1", "If-Match", "*").status())
                .isEqualTo(412);
    }

    @Test
    void if_none_match_star_means_create_only() {
        assertThat(put("If-None-Match", "*").status()).isEqualTo(412);
        assertThat(BROKER.http()
                        .put(BROKER.id("new"), "1", "If-None-Match", "*")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"/status":["open","triage"]}               | 200
            {"/status":["open"]}                        | 412
            {"/owner":[null]}                           | 200
            {"/nil":[null]}                             | 200
            {"/status":[null]}                          | 412
            {"/n":[1]}                                  | 200
            {"/n":[10e-1, 7]}                           | 200
            {"/n":["1"]}                                | 412
            {"/list/0/a~1b":[1]}                        | 200
            {"/list":[[{"a/b":1.0}]]}                   | 200
            {"/status":["triage"],"/n":[2]}             | 412
            {"":["whole"]}                              | 412
            """)
    void a_guard_holds_or_not(String guard, int status) {
        Reply reply = envelope("\"guard\":" + guard);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    }

    @Test
    void a_failed_guard_is_named() {
        Reply reply = envelope("\"guard\":{\"/status\":[\"triage\"],\"/n\":[2],\"/owner\":[\"a\"]}");
        assertThat(reply.code()).isEqualTo("guard_failed");
        List<String> failed = new ArrayList<>();
        reply.json().path("failedGuards").forEach(pointer -> failed.add(pointer.asText()));
        assertThat(failed).containsExactlyInAnyOrder("/n", "/owner");
        assertThat(reply.json().at("/current/version").asLong()).isEqualTo(version);
    }

    @Test
    void a_delete_may_carry_an_envelope() {
        Reply refused =
                BROKER.http().send("DELETE", "/api/lux/" + id, "{\"ifVersion\":1}", "Content-Type", "application/json");
        assertThat(refused.status()).isEqualTo(412);
        Reply done = BROKER.http()
                .send(
                        "DELETE",
                        "/api/lux/" + id,
                        "{\"ifVersion\":" + version + "}",
                        "Content-Type",
                        "application/json");
        assertThat(done.status()).isEqualTo(204);
    }

    @Test
    void a_delete_may_carry_headers() {
        assertThat(BROKER.http().delete(id, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(BROKER.http().delete(id, "If-Match", "\"" + version + "\"").status())
                .isEqualTo(204);
    }

    @Test
    void patches_are_conditional_too() {
        assertThat(BROKER.http()
                        .patch(id, "application/json", "{\"data\":{\"a\":1},\"ifVersion\":1}")
                        .status())
                .isEqualTo(412);
        assertThat(BROKER.http()
                        .patch(id, "application/merge-patch+json", "{\"a\":1}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(BROKER.http()
                        .patch(id, "application/json-patch+json", "[]", "If-Match", "\"" + version + "\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void of_a_hundred_that_create_at_once_exactly_one_does() {
        String contended = BROKER.id("race");
        List<CompletableFuture<Reply>> racers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            racers.add(BROKER.http()
                    .sendAsync(
                            "PUT",
                            "/api/lux/" + contended,
                            "{\"data\":" + i + ",\"ifVersion\":0}",
                            "Content-Type",
                            "application/json"));
        }
        List<Integer> statuses =
                racers.stream().map(racer -> racer.join().status()).toList();
        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses).filteredOn(status -> status == 412).hasSize(99);
    }

    @Test
    void operators_who_touch_different_fields_do_not_collide() {
        assertThat(BROKER.http()
                        .patch(id, "application/json", "{\"data\":{\"owner\":\"b\"},\"guard\":{\"/owner\":[null]}}")
                        .status())
                .isEqualTo(200);
        assertThat(BROKER.http()
                        .patch(
                                id,
                                "application/json",
                                "{\"data\":{\"status\":\"open\"},\"guard\":{\"/status\":[\"triage\"]}}")
                        .status())
                .isEqualTo(200);
    }

    private Reply envelope(String condition) {
        return BROKER.http().putEnvelope(id, "{\"data\":{\"new\":true}," + condition + "}");
    }

    private Reply put(String header, String value) {
        return BROKER.http().put(id, "{\"new\":true}", header, value);
    }
}
