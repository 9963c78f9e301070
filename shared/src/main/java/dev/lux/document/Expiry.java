package dev.lux.document;

/**
 * What ran out: of a live document its lease, so that it is stale; of an absent one that which deleted it.
 *
 * @param sinceMicros wall clock of the owner when it ran out, in microseconds since 1970
 * @param by the principal that wrote the last state before
 */
public record Expiry(Reason reason, long sinceMicros, String by) {
    /** Why. */
    public enum Reason {
        /** The holder was not heard from in time. */
        LEASE(0, "lease"),
        /** The document was to live so long. */
        TTL(1, "ttl");

        private final byte code;
        private final String text;

        Reason(int code, String text) {
            this.code = (byte) code;
            this.text = text;
        }

        /** The byte that stands for it in stored records and messages. */
        public byte code() {
            return code;
        }

        /** What clients are told. */
        public String text() {
            return text;
        }

        /** @throws IllegalArgumentException when none has this code */
        public static Reason ofCode(byte code) {
            for (Reason each : values()) {
                if (each.code == code) {
                    return each;
                }
            }
            throw new IllegalArgumentException("an unknown reason of expiry: " + code);
        }
    }
}
