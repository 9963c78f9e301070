package dev.lux.harness.client;

import java.io.IOException;

/** The broker ended a stream. */
public final class SocketClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param code the close code, or 1006 when the connection ended without one */
    public SocketClosedException(int code, String reason) {
        super("closed " + code + " " + reason);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
