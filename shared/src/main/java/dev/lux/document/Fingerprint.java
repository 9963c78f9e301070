package dev.lux.document;

/**
 * What has to be equal wherever a document is held, small enough to be compared from afar.
 *
 * @param deleted whether it is a tombstone
 * @param stored of the record's bytes: equal in the owner's memory, in the store, and in each copy
 * @param visible of the data's bytes, as readers see them; 0 of a tombstone
 */
public record Fingerprint(String id, long version, boolean deleted, long stored, long visible) {
    public static Fingerprint of(String id, byte[] record) {
        DocumentRecord read = RecordFormat.read(record);
        byte[] data = read.data();
        return new Fingerprint(
                id, read.version(), data == null, Digest.of(record).high(), data == null ? 0 : visible(data));
    }

    /** @param data JSON, as the broker sends it */
    public static long visible(byte[] data) {
        return Digest.of(data).high();
    }
}
