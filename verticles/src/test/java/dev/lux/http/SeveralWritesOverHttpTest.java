package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeveralWritesOverHttpTest extends HttpTest {
    @Test
    void resultsComeInRequestOrder() throws Exception {
        Response post = writes("{\"id\":\"a\",\"data\":1},{\"type\":\"patch\",\"id\":\"b\",\"data\":{\"n\":1}},"
                + "{\"type\":\"delete\",\"id\":\"a\"}");
        assertThat(post.status()).isEqualTo(200);
        assertThat(post.body().replaceAll("\"version\":[0-9]+", "\"version\":1"))
                .isEqualTo("{\"results\":[{\"id\":\"a\",\"version\":1,\"status\":201},"
                        + "{\"id\":\"b\",\"version\":1,\"status\":201},{\"id\":\"a\",\"version\":1,\"status\":204}]}");
        assertThat(edge.owners.writes)
                .extracting(Write::kind)
                .containsExactly(WriteKind.PUT, WriteKind.MERGE_PATCH, WriteKind.DELETE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1                                              | null  | invalid_request",
                "{}                                             | null  | invalid_request",
                "{\"id\":\"/\",\"data\":1}                      | null  | invalid_id",
                "{\"id\":7,\"data\":1}                          | null  | invalid_request",
                "{\"id\":\"b\"}                                 | \"b\" | invalid_request",
                "{\"id\":\"b\",\"data\":null}                   | \"b\" | null_document",
                "{\"id\":\"b\",\"data\":1,\"ttl\":\"1y\"}       | \"b\" | invalid_request",
                "{\"id\":\"b\",\"data\":1,\"format\":\"x\"}     | \"b\" | unknown_key",
                "{\"id\":\"b\",\"data\":1,\"type\":\"put!\"}    | \"b\" | invalid_request",
                "{\"id\":\"b\",\"type\":\"patch\",\"data\":1}   | \"b\" | invalid_patch",
                "{\"id\":\"b\",\"type\":\"patch\",\"format\":\"json-patch\",\"data\":{}} | \"b\" | invalid_patch",
                "{\"id\":\"b\",\"data\":1,\"ifVersion\":9}      | \"b\" | version_conflict",
                "{\"id\":\"b\",\"data\":1,\"idempotencyKey\":\"\"} | \"b\" | invalid_request",
                "{\"id\":\"b\",\"data\":[[[[[[[[[1]]]]]]]]]}    | null  | json_too_deep",
            })
    void anElementThatFailsHasItsOwnResultAndStopsNothing(String element, String id, String code) throws Exception {
        Response post = writes("{\"id\":\"a\",\"data\":1}," + element + ",{\"id\":\"c\",\"data\":3}");
        assertThat(post.body())
                .contains("{\"id\":" + id + ",\"status\":", "\"code\":\"" + code + "\"", "\"id\":\"a\",\"version\"")
                .contains("\"id\":\"c\",\"version\"");
    }

    @Test
    void aFailedConditionCarriesTheCurrentDocument() throws Exception {
        Response post = writes("{\"id\":\"a\",\"data\":1},{\"id\":\"a\",\"data\":2,\"ifVersion\":0}");
        assertThat(post.body()).contains("\"code\":\"version_conflict\",\"retry\":false,\"current\":{\"version\":");
    }

    @Test
    void noWritesHaveNoResults() throws Exception {
        assertThat(writes("").body()).isEqualTo("{\"results\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"writes\":[1,2,3,4,5]}      | too_many_writes",
                "{\"writes\":{}}               | invalid_request",
                "{}                            | invalid_request",
                "[]                            | invalid_request",
                "{\"writes\":[],\"more\":true} | unknown_key",
                "{\"writes\":[}                | invalid_json",
                "{\"writes\":[{\"id\":\"a\",\"id\":\"b\"}]} | duplicate_key",
            })
    void aRequestThatIsNoneIsRefusedAsAWhole(String body, String code) throws Exception {
        assertThat(edge.json("POST", "/api/lux", body).code()).isEqualTo(code);
        assertThat(edge.owners.writes).isEmpty();
    }

    @Test
    void theBodyMayBeLargerThanOneDocumentUpToTheLimitOfRequests() throws Exception {
        String large = "{\"id\":\"a\",\"data\":\"" + "x".repeat(1000) + "\"}";
        assertThat(writes(large + " ".repeat(12_000)).status()).isEqualTo(200);
        assertThat(writes(large + " ".repeat(17_000)).code()).isEqualTo("request_too_large");
    }

    private Response writes(String elements) throws Exception {
        return edge.json("POST", "/api/lux", "{\"writes\":[" + elements + "]}");
    }
}
