package dev.lux.harness.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Documents that no attack may change: a few that every attack aims at, and a crowd, so that what costs something per
 * document costs it here.
 */
final class Controls {
    private static final int CROWD = 2_000;
    private static final int WRITES_PER_REQUEST = 250;

    private final Target target;
    /** Each with its version, as the broker tells it. */
    private final Map<String, JsonNode> before;

    Controls(Target target) throws IOException {
        this.target = target;
        try (Client client = new Client(target)) {
            for (int i = 0; i < Target.CONTROLS; i++) {
                String text = "x".repeat(i == 0 ? 60_000 : i * 10);
                String data = "{\"control\":" + i + ".0,\"list\":[1,2],\"text\":\"" + text + "\"}";
                require(client.put("control-" + i, data));
            }
            for (int from = 0; from < CROWD; from += WRITES_PER_REQUEST) {
                require(client.several(IntStream.range(from, from + WRITES_PER_REQUEST)
                        .mapToObj(i -> "{\"type\":\"put\",\"id\":\"crowd-" + i + "\",\"data\":{\"n\":" + i + "}}")
                        .collect(Collectors.joining(",", "[", "]"))));
            }
            before = all(client);
        }
        if (before.size() != Target.CONTROLS + CROWD) {
            throw new IOException("there are " + before.size() + " control documents");
        }
    }

    private static void require(Reply reply) throws IOException {
        if (!reply.ok()) {
            throw new IOException("a control document was refused: " + reply);
        }
    }

    private static Map<String, JsonNode> all(Client client) throws IOException {
        Map<String, JsonNode> all = new TreeMap<>();
        for (String match : List.of("control-*", "crowd-*")) {
            JsonNode page = null;
            while (page == null || !page.path("next").isNull()) {
                String after = page == null ? "" : "&after=" + page.path("next").asText();
                page = client.get("/api/lux?limit=1000&match=" + match + after).json();
                page.path("documents")
                        .forEach(document -> all.put(document.path("id").asText(), document));
            }
        }
        return all;
    }

    /** Brings what attacks were allowed to write to a size that does not depend on chance. */
    void tidy() throws IOException {
        try (Client client = new Client(target)) {
            for (int i = 0; i < Target.SINKS; i++) {
                require(client.put(Target.SINK + i, "0"));
            }
        }
    }

    /** Compares them, and removes them and what attacks were allowed to leave. */
    List<String> end() throws IOException {
        List<String> violations = new ArrayList<>();
        try (Client client = new Client(target)) {
            Map<String, JsonNode> now = all(client);
            before.forEach((id, document) -> {
                if (!document.equals(now.get(id))) {
                    violations.add(id + " is not what it was: " + now.get(id));
                }
            });
            now.keySet().stream().filter(id -> !before.containsKey(id)).forEach(id -> violations.add(id + " is new"));
            for (String id : before.keySet()) {
                client.delete(id);
            }
            for (int i = 0; i < Target.SINKS; i++) {
                client.delete(Target.SINK + i);
            }
            client.delete(Bystander.ID);
        }
        return violations;
    }
}
