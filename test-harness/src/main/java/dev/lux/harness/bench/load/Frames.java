package dev.lux.harness.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** What a client sends over WebSocket (RFC 6455). */
public final class Frames {
    private Frames() {}

    /**
     * The request for a WebSocket.
     *
     * @param headers more lines, each with CRLF
     */
    public static byte[] upgrade(String path, String headers) {
        return ("GET " + path + " HTTP/1.1\r\nHost: bench\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\n" + headers
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A binary message in one frame, masked with 0: what a mask is for is not at stake here. */
    public static byte[] binary(byte[] payload) {
        return frame(0x82, payload);
    }

    /** A text message, the same way. */
    public static byte[] text(String payload) {
        return frame(0x81, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] frame(int kind, byte[] payload) {
        ByteBuf frame = Unpooled.buffer(payload.length + 8).writeByte(kind);
        if (payload.length < 126) {
            frame.writeByte(0x80 | payload.length);
        } else {
            frame.writeByte(0x80 | 126).writeShort(payload.length);
        }
        frame.writeInt(0).writeBytes(payload);
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return bytes;
    }
}
