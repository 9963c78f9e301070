package dev.lux.document;

/** What an acknowledged write did. */
public enum WriteOutcome {
    CREATED(0),
    REPLACED(1),
    DELETED(2),
    /** A delete of a document that was absent: no version was made. */
    ALREADY_ABSENT(3),
    /** A lease runs anew: no version was made. */
    RENEWED(4);

    private final byte code;

    WriteOutcome(int code) {
        this.code = (byte) code;
    }

    /** The byte that stands for it in stored records and messages. */
    public byte code() {
        return code;
    }

    public static WriteOutcome ofCode(byte code) {
        for (WriteOutcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("an unknown write outcome: " + code);
    }
}
