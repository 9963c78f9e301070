package dev.lux.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.command.WriteReply.Refused;
import dev.lux.document.DocumentState;
import dev.lux.document.Expiry;
import dev.lux.document.HolderToken;
import dev.lux.error.ErrorCode;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import dev.lux.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden frames, which the SDK's tests decode, are just what the broker encodes. */
class ServerFramesTest {
    static Stream<String> goldenFrames() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/golden/frames.jsonl")).stream()
                .filter(line -> !line.isBlank());
    }

    @ParameterizedTest
    @MethodSource("goldenFrames")
    void aGoldenFrameIsEncodedToTheSameBytes(String golden) {
        assertThat(new String(encode(golden), StandardCharsets.UTF_8)).isEqualTo(golden);
    }

    private static byte[] encode(String golden) {
        JsonNode frame = JsonTree.read(golden.getBytes(StandardCharsets.UTF_8));
        byte[] ref = member(golden, "ref");
        long version = frame.path("version").asLong();
        String id = frame.path("id").asText();
        return switch (frame.path("type").asText()) {
            case "state" ->
                ServerFrames.marked(
                        ServerFrames.document(state(golden, id)),
                        frame.path("skipped").asLong(),
                        frame.path("reset").asBoolean());
            case "patch" ->
                ServerFrames.marked(
                        PatchFrames.encode(frame.path("base").asLong(), member(golden, "patch"), state(golden, id)),
                        frame.path("skipped").asLong(),
                        false);
            case "gone" ->
                ServerFrames.marked(
                        ServerFrames.gone(id, version, frame.path("reason").asText()),
                        frame.path("skipped").asLong(),
                        frame.path("reset").asBoolean());
            case "synced" ->
                ServerFrames.synced(
                        ref, frame.path("match").asText(), frame.path("count").asInt());
            case "ack" ->
                frame.has("id")
                        ? ServerFrames.ack(
                                ref,
                                id,
                                version,
                                HolderToken.parse(frame.path("holder").asText()).orElse(null))
                        : ServerFrames.ack(ref);
            case "error" -> ServerFrames.error(ref, frame.has("id") ? id : null, refused(golden, frame, id));
            case "status" ->
                ServerFrames.status(
                        frame.path("live").asBoolean(), frame.path("match").asText());
            case "bye" ->
                ServerFrames.bye(
                        frame.path("code").asText(),
                        frame.path("reconnectAfterMs").asLong());
            default -> throw new AssertionError("no broker sends " + golden);
        };
    }

    private static Refused refused(String golden, JsonNode frame, String id) {
        ErrorCode code = ErrorCode.valueOf(frame.path("code").asText().toUpperCase(Locale.ROOT));
        DocumentState current = null;
        if (frame.has("current")) {
            byte[] bytes = member(golden, "current");
            current = frame.get("current").isNull()
                    ? DocumentState.absent(id, 0)
                    : state(new String(bytes, StandardCharsets.UTF_8), id);
        }
        List<String> guards = new ArrayList<>();
        frame.path("failedGuards").forEach(guard -> guards.add(guard.asText()));
        return new Refused(code, frame.path("detail").asText(), current, guards);
    }

    private static DocumentState state(String json, String id) {
        JsonNode node = JsonTree.read(json.getBytes(StandardCharsets.UTF_8));
        return new DocumentState(
                id,
                node.path("version").asLong(),
                member(json, "data"),
                micros(node.path("meta").path("at")),
                node.path("meta").path("by").asText(),
                stale(node.path("meta").path("stale")));
    }

    private static Expiry stale(JsonNode stale) {
        return stale.isMissingNode()
                ? null
                : new Expiry(
                        Expiry.Reason.valueOf(stale.path("reason").asText().toUpperCase(Locale.ROOT)),
                        micros(stale.path("since")),
                        stale.path("by").asText());
    }

    private static long micros(JsonNode at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(at.asText()));
    }

    /** The bytes of a member, as they stand in the line. */
    private static byte[] member(String json, String name) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonMembers.parse(bytes, 0, bytes.length, JsonLimits.DEFAULT).get(name);
    }
}
