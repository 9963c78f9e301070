package dev.lux.harness.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.WireFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Messages on one socket, whole or in fragments; each gets one answer, by its ref or, without one, in order. */
final class MessageLane extends Lane {
    private static final int WINDOW = 16;

    private final List<Kind.Message> kinds;
    private @Nullable LuxSocket socket;
    private int refs;

    MessageLane(Target target, Tally tally, Random random, BooleanSupplier more, List<Kind.Message> kinds) {
        super(target, tally, random, more);
        this.kinds = kinds;
    }

    @Override
    void attack() throws IOException {
        LuxSocket open = socket == null ? target.socket() : socket;
        socket = open;
        Map<String, Kind> byRef = new HashMap<>();
        Deque<Kind> inOrder = new ArrayDeque<>();
        for (int i = 0; i == 0 || (i < WINDOW && more()); i++) {
            Kind.Message kind = Target.pick(random, kinds);
            String ref = "r" + refs++;
            String text = kind.text().draw(random);
            if (text.contains(Kind.REF)) {
                byRef.put(ref, kind);
            } else {
                inOrder.add(kind);
            }
            byte[] message = HttpBytes.utf8(text.replace(Kind.REF, "\"" + ref + "\""));
            open.sendRaw(
                    random.nextInt(10) == 0
                            ? FrameKinds.fragments(message, random)
                            : WireFrame.of(WireFrame.TEXT, message).masked(random.nextInt()));
        }
        try {
            while (!byRef.isEmpty() || !inOrder.isEmpty()) {
                take(open, byRef, inOrder);
            }
        } catch (IOException lost) {
            byRef.values().forEach(kind -> tally.count(kind, "lost"));
            inOrder.forEach(kind -> tally.count(kind, "lost"));
            tally.violation("a socket of hostile messages was lost: " + lost);
            end();
        }
    }

    private void take(LuxSocket open, Map<String, Kind> byRef, Deque<Kind> inOrder) throws IOException {
        JsonNode frame = open.next(Duration.ofSeconds(10));
        if (frame == null) {
            throw new IOException("no answer to " + byRef + inOrder);
        }
        String type = frame.path("type").asText();
        if (!type.equals("ack") && !type.equals("error") && !type.equals("synced")) {
            return;
        }
        Kind kind = frame.has("ref") ? byRef.remove(frame.path("ref").asText()) : inOrder.poll();
        if (kind == null) {
            tally.violation("an answer that nobody waits for: " + frame);
            return;
        }
        String words = type.equals("error") ? "error " + frame.path("code").asText() : type;
        tally.count(kind, words + (leaks(frame.toString()) ? " with a stack trace" : ""));
    }

    @Override
    void end() {
        if (socket != null) {
            socket.close();
        }
        socket = null;
    }
}
