package dev.lux.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a subscriber comes back with. */
class HeldTest {
    private final Held held = new Held();

    private static JsonNode frame(String type, String id, long version) {
        return Json.object().put("type", type).put("id", id).put("version", version);
    }

    @Test
    void it_names_the_live_documents_with_their_newest_versions() {
        held.take(frame("state", "a", 1));
        held.take(frame("state", "b", 2));
        held.take(frame("state", "a", 3));
        held.take(frame("gone", "b", 4));
        assertThat(held.since()).isEqualTo(Map.of("a", 3L));
    }

    @Test
    void what_a_snapshot_did_not_name_is_dropped_at_its_end() {
        held.take(frame("state", "a", 1));
        for (int i = 0; i < 2_000; i++) {
            held.take(frame("state", "long-id-so-that-not-all-fit-" + i, 1_000_000 + i));
        }
        int sent = held.since().size();
        assertThat(sent).isBetween(100, 1_999);
        held.take(Json.object().put("type", "synced"));
        assertThat(held.since()).hasSize(sent);
    }
}
