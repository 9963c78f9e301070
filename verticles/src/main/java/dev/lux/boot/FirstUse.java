package dev.lux.boot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.json.Guard;
import dev.lux.json.JsonPatch;
import dev.lux.json.JsonTree;
import dev.lux.json.MergePatch;
import java.nio.charset.StandardCharsets;

/**
 * What takes long the first time, used once before there are clients. The first patch of a node loads several hundred
 * classes: on an event loop that would stop everybody there for 100 ms on an idle machine, and for seconds on a busy one.
 */
final class FirstUse {
    private static final String DOCUMENT = "{\"status\":\"open\",\"list\":[1,2.5,\"text\",null,true]}";
    private static final String JSON_PATCH =
            "[{\"op\":\"test\",\"path\":\"/list/0\",\"value\":1.0},{\"op\":\"add\",\"path\":\"/list/-\",\"value\":{}}]";

    private FirstUse() {}

    /** Starts it on a thread of its own, which ends by itself; a start of the cluster takes longer. */
    static void start() {
        Thread thread = new Thread(FirstUse::run, "lux-first-use");
        thread.setDaemon(true);
        thread.start();
    }

    /** @return what the document became, to see that all of it was used */
    static String run() {
        JsonNode document = tree(DOCUMENT);
        JsonNode patched = JsonPatch.parse(tree(JSON_PATCH)).apply(document, 1_000);
        JsonNode merged = MergePatch.apply(patched, tree("{\"status\":null}"));
        int failed =
                Guard.parse(bytes("{\"/status\":[\"open\"]}")).failed(merged).size();
        return failed + new String(JsonTree.write(merged), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(String json) {
        return JsonTree.read(bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
