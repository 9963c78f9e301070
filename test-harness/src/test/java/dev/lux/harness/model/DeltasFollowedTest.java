package dev.lux.harness.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.client.Json;
import dev.lux.harness.client.LuxSocket;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two sockets follow the same documents under random writes, one with patches and one without: at every version that it
 * is told, each holds just what a simple model of the broker says, to the last digit and in its order.
 */
@Timeout(120)
class DeltasFollowedTest {
    private static final int ROUNDS = 150;
    private static final String FILL = "x".repeat(4_000);

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    private final Map<String, JsonNode> live = new TreeMap<>();
    /** By id and version: what each was. */
    private final Map<String, String> told = new HashMap<>();

    private final class Follower implements AutoCloseable {
        final Map<String, JsonNode> held = new TreeMap<>();
        final Map<String, Long> versions = new HashMap<>();
        final LuxSocket socket;
        int patches;

        Follower(String query) throws IOException {
            socket = BROKER.socket(query);
            socket.next("synced");
        }

        void catchUp() throws IOException {
            while (!texts(held).equals(texts(live))) {
                take(socket.next());
            }
        }

        private void take(JsonNode frame) {
            String id = frame.path("id").asText();
            long version = frame.path("version").asLong();
            switch (frame.path("type").asText()) {
                case "state" -> held.put(id, frame.path("data"));
                case "gone" -> held.remove(id);
                case "patch" -> {
                    assertThat(frame.path("base").asLong()).as("%s", frame).isEqualTo(versions.get(id));
                    held.put(id, NaivePatch.merge(held.get(id), frame.path("patch")));
                    patches++;
                }
                default -> throw new AssertionError(frame.toString());
            }
            versions.put(id, version);
            assertThat(String.valueOf(held.get(id))).as("%s", frame).isEqualTo(told.get(id + " " + version));
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static Map<String, String> texts(Map<String, JsonNode> documents) {
        Map<String, String> texts = new TreeMap<>();
        documents.forEach((id, data) -> texts.put(id, data.toString()));
        return texts;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_stream_with_patches_holds_what_one_without_holds(long seed) throws Exception {
        Random random = Chance.of(seed, "deltas");
        String prefix = BROKER.id("followed") + "-";
        List<String> ids = List.of(prefix + "a", prefix + "b", prefix + "c");
        try (Follower plain = new Follower("?match=" + prefix + "*");
                Follower patched = new Follower("?match=" + prefix + "*&delta=merge-patch")) {
            for (int round = 0; round < ROUNDS; round++) {
                write(ids, random);
                // What is not read for some rounds waits in the socket, and then in the broker.
                if (random.nextInt(5) > 0 || round == ROUNDS - 1) {
                    plain.catchUp();
                    patched.catchUp();
                }
            }
            assertThat(texts(patched.held)).isEqualTo(texts(plain.held));
            assertThat(plain.patches).isZero();
            assertThat(patched.patches).isGreaterThan(ROUNDS / 4);
        }
    }

    /** One request with one write, or with several that follow each other fast. */
    private void write(List<String> ids, Random random) {
        ArrayNode writes = Json.array();
        int several = random.nextInt(3) > 0 ? 1 : 2 + random.nextInt(6);
        Map<String, JsonNode> after = new HashMap<>(live);
        Map<Integer, String> results = new HashMap<>();
        for (int i = 0; i < several; i++) {
            String id = ids.get(random.nextInt(ids.size()));
            ObjectNode write = writes.addObject().put("id", id);
            int kind = random.nextInt(12);
            JsonNode before = after.get(id);
            if (kind == 0) {
                write.put("type", "delete");
                after.remove(id);
            } else if (kind < 5 || before == null) {
                JsonNode data = before == null || kind == 1 ? whole(random) : edited((ObjectNode) before, random);
                write.put("type", "put").set("data", data);
                after.put(id, data);
            } else {
                ObjectNode patch = members(Json.object(), random);
                write.put("type", "patch").set("data", patch);
                after.put(id, NaivePatch.merge(before, patch));
            }
            results.put(i, String.valueOf(after.get(id)));
        }
        JsonNode replies = BROKER.http().batch(writes.toString()).json().path("results");
        results.forEach((i, text) -> {
            JsonNode reply = replies.get(i);
            assertThat(reply.path("status").asInt()).as("%s", reply).isBetween(200, 204);
            told.put(reply.path("id").asText() + " " + reply.path("version").asLong(), text);
        });
        live.clear();
        live.putAll(after);
    }

    private static ObjectNode whole(Random random) {
        return members(members(Json.object().put("fill", FILL), random), random);
    }

    /** What a program that always writes its whole state would write next; sometimes in another order. */
    private static ObjectNode edited(ObjectNode before, Random random) {
        ObjectNode after = members(before.deepCopy(), random);
        if (random.nextInt(4) == 0) {
            JsonNode moved = after.remove("fill");
            after.set("fill", moved == null ? Json.parse("\"" + FILL + "\"") : moved);
        }
        return after;
    }

    /** Sets a few members. */
    private static ObjectNode members(ObjectNode object, Random random) {
        for (int n = random.nextInt(4); n > 0; n--) {
            object.set("m" + random.nextInt(6), value(random, 2));
        }
        return object;
    }

    private static JsonNode value(Random random, int depthLeft) {
        return switch (random.nextInt(depthLeft > 0 ? 9 : 6)) {
            case 0 -> Json.parse("null");
            case 1 -> Json.parse(Integer.toString(random.nextInt(3)));
            case 2 -> Json.parse(random.nextInt(3) + ".0");
            case 3 -> Json.parse("12345678901234567890.10");
            case 4 -> Json.parse("\"Zoë \\\"" + random.nextInt(3) + "\\\"\"");
            case 5 -> Json.parse("[1,{\"n\":null},[" + random.nextInt(2) + "]]");
            default -> {
                ObjectNode object = Json.object();
                for (int n = random.nextInt(4); n > 0; n--) {
                    object.set("k" + random.nextInt(4), value(random, depthLeft - 1));
                }
                yield object;
            }
        };
    }
}
