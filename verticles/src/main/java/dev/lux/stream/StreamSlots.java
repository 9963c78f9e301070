package dev.lux.stream;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.concurrent.atomic.AtomicInteger;

/** How many streams this node has, and may have. Usable on any thread. */
public final class StreamSlots {
    private final int max;
    private final AtomicInteger open = new AtomicInteger();

    public StreamSlots(int max) {
        this.max = max;
    }

    /** @throws LuxException {@code too_many_streams} */
    public void take() {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            throw new LuxException(ErrorCode.TOO_MANY_STREAMS, "This node has " + max + " streams.");
        }
    }

    public void free() {
        open.decrementAndGet();
    }

    public int open() {
        return open.get();
    }
}
