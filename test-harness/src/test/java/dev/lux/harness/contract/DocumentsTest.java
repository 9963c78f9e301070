package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.Reply;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PUT, GET and DELETE of one document. */
@Timeout(20)
class DocumentsTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    void a_first_put_creates() {
        String id = BROKER.id("doc");
        Reply reply = BROKER.http().put(id, "{\"a\":1}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("id").asText()).isEqualTo(id);
        assertThat(reply.json().path("version").asLong())
                .isEqualTo(reply.version())
                .isPositive();
    }

    @Test
    void a_version_is_in_microseconds_and_exact_in_javascript() {
        long version = BROKER.http().put(BROKER.id("doc"), "1").version();
        Instant now = Instant.now();
        assertThat(version).isLessThan(1L << 53);
        assertThat(version / 1_000_000).isBetween(now.getEpochSecond() - 5, now.getEpochSecond() + 5);
    }

    @Test
    void a_second_put_replaces_with_a_higher_version() {
        String id = BROKER.id("doc");
        long first = BROKER.http().put(id, "{\"a\":1}").version();
        Reply second = BROKER.http().put(id, "{\"b\":2}");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.version()).isGreaterThan(first);
        assertThat(BROKER.http().get(id).json().path("data").toString()).isEqualTo("{\"b\":2}");
    }

    @Test
    void a_get_carries_the_document_and_who_wrote_it_when() {
        String id = BROKER.id("doc");
        long version = BROKER.http().put(id, "[1]").version();
        Reply reply = BROKER.http().get(id);
        JsonNode body = reply.json();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.version()).isEqualTo(version);
        assertThat(body.path("id").asText()).isEqualTo(id);
        assertThat(body.path("version").asLong()).isEqualTo(version);
        assertThat(Instant.parse(body.path("meta").path("at").asText()))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(body.path("meta").path("by").asText()).isNotEmpty();
    }

    @Test
    void an_answer_is_private_and_varies_with_the_credential() {
        String id = BROKER.id("doc");
        BROKER.http().put(id, "1");
        for (Reply reply : new Reply[] {
            BROKER.http().get(id), BROKER.http().put(id, "2"), BROKER.http().get("none")
        }) {
            assertThat(reply.header("cache-control")).isEqualTo("private, no-cache");
            assertThat(reply.header("vary")).containsIgnoringCase("Authorization");
            assertThat(reply.header("content-type")).matches("application/(problem\\+)?json(; ?charset=utf-8)?");
        }
    }

    @Test
    void a_get_of_a_known_version_is_304_without_a_body() {
        String id = BROKER.id("doc");
        long version = BROKER.http().put(id, "1").version();
        Reply same = BROKER.http().get(id, "If-None-Match", "\"" + version + "\"");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.version()).isEqualTo(version);
        assertThat(BROKER.http().get(id, "If-None-Match", "\"1\"").status()).isEqualTo(200);
        assertThat(BROKER.http()
                        .get(id, "If-None-Match", "\"1\", W/\"" + version + "\"")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void an_absent_document_is_404() {
        Reply reply = BROKER.http().get(BROKER.id("absent"));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("not_found");
    }

    @Test
    void a_deleted_document_is_absent_and_its_successor_has_a_higher_version() {
        String id = BROKER.id("doc");
        long before = BROKER.http().put(id, "1").version();
        Reply deleted = BROKER.http().delete(id);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(BROKER.http().get(id).status()).isEqualTo(404);
        Reply again = BROKER.http().put(id, "2");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.version()).isGreaterThan(before + 1);
    }

    @Test
    void deleting_an_absent_document_is_204() {
        assertThat(BROKER.http().delete(BROKER.id("absent")).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "12345678901234567890",
                "1e400",
                "1E-400",
                "-0",
                "-0.0",
                "0.1000000000000000000000000001",
                "\"\\u00e9\"",
                "\"é\"",
                "\"\\/\"",
                "\"\\u2028\"",
                "\"\\ud83d\\ude00\"",
                "\"\"",
                "true",
                "false",
                "[]",
                "{}",
                "{\"z\":1,\"a\":2,\"m\":{\"y\":1,\"b\":[1.50,{\"\":null}]}}",
                "[null]",
                "{\"__proto__\":1}",
                "\"\\u0000\""
            })
    void data_comes_back_as_the_bytes_that_were_sent(String data) throws Exception {
        String id = BROKER.id("bytes");
        assertThat(BROKER.http().put(id, data).status()).isEqualTo(201);
        assertThat(BROKER.http().get(id).body()).contains("\"data\":" + data + ",");
        assertThat(BROKER.http().list("match=" + id).body()).contains("\"data\":" + data + ",");
    }

    @Test
    void white_space_is_removed_outside_of_strings_only() {
        String id = BROKER.id("doc");
        BROKER.http().putEnvelope(id, " {\n\t\"data\" : { \"a b\" :\r\n [ 1 , \" x  y \" ] } } ");
        assertThat(BROKER.http().get(id).body()).contains("\"data\":{\"a b\":[1,\" x  y \"]},");
    }

    @Test
    void ids_differ_by_case() {
        String id = BROKER.id("Case");
        BROKER.http().put(id, "1");
        assertThat(BROKER.http().get(id.toLowerCase(java.util.Locale.ROOT)).status())
                .isEqualTo(404);
    }

    @Test
    void every_allowed_character_may_be_in_an_id_escaped_or_not() {
        String id = BROKER.id("0aZ._:~-");
        BROKER.http().put(id, "1");
        assertThat(BROKER.http().get(id.replace(":", "%3A").replace("~", "%7E")).status())
                .isEqualTo(200);
    }

    @Test
    void a_read_is_never_behind_an_acknowledgement() {
        String id = BROKER.id("doc");
        for (int i = 0; i < 200; i++) {
            long version = BROKER.http().put(id, Integer.toString(i)).version();
            assertThat(BROKER.http().get(id).version()).isEqualTo(version);
            assertThat(BROKER.http()
                            .list("match=" + id)
                            .json()
                            .at("/documents/0/version")
                            .asLong())
                    .isEqualTo(version);
        }
    }
}
