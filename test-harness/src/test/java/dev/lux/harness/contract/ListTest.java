package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.SharedBroker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list by prefix, page by page. */
@Timeout(20)
class ListTest {
    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    @Test
    void pages_are_in_id_order_and_complete() {
        String prefix = BROKER.id("list") + "-";
        for (int i = 24; i >= 0; i--) {
            BROKER.http().put(prefix + (char) ('a' + i), Integer.toString(i));
        }
        BROKER.http().delete(prefix + "c");
        List<String> ids = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            JsonNode page = BROKER.http()
                    .list("match=" + prefix + "*&limit=10" + (after.isEmpty() ? "" : "&after=" + after))
                    .json();
            assertThat(page.path("match").asText()).isEqualTo(prefix + "*");
            assertThat(page.path("total").asInt()).isEqualTo(24);
            assertThat(page.path("documents")).hasSize(page.path("count").asInt());
            page.path("documents")
                    .forEach(document -> ids.add(document.path("id").asText()));
            after = page.path("next").isNull() ? "" : page.path("next").asText();
            pages++;
        } while (!after.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(ids).hasSize(24).isSorted().doesNotHaveDuplicates().doesNotContain(prefix + "c");
    }

    @Test
    void a_listed_document_is_whole() {
        String id = BROKER.id("list");
        long version = BROKER.http().put(id, "{\"a\":1.0}").version();
        JsonNode document = BROKER.http().list("match=" + id).json().at("/documents/0");
        assertThat(document).isEqualTo(BROKER.http().get(id).json());
        assertThat(document.path("version").asLong()).isEqualTo(version);
    }

    @Test
    void nothing_that_matches_is_an_empty_page() {
        JsonNode page = BROKER.http().list("match=no-such-prefix-*").json();
        assertThat(page.path("count").asInt()).isZero();
        assertThat(page.path("total").asInt()).isZero();
        assertThat(page.path("next").isNull()).isTrue();
        assertThat(page.path("documents").isEmpty()).isTrue();
    }

    @Test
    void a_hundred_by_default() {
        String prefix = BROKER.id("list") + "-";
        for (int i = 0; i < 101; i++) {
            BROKER.http().put(prefix + i, "1");
        }
        JsonNode page = BROKER.http().list("match=" + prefix + "*").json();
        assertThat(page.path("count").asInt()).isEqualTo(100);
        assertThat(page.path("total").asInt()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=x", "limit=1e2", "limit=99999999999", "limit="})
    void a_limit_is_1_to_1000(String limit) {
        assertThat(BROKER.http().list("match=*&" + limit).code()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "**", "%2A%2A", "", "-*", "a%20*", "stream"})
    void a_bad_pattern_is_refused(String pattern) {
        assertThat(BROKER.http().list("match=" + pattern).code()).isEqualTo("invalid_pattern");
    }

    @Test
    void the_largest_page_is_accepted() {
        assertThat(BROKER.http().list("match=*&limit=1000").status()).isEqualTo(200);
    }
}
