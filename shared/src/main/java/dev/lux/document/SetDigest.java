package dev.lux.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * One digest of many documents, in any order: the sums of theirs. Sums can be added up again, so that a digest of all
 * shards is made of those of each.
 *
 * @param count how many documents
 */
public record SetDigest(long count, long high, long low) {
    public static final SetDigest NONE = new SetDigest(0, 0, 0);

    /** Of all that the store keeps of them, tombstones included. */
    public static SetDigest stored(Collection<Fingerprint> documents) {
        SetDigest all = NONE;
        for (Fingerprint each : documents) {
            all = all.plus(each.id(), each.version(), each.stored());
        }
        return all;
    }

    /** Of what readers see of them. */
    public static SetDigest visible(Collection<Fingerprint> documents) {
        SetDigest all = NONE;
        for (Fingerprint each : documents) {
            all = each.deleted() ? all : all.plus(each.id(), each.version(), each.visible());
        }
        return all;
    }

    /** With the documents of another set, which has none of this one's. */
    public SetDigest plus(SetDigest other) {
        return new SetDigest(count + other.count, high + other.high, low + other.low);
    }

    private SetDigest plus(String id, long version, long content) {
        byte[] numbers = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(version)
                .putLong(content)
                .array();
        Digest digest = Digest.of(id.getBytes(StandardCharsets.UTF_8), numbers);
        return new SetDigest(count + 1, high + digest.high(), low + digest.low());
    }

    /** @param text as {@link #text} gives it */
    public static SetDigest parse(long count, String text) {
        return new SetDigest(
                count,
                Long.parseUnsignedLong(text.substring(0, 16), 16),
                Long.parseUnsignedLong(text.substring(16), 16));
    }

    /** 32 hexadecimal digits. */
    public String text() {
        return String.format("%016x%016x", high, low);
    }
}
