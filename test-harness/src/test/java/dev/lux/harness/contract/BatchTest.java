package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several writes in one request. */
@Timeout(20)
class BatchTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    void results_come_in_request_order() {
        String a = BROKER.id("b");
        String b = BROKER.id("b");
        Reply reply = BROKER.http()
                .batch("[{\"type\":\"put\",\"id\":\"" + a + "\",\"data\":1},{\"type\":\"patch\",\"id\":\"" + b
                        + "\",\"data\":{\"x\":1}},{\"type\":\"delete\",\"id\":\"" + a + "\"}]");
        assertThat(reply.status()).isEqualTo(200);
        JsonNode results = reply.json().path("results");
        assertThat(results).hasSize(3);
        assertThat(results.at("/0/id").asText()).isEqualTo(a);
        assertThat(results.at("/0/status").asInt()).isEqualTo(201);
        assertThat(results.at("/1/id").asText()).isEqualTo(b);
        assertThat(results.at("/1/status").asInt()).isEqualTo(201);
        assertThat(results.at("/2/version").asLong())
                .isGreaterThan(results.at("/0/version").asLong());
        assertThat(BROKER.http().get(a).status()).isEqualTo(404);
    }

    @Test
    void writes_to_one_document_run_in_order_and_a_failure_does_not_stop_the_others() {
        String id = BROKER.id("b");
        JsonNode results = BROKER.http()
                .batch("[" + put(id, "{\"n\":1}") + "," + put(id, "2,\"ifVersion\":1")
                        + ",{\"type\":\"patch\",\"id\":\"" + id
                        + "\",\"data\":[{\"op\":\"add\",\"path\":\"/m\",\"value\":2}],\"format\":\"json-patch\"}]")
                .json()
                .path("results");
        assertThat(results.at("/1/status").asInt()).isEqualTo(412);
        assertThat(results.at("/1/code").asText()).isEqualTo("version_conflict");
        assertThat(results.at("/1/detail").asText()).isNotEmpty();
        assertThat(results.at("/1/current/data").toString()).isEqualTo("{\"n\":1}");
        assertThat(results.at("/2/status").asInt()).isEqualTo(200);
        assertThat(BROKER.http().get(id).json().path("data").toString()).isEqualTo("{\"n\":1,\"m\":2}");
    }

    @Test
    void a_bad_element_fails_alone() {
        String id = BROKER.id("b");
        JsonNode results = BROKER.http()
                .batch("[{\"type\":\"put\",\"id\":\"../x\",\"data\":1},{\"type\":\"put\",\"id\":\"" + id
                        + "\",\"data\":null}," + put(id, "1") + "]")
                .json()
                .path("results");
        assertThat(results.at("/0/code").asText()).isEqualTo("invalid_id");
        assertThat(results.at("/1/code").asText()).isEqualTo("null_document");
        assertThat(results.at("/2/status").asInt()).isEqualTo(201);
    }

    @Test
    void a_hundred_writes_to_one_document_make_a_hundred_versions() {
        String id = BROKER.id("b");
        StringBuilder writes = new StringBuilder("[" + put(id, "0"));
        for (int i = 1; i < 100; i++) {
            writes.append(',').append(put(id, Integer.toString(i)));
        }
        JsonNode results =
                BROKER.http().batch(writes.append(']').toString()).json().path("results");
        long previous = 0;
        for (JsonNode result : results) {
            assertThat(result.path("version").asLong()).isGreaterThan(previous);
            previous = result.path("version").asLong();
        }
        assertThat(BROKER.http().get(id).version()).isEqualTo(previous);
    }

    private static String put(String id, String dataAndMore) {
        return "{\"type\":\"put\",\"id\":\"" + id + "\",\"data\":" + dataAndMore + "}";
    }
}
