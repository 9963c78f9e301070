package dev.lux.harness.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** One writer's way to the broker. Sends several writes at once and returns their answers in the same order. */
interface Lane extends AutoCloseable {
    List<Answer> exchange(List<Op> ops) throws IOException;

    @Override
    void close();

    /**
     * @param status 2xx when applied
     * @param version that the write made, 0 when it made none
     * @param code the error code, empty when applied
     */
    record Answer(int status, long version, String code) {
        static Answer of(Reply reply) {
            JsonNode body = reply.json();
            return body.has("results")
                    ? ofResult(body.path("results").path(0))
                    : new Answer(
                            reply.status(),
                            body.path("version").asLong(),
                            body.path("code").asText());
        }

        static Answer ofResult(JsonNode result) {
            return new Answer(
                    result.path("status").asInt(),
                    result.path("version").asLong(),
                    result.path("code").asText());
        }

        boolean applied() {
            return status >= 200 && status < 300;
        }
    }

    /** Pipelined single requests on one keep-alive connection. A delete goes as a request with one write: a 204 has no body. */
    static Lane http(URI url, String key) throws IOException {
        HttpConnection connection = HttpConnection.open(url);
        return new Lane() {
            @Override
            public List<Answer> exchange(List<Op> ops) throws IOException {
                connection.send(HttpBytes.join(
                        ops.stream().map(op -> OpWire.request(key, op)).toArray(byte[][]::new)));
                List<Answer> answers = new ArrayList<>();
                while (answers.size() < ops.size()) {
                    answers.add(Answer.of(connection.read()));
                }
                return answers;
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /** Several writes in one request. */
    static Lane batch(URI url, String key) throws IOException {
        HttpConnection connection = HttpConnection.open(url);
        return new Lane() {
            @Override
            public List<Answer> exchange(List<Op> ops) throws IOException {
                connection.send(OpWire.batch(key, ops));
                List<Answer> answers = new ArrayList<>();
                JsonNode body = connection.read().json();
                body.path("results").forEach(result -> answers.add(Answer.ofResult(result)));
                if (answers.size() != ops.size()) {
                    throw new IOException("results are missing: " + body);
                }
                return answers;
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /** Messages on a socket that subscribes to nothing. */
    static Lane socket(URI url, String key) throws IOException {
        LuxSocket socket = LuxSocket.open(url, key, "/api/lux/stream");
        return new Lane() {
            @Override
            public List<Answer> exchange(List<Op> ops) throws IOException {
                for (int ref = 0; ref < ops.size(); ref++) {
                    socket.send(OpWire.message(ops.get(ref), ref));
                }
                Answer[] answers = new Answer[ops.size()];
                for (int missing = ops.size(); missing > 0; ) {
                    JsonNode frame = socket.next();
                    String type = frame.path("type").asText();
                    if (type.equals("ack") || type.equals("error")) {
                        boolean applied = type.equals("ack");
                        answers[frame.path("ref").asInt()] = new Answer(
                                applied ? 200 : frame.path("status").asInt(),
                                frame.path("version").asLong(),
                                frame.path("code").asText());
                        missing--;
                    }
                }
                return List.of(answers);
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }
}
