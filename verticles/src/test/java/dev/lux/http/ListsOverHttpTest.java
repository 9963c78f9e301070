package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ListsOverHttpTest extends HttpTest {
    private static final Pattern ID = Pattern.compile("\\{\"id\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    @Test
    void aListOfNothingIsAnEmptyPage() throws Exception {
        assertThat(edge.request("GET", "/api/lux?match=a*").body())
                .isEqualTo("{\"match\":\"a*\",\"count\":0,\"total\":0,\"next\":null,\"documents\":[]}");
    }

    @Test
    void aPageHoldsWholeDocumentsInIdOrder() throws Exception {
        put("b-2", "2");
        put("b-1", "1");
        put("c", "3");
        Response list = edge.request("GET", "/api/lux?match=b-%2A");
        assertThat(list.body())
                .startsWith(
                        "{\"match\":\"b-*\",\"count\":2,\"total\":2,\"next\":null,\"documents\":[{\"id\":\"b-1\","
                                + "\"version\":5,\"data\":1,\"meta\":{\"at\":\"2026-06-17T22:18:00.123456Z\",\"by\":\"dev\"}},{");
        assertThat(ids(list)).containsExactly("b-1", "b-2");
    }

    @Test
    void pagesFollowEachOtherByNextUntilItIsNull() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 10; i < 17; i++) {
            put("a" + i, "1");
            all.add("a" + i);
        }
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String after = "";
        do {
            Response page = edge.request("GET", "/api/lux?match=*&limit=3" + after);
            assertThat(page.body()).contains("\"total\":7");
            seen.addAll(ids(page));
            sizes.add(ids(page).size());
            Matcher next = NEXT.matcher(page.body());
            after = next.find() ? "&after=" + next.group(1) : "";
        } while (!after.isEmpty());
        assertThat(seen).isEqualTo(all);
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    void thePageThatEndsExactlyAtTheLimitHasNoNext() throws Exception {
        put("a1", "1");
        put("a2", "1");
        assertThat(edge.request("GET", "/api/lux?match=*&limit=2").body())
                .contains("\"count\":2,\"total\":2,\"next\":null");
    }

    @Test
    void aPageOfLargeDocumentsEndsEarlyWithItsNext() throws Exception {
        String large = "\"" + "x".repeat(DocumentList.PAGE_BYTES / 2) + "\"";
        put("a1", large);
        put("a2", large);
        assertThat(edge.request("GET", "/api/lux?match=*").body())
                .startsWith("{\"match\":\"*\",\"count\":1,\"total\":2,\"next\":\"a1\"");
    }

    private void put(String id, String json) {
        edge.owners.documents.put(
                id, new DocumentState(id, 5, json.getBytes(StandardCharsets.UTF_8), MemoryOwners.AT_MICROS, "dev"));
    }

    private static List<String> ids(Response list) {
        return ID.matcher(list.body()).results().map(result -> result.group(1)).toList();
    }
}
