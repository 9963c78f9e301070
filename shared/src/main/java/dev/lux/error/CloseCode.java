package dev.lux.error;

/**
 * Why the broker closes a socket. The range alone says whether to come back: 4000 to 4499 reconnect, 4500 to 4999 do
 * not.
 */
public enum CloseCode {
    /** The node is stopping; a {@code bye} frame came before. */
    DRAINING(4000),
    /** Something failed inside the broker. */
    INTERNAL(4001),
    /** Nothing was received and nothing drained for the dead-socket time. */
    DEAD(4002),
    /** The node does not see enough of its cluster; a {@code bye} frame came before. */
    NO_QUORUM(4003),
    /** The credential has expired, in an {@code error} frame's words; a new one may come back. */
    EXPIRED(4004),
    /** No credential came within the handshake time. */
    AUTH_TIMEOUT(4500),
    /** The credential is not valid. */
    UNAUTHORIZED(4501),
    /** The messages break the protocol: not text, not UTF-8, or broken frames. */
    PROTOCOL(4502),
    /** A message is larger than the limit. */
    MESSAGE_TOO_LARGE(4503),
    /** The credential does not cover what the stream's URL asks for. */
    FORBIDDEN(4504);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** What a client must do with a close code, of ours or of RFC 6455 (those come back). */
    public static boolean comesBack(int closeCode) {
        return closeCode < 4500 || closeCode > 4999;
    }
}
