package dev.lux.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A stream of the broker's frames, over whichever transport. Reads block; used by one thread. */
public interface FrameSource extends AutoCloseable {
    /**
     * The next frame, or null when none came in time.
     *
     * @throws SocketClosedException when the stream has ended
     */
    @Nullable
    JsonNode next(Duration timeout) throws IOException;

    @Override
    void close();

    /** The next frame, which must come. */
    default JsonNode next() throws IOException {
        JsonNode frame = next(Duration.ofSeconds(20));
        if (frame == null) {
            throw new IOException("no frame within 20 s");
        }
        return frame;
    }

    /** The next frame of this type; others are dropped. */
    default JsonNode next(String type) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode frame = next();
            if (frame.path("type").asText().equals(type)) {
                return frame;
            }
        }
        throw new IOException("no " + type + " frame within 40 s");
    }
}
