package dev.lux.command;

/** How a write makes the new state. */
public enum WriteKind {
    /** Replace the document by the body. */
    PUT(0),
    /** RFC 7396. */
    MERGE_PATCH(1),
    /** RFC 6902. */
    JSON_PATCH(2),
    DELETE(3),
    /** The lease's holder is there; what the document says stays. */
    HEARTBEAT(4);

    private final byte code;

    WriteKind(int code) {
        this.code = (byte) code;
    }

    /** The byte that stands for it in messages. */
    public byte code() {
        return code;
    }

    /** @throws IllegalArgumentException when no kind has this code */
    public static WriteKind ofCode(byte code) {
        for (WriteKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("an unknown kind of write: " + code);
    }
}
