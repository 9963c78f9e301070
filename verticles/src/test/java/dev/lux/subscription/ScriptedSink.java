package dev.lux.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/** A sink that has room for as many frames as the test says. */
final class ScriptedSink implements Sink {
    private final List<JsonNode> frames = new ArrayList<>();
    private long room = Long.MAX_VALUE;
    private boolean unflushed;
    private boolean paused;

    void room(long more) {
        room = more;
    }

    boolean isPaused() {
        return paused;
    }

    boolean hasUnflushed() {
        return unflushed;
    }

    /** Every frame since the last call. */
    List<JsonNode> taken() {
        List<JsonNode> taken = List.copyOf(frames);
        frames.clear();
        return taken;
    }

    /** Every frame since the last call, in short: {@code state a 1}, {@code gone a 2}, {@code patch a 2 on 1}, {@code synced a* 1}, {@code status a* live}. */
    List<String> inShort() {
        return taken().stream().map(ScriptedSink::inShort).toList();
    }

    private static String inShort(JsonNode frame) {
        String type = frame.path("type").asText();
        StringBuilder text = new StringBuilder(type);
        switch (type) {
            case "state", "gone" ->
                text.append(' ').append(frame.path("id").asText()).append(' ').append(frame.path("version"));
            case "patch" ->
                text.append(' ')
                        .append(frame.path("id").asText())
                        .append(' ')
                        .append(frame.path("version"))
                        .append(" on ")
                        .append(frame.path("base"));
            case "synced" ->
                text.append(' ')
                        .append(frame.path("match").asText())
                        .append(' ')
                        .append(frame.path("count"));
            case "status" ->
                text.append(' ')
                        .append(frame.path("match").asText())
                        .append(frame.path("live").asBoolean() ? " live" : " maybe old");
            default -> {}
        }
        if (frame.path("data").isObject() && !frame.path("data").has("extra")) {
            text.append(" in part");
        }
        if (frame.has("skipped")) {
            text.append(" skipped ").append(frame.path("skipped"));
        }
        if (frame.has("ref")) {
            text.append(" ref ").append(frame.path("ref"));
        }
        return frame.path("reset").asBoolean() ? text.append(" reset").toString() : text.toString();
    }

    @Override
    public boolean hasRoom() {
        return room > 0;
    }

    @Override
    public void write(byte[] frame, long version) {
        if (room <= 0) {
            throw new AssertionError("a full sink was written to");
        }
        room--;
        unflushed = true;
        frames.add(JsonTree.read(frame));
    }

    @Override
    public void flush() {
        unflushed = false;
    }

    @Override
    public void pauseReading(boolean pause) {
        if (pause == paused) {
            throw new AssertionError("reading is already " + (pause ? "paused" : "resumed"));
        }
        paused = pause;
    }
}
