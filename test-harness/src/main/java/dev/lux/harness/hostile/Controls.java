package dev.lux.harness.hostile;

import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Documents that every attack aims at and none may change. */
final class Controls {
    private final LuxHttp http;
    private final Map<String, String> before = new TreeMap<>();

    Controls(Target target) throws IOException {
        this.http = new LuxHttp(target.url(), target.key());
        for (int i = 0; i < Target.CONTROLS; i++) {
            String text = "x".repeat(i == 0 ? 60_000 : i * 10);
            Reply reply =
                    http.put("control-" + i, "{\"control\":" + i + ".0,\"list\":[1,2],\"text\":\"" + text + "\"}");
            if (!reply.ok()) {
                throw new IOException("a control document was refused: " + reply);
            }
        }
        for (int i = 0; i < Target.CONTROLS; i++) {
            before.put("control-" + i, http.get("control-" + i).body());
        }
    }

    /** Compares and removes them, and what attacks were allowed to leave. */
    List<String> end() {
        List<String> violations = new ArrayList<>();
        before.forEach((id, body) -> {
            Reply now = http.get(id);
            if (!now.body().equals(body)) {
                violations.add(id + " is not what it was: " + now.body());
            }
        });
        before.keySet().forEach(http::delete);
        for (int i = 0; i < Target.SINKS; i++) {
            http.delete("hostile-sink-" + i);
        }
        http.delete("bystander");
        return violations;
    }
}
