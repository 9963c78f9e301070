package dev.lux.harness.fuzz;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Frames from a client by the words of RFC 6455, and what the broker makes of them; ends where a socket does. */
final class FrameReference {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PONG = 10;
    private static final String PROTOCOL = "refused PROTOCOL";

    private final byte[] in;
    private final int largest;
    private final List<String> events = new ArrayList<>();
    private String open = "";
    private boolean inMessage;
    private int at;

    private FrameReference(byte[] in, int largest) {
        this.in = in;
        this.largest = largest;
    }

    static List<String> read(byte[] in, int largest) {
        FrameReference reference = new FrameReference(in, largest);
        while (!FrameTarget.isOver(reference.events) && reference.frame()) {
            // The next one.
        }
        return reference.events;
    }

    /** @return whether a whole frame was there */
    private boolean frame() {
        if (at + 2 > in.length) {
            return false;
        }
        int first = in[at] & 0xff;
        int second = in[at + 1] & 0xff;
        int opcode = first & 0x0f;
        boolean isFinal = (first & 0x80) != 0;
        boolean control = opcode >= CLOSE;
        int shortLength = second & 0x7f;
        boolean knownOpcode = opcode <= 2 || (opcode >= CLOSE && opcode <= PONG);
        boolean continues = opcode == CONTINUATION;
        boolean wrong = (first & 0x70) != 0
                || (second & 0x80) == 0
                || !knownOpcode
                || (control && (!isFinal || shortLength > 125 || (opcode == CLOSE && shortLength == 1)))
                || (!control && continues != inMessage);
        if (wrong) {
            return add(PROTOCOL);
        }
        int lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        if (at + 2 + lengthBytes > in.length) {
            return false;
        }
        long length = lengthBytes == 0 ? shortLength : 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = length << 8 | (in[at + 2 + i] & 0xff);
        }
        if ((lengthBytes == 2 && length < 126) || (lengthBytes == 8 && (length < 0x10000))) {
            return add(PROTOCOL);
        }
        if (length > largest) {
            return add("refused MESSAGE_TOO_LARGE");
        }
        int from = at + 2 + lengthBytes + 4;
        if (from + length > in.length) {
            return false;
        }
        at = from + (int) length;
        return take(opcode, isFinal, unmasked(from, (int) length));
    }

    private byte[] unmasked(int from, int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (in[from + i] ^ in[from - 4 + i % 4]);
        }
        return payload;
    }

    private boolean take(int opcode, boolean isFinal, byte[] payload) {
        String hex = HexFormat.of().formatHex(payload);
        if (opcode == CLOSE) {
            return add(isClose(payload) ? "close " + hex : PROTOCOL);
        }
        if (opcode > CLOSE) {
            return add("control " + hex);
        }
        if (opcode != TEXT && opcode != CONTINUATION) {
            return add(PROTOCOL);
        }
        open += hex;
        if (open.length() / 2 > largest) {
            return add("refused MESSAGE_TOO_LARGE");
        }
        inMessage = !isFinal;
        if (isFinal) {
            add("message " + open);
            open = "";
        }
        return true;
    }

    private static boolean isClose(byte[] payload) {
        if (payload.length == 0) {
            return true;
        }
        int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        boolean known =
                (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
        return known
                && JsonReference.utf8(java.util.Arrays.copyOfRange(payload, 2, payload.length))
                        .isPresent();
    }

    private boolean add(String event) {
        events.add(event);
        return true;
    }
}
