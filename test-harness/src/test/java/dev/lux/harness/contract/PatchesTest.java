package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.Json;
import dev.lux.harness.client.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PATCH in its three content types. The RFCs' own cases are beside the product's patch classes. */
@Timeout(20)
class PatchesTest {
    private static final String MERGE = "application/merge-patch+json";
    private static final String JSON_PATCH = "application/json-patch+json";

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    void both_spellings_of_a_merge_patch_do_the_same() {
        String id = BROKER.id("merge");
        BROKER.http().put(id, "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}");
        assertThat(BROKER.http()
                        .patch(id, "application/json", "{\"data\":{\"b\":{\"c\":null}}}")
                        .status())
                .isEqualTo(200);
        assertThat(BROKER.http().patch(id, MERGE, "{\"a\":null,\"e\":[1]}").status())
                .isEqualTo(200);
        assertThat(data(id)).isEqualTo("{\"b\":{\"d\":3},\"e\":[1]}");
    }

    @Test
    void a_merge_patch_creates_an_absent_document_without_its_nulls() {
        String id = BROKER.id("merge");
        assertThat(BROKER.http()
                        .patch(id, MERGE, "{\"a\":{\"b\":null,\"c\":1}}")
                        .status())
                .isEqualTo(201);
        assertThat(data(id)).isEqualTo("{\"a\":{\"c\":1}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"text\"", "7", "null", "true"})
    void a_merge_patch_is_an_object(String patch) {
        String id = BROKER.id("merge");
        BROKER.http().put(id, "{\"a\":1}");
        Reply reply = BROKER.http().patch(id, MERGE, patch);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("invalid_patch");
        assertThat(BROKER.http()
                        .patch(id, "application/json", "{\"data\":" + patch + "}")
                        .code())
                .isEqualTo("invalid_patch");
        assertThat(data(id)).isEqualTo("{\"a\":1}");
    }

    @Test
    void a_target_that_is_not_an_object_counts_as_an_empty_one() {
        String id = BROKER.id("merge");
        BROKER.http().put(id, "[1,2]");
        BROKER.http().patch(id, MERGE, "{\"a\":1}");
        assertThat(data(id)).isEqualTo("{\"a\":1}");
    }

    @Test
    void values_and_order_survive_a_patch() {
        String id = BROKER.id("merge");
        String before = "{\"z\":1.10,\"a\":12345678901234567890.000000001,\"m\":1e400,\"b\":\"\u00e9\"}";
        BROKER.http().put(id, before);
        BROKER.http().patch(id, MERGE, "{\"new\":1}");
        String after = BROKER.http().get(id).body();
        assertThat(Json.same(Json.parse(after).path("data"), Json.parse(before.replace("}", ",\"new\":1}"))))
                .as(after)
                .isTrue();
        assertThat(after).containsSubsequence("\"z\"", "\"a\"", "\"m\"", "\"b\"", "\"new\"");
    }

    @Test
    void a_json_patch_applies_in_order() {
        String id = BROKER.id("patch");
        BROKER.http().put(id, "{\"a\":[1,2],\"b\":{\"c\":1}}");
        Reply reply = BROKER.http().patch(id, JSON_PATCH, """
                [{"op":"test","path":"/a/0","value":1.0},{"op":"add","path":"/a/-","value":3},
                 {"op":"remove","path":"/a/0"},{"op":"move","from":"/b/c","path":"/d"},
                 {"op":"copy","from":"/d","path":"/b/e"},{"op":"replace","path":"/d","value":null}]
                """);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(Json.parse(data(id))).isEqualTo(Json.parse("{\"a\":[2,3],\"b\":{\"e\":1},\"d\":null}"));
    }

    @Test
    void the_stream_formats_are_only_for_streams() {
        String id = BROKER.id("patch");
        BROKER.http().put(id, "{}");
        Reply reply = BROKER.http().patch(id, "application/json", "{\"data\":[],\"format\":\"json-patch\"}");
        assertThat(reply.code()).isEqualTo("unknown_key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"op":"add","path":"/x","value":1},{"op":"test","path":"/a","value":2}] | 412 | test_failed
            [{"op":"add","path":"/x","value":1},{"op":"remove","path":"/nope"}]      | 422 | patch_failed
            [{"op":"replace","path":"/nope","value":1}]                              | 422 | patch_failed
            [{"op":"add","path":"/no/where","value":1}]                              | 422 | patch_failed
            [{"op":"add","path":"/list/3","value":1}]                                | 422 | patch_failed
            [{"op":"add","path":"/list/01","value":1}]                               | 422 | patch_failed
            [{"op":"move","from":"/list","path":"/list/0"}]                          | 422 | patch_failed
            [{"op":"replace","path":"","value":null}]                                | 422 | null_document
            [{"op":"frobnicate","path":"/a"}]                                        | 422 | invalid_patch
            [{"path":"/a","value":1}]                                                | 422 | invalid_patch
            [{"op":"add","path":"/a"}]                                               | 422 | invalid_patch
            [{"op":"add","path":"a","value":1}]                                      | 422 | invalid_patch
            [{"op":"add","path":"/a~2","value":1}]                                   | 422 | invalid_patch
            [{"op":"move","path":"/a"}]                                              | 422 | invalid_patch
            {"op":"add","path":"/a","value":1}                                       | 422 | invalid_patch
            [7]                                                                      | 422 | invalid_patch
            """)
    void a_json_patch_that_fails_changes_nothing(String patch, int status, String code) {
        String id = BROKER.id("patch");
        long version = BROKER.http().put(id, "{\"a\":1,\"list\":[0]}").version();
        Reply reply = BROKER.http().patch(id, JSON_PATCH, patch);
        assertThat(reply.status() + " " + reply.code()).isEqualTo(status + " " + code);
        assertThat(BROKER.http().get(id).version()).isEqualTo(version);
        assertThat(data(id)).isEqualTo("{\"a\":1,\"list\":[0]}");
    }

    @Test
    void a_json_patch_of_an_absent_document_is_404() {
        Reply reply = BROKER.http().patch(BROKER.id("absent"), JSON_PATCH, "[]");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("not_found");
    }

    private static String data(String id) {
        return BROKER.http().get(id).json().path("data").toString();
    }
}
