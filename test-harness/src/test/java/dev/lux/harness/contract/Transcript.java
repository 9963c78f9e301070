package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.FrameSource;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import dev.lux.harness.client.SseClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** All that somebody is answered who tries to find out what of a document is hidden from him. */
final class Transcript {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String JSON_PATCH = "application/json-patch+json";

    private final String id;
    private final LuxHttp http;
    private final LuxSocket socket;
    private final SseClient events;
    private final StringBuilder told = new StringBuilder();

    /** @param socket subscribed to the document, as {@code events} is */
    Transcript(String id, LuxHttp http, LuxSocket socket, SseClient events) {
        this.id = id;
        this.http = http;
        this.socket = socket;
        this.events = events;
    }

    /**
     * @param end makes the document one of which nothing is seen
     * @return without what differs between any two documents
     */
    String play(Runnable end) throws IOException {
        writes();
        patches();
        told(http.get(id));
        told(http.get(id, "If-Match", "\"1\""));
        told(http.list("match=" + id));
        told(http.delete(id));
        told(http.get(id));
        end.run();
        frames(socket, frame -> frame.path("data").toString().equals("{}"));
        frames(events, frame -> frame.path("data").toString().equals("{}"));
        return plain();
    }

    private void writes() throws IOException {
        for (String write : List.of(
                "{\"status\":\"a\"}",
                "{\"customer\":null}",
                "{\"customer\":\"Guess\"}",
                "{\"customer\":{\"name\":null}}",
                "{\"status\":\"" + "y".repeat(3_000) + "\"}",
                "{\"list\":null}")) {
            told(http.patch(id, MERGE_PATCH, write));
            told(http.put(id, write));
            told(http.putEnvelope(id, "{\"data\":" + write + ",\"ifVersion\":1}"));
            told(http.putEnvelope(id, "{\"data\":" + write + ",\"guard\":{\"/customer\":[\"Secret\",1]}}"));
            told(http.putEnvelope(id, "{\"data\":" + write + ",\"guard\":{\"/customer\":[null]}}"));
            told(http.batch("[{\"type\":\"patch\",\"id\":\"" + id + "\",\"data\":" + write + "}]"));
            socket.send("{\"type\":\"patch\",\"id\":\"" + id + "\",\"data\":" + write + ",\"ifVersion\":1}");
            frames(socket, Transcript::isError);
        }
    }

    private void patches() {
        for (String path : List.of("/customer", "/customer/name", "/customer/more/0", "/list/0", "")) {
            for (String op : List.of("test", "remove", "replace", "add", "copy", "move")) {
                String from = path.isEmpty() ? "/customer" : path;
                String to = op.equals("copy") || op.equals("move") ? "/status" : path;
                String patch = "[{\"op\":\"" + op + "\",\"from\":\"" + from + "\",\"path\":\"" + to
                        + "\",\"value\":\"Secret\"}]";
                told(http.patch(id, JSON_PATCH, patch));
            }
        }
    }

    private void told(Reply reply) {
        told.append(reply.status()).append(' ').append(reply.body()).append('\n');
    }

    /** Everything up to this frame. Two changes in one turn may be told as one, so only errors are kept of it all. */
    private void frames(FrameSource stream, Predicate<JsonNode> last) throws IOException {
        JsonNode frame;
        do {
            frame = stream.next(Duration.ofSeconds(20));
            assertThat(frame).isNotNull();
            assertThat(frame.toString()).doesNotContain("Secret");
            if (isError(frame)) {
                told.append(frame).append('\n');
            }
        } while (!last.test(frame));
    }

    private static boolean isError(JsonNode frame) {
        return frame.path("type").asText().equals("error");
    }

    private String plain() {
        return told.toString()
                .replace(id, "ID")
                .replaceAll("\"requestId\":\"[^\"]*\"", "REQUEST")
                .replaceAll("[0-9]{16}", "VERSION")
                .replaceAll("\"at\":\"[^\"]*\"", "AT");
    }
}
