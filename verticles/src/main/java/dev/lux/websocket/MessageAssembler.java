package dev.lux.websocket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/** Puts the frames of a message together, up to a limit. Belongs to the socket's event loop. */
final class MessageAssembler {
    private final int maxBytes;
    private Buffer parts = Buffer.buffer();
    private boolean open;

    /** What a frame completed or broke. */
    sealed interface Result {
        record Message(byte[] bytes) implements Result {}

        record TooLarge() implements Result {}

        record NotText() implements Result {}
    }

    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @return {@code null} while the message goes on */
    @Nullable
    Result take(WebSocketFrame frame) {
        if (frame.isContinuation() != open || !(frame.isText() || frame.isContinuation())) {
            return new Result.NotText();
        }
        Buffer data = frame.binaryData();
        if (parts.length() + data.length() > maxBytes) {
            return new Result.TooLarge();
        }
        if (frame.isFinal() && !open) {
            return new Result.Message(data.getBytes());
        }
        parts.appendBuffer(data);
        open = !frame.isFinal();
        if (open) {
            return null;
        }
        byte[] message = parts.getBytes();
        parts = Buffer.buffer();
        return new Result.Message(message);
    }
}
