package dev.lux.harness.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Every state that one subscriber saw, as digests. Filled by the watcher's thread, read after it has ended. */
final class Observed implements Consumer<JsonNode> {
    private final Map<String, List<long[]>> seen = new ConcurrentHashMap<>();

    @Override
    public void accept(JsonNode frame) {
        String type = frame.path("type").asText();
        if (type.equals("state") || type.equals("gone")) {
            long digest = type.equals("gone") ? 0 : Json.digest(frame.path("data"));
            seen.computeIfAbsent(frame.path("id").asText(), id -> new ArrayList<>())
                    .add(new long[] {frame.path("version").asLong(), digest});
        }
    }

    /** Compares all with the histories; at most a few violations per document. */
    List<String> compare(Map<String, History> histories, String who) {
        List<String> violations = new ArrayList<>();
        seen.forEach((id, versions) -> {
            History history = histories.get(id);
            if (history == null) {
                violations.add(who + " saw " + id + ", which nobody wrote");
                return;
            }
            for (long[] each : versions) {
                String wrong = history.wrong(each[0], each[1]);
                if (wrong != null) {
                    violations.add(who + ": " + wrong);
                    return;
                }
            }
        });
        return violations;
    }
}
