package dev.lux.document;

/** What becomes of a document whose lease runs out. */
public enum OnExpire {
    /** It keeps its last value, and says that it is stale. */
    MARK(0),
    DELETE(1);

    private final byte code;

    OnExpire(int code) {
        this.code = (byte) code;
    }

    /** The byte that stands for it in stored records and messages. */
    public byte code() {
        return code;
    }

    /** @throws IllegalArgumentException when none has this code */
    public static OnExpire ofCode(byte code) {
        for (OnExpire each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        throw new IllegalArgumentException("an unknown end of a lease: " + code);
    }
}
