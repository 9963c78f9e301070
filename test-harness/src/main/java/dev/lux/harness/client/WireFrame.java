package dev.lux.harness.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket frame (RFC 6455, section 5.2), legal or not.
 *
 * @param rsv the three reserved bits, RSV1 is 4
 * @param payload owned by the frame; not copied
 */
public record WireFrame(boolean fin, int rsv, int opcode, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    public static WireFrame text(String text) {
        return new WireFrame(true, 0, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static WireFrame of(int opcode, byte[] payload) {
        return new WireFrame(true, 0, opcode, payload);
    }

    /** A close frame with a code and a reason. */
    public static WireFrame close(int code, String reason) {
        return of(CLOSE, HttpBytes.join(new byte[] {(byte) (code >> 8), (byte) code}, HttpBytes.utf8(reason)));
    }

    /** The bytes as a client sends them, masked. */
    public byte[] masked(int mask) {
        byte[] key = {(byte) (mask >> 24), (byte) (mask >> 16), (byte) (mask >> 8), (byte) mask};
        byte[] body = new byte[payload.length];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (payload[i] ^ key[i & 3]);
        }
        return HttpBytes.join(head(true, payload.length), key, body);
    }

    /** The bytes as only a server may send them. */
    public byte[] unmasked() {
        return HttpBytes.join(head(false, payload.length), payload);
    }

    /** A head that promises a length of its own. */
    public byte[] head(boolean masked, long length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(10);
        DataOutputStream out = new DataOutputStream(bytes);
        int mask = masked ? 0x80 : 0;
        try {
            out.writeByte((fin ? 0x80 : 0) | rsv << 4 | opcode);
            if (length >= 0 && length < 126) {
                out.writeByte(mask | (int) length);
            } else if (length >= 0 && length < 65_536) {
                out.writeByte(mask | 126);
                out.writeShort((int) length);
            } else {
                out.writeByte(mask | 127);
                out.writeLong(length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads the rest of a frame whose first byte was read already. */
    static WireFrame read(int first, InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int second = data.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) {
            length = data.readUnsignedShort();
        } else if (length == 127) {
            length = data.readLong();
        }
        if ((second & 0x80) != 0 || length < 0 || length > 64 << 20) {
            throw new IOException("bad frame from the broker, length " + length);
        }
        byte[] payload = new byte[(int) length];
        data.readFully(payload);
        return new WireFrame((first & 0x80) != 0, first >> 4 & 7, first & 15, payload);
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
