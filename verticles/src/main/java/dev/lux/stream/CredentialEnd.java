package dev.lux.stream;

import dev.lux.command.WriteReply.Refused;
import dev.lux.error.CloseCode;
import dev.lux.error.ErrorCode;

/** Why an open stream has no credential any more. */
public enum CredentialEnd {
    /** A client that gets a new one may come back. */
    EXPIRED("The credential has expired; come back with a new one.", CloseCode.EXPIRED),
    REVOKED("The credential is valid no more.", CloseCode.UNAUTHORIZED);

    private final String detail;
    private final CloseCode close;

    CredentialEnd(String detail, CloseCode close) {
        this.detail = detail;
        this.close = close;
    }

    /** What the client is told before the end. */
    public Refused refusal() {
        return new Refused(ErrorCode.UNAUTHORIZED, detail);
    }

    public CloseCode close() {
        return close;
    }
}
