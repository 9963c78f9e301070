package dev.lux.sse;

import dev.lux.subscription.Sink;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** An HTTP response as a sink: each frame is one event; one write per flush. */
final class EventSink implements Sink {
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpServerResponse response;
    private final boolean withIds;
    private final int bufferBytes;
    private Buffer unflushed = Buffer.buffer();

    /** @param withIds whether an event carries its document's version as the id from which the client resumes */
    EventSink(HttpServerResponse response, boolean withIds, int bufferBytes) {
        this.response = response;
        this.withIds = withIds;
        this.bufferBytes = bufferBytes;
        response.setWriteQueueMaxSize(bufferBytes);
    }

    @Override
    public boolean hasRoom() {
        return !response.ended()
                && !response.closed()
                && !response.writeQueueFull()
                && unflushed.length() < bufferBytes;
    }

    @Override
    public void write(byte[] frame, long version) {
        if (withIds && version > 0) {
            unflushed.appendString("id: " + version + "\n");
        }
        unflushed.appendBytes(DATA).appendBytes(frame).appendBytes(END);
    }

    @Override
    public void flush() {
        if (unflushed.length() > 0 && !response.ended() && !response.closed()) {
            response.write(unflushed);
        }
        unflushed = Buffer.buffer();
    }

    /** A line that clients ignore; it keeps intermediaries from taking the connection for dead. */
    void comment() {
        if (hasRoom()) {
            unflushed.appendString(": alive\n\n");
            flush();
        }
    }

    @Override
    public void pauseReading(boolean pause) {
        // A client of an event stream says nothing.
    }
}
