package dev.lux.stream;

import dev.lux.error.CloseCode;
import dev.lux.error.ErrorCode;

/** Why a node sends its streams to other nodes. */
public enum Farewell {
    /** It stops. */
    DRAINING(ErrorCode.DRAINING, CloseCode.DRAINING),
    /** It does not see enough of its cluster, and may see it again. */
    NO_QUORUM(ErrorCode.NO_QUORUM, CloseCode.NO_QUORUM);

    private final ErrorCode error;
    private final CloseCode close;

    Farewell(ErrorCode error, CloseCode close) {
        this.error = error;
        this.close = close;
    }

    /** The code of the {@code bye} frame, and what a waiting poll is answered. */
    public ErrorCode error() {
        return error;
    }

    public CloseCode close() {
        return close;
    }
}
