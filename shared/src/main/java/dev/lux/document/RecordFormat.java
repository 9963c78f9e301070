package dev.lux.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A record as bytes: a fixed header that the partition compares, then what only owners read.
 *
 * <pre>
 * 0        format (1)
 * 1        flags (1: tombstone)
 * 2..9     term             \
 * 10..17   version           | the stamp: equal stamps mean the same commit
 * 18..33   operation id     /
 * 34..41   atMicros
 * 42       length of by, then by (UTF-8)
 *          remembered writes: count (1), each key (16) request (16) version (8) outcome (1)
 *          data, to the end
 * </pre>
 */
public final class RecordFormat {
    private static final byte FORMAT = 1;
    private static final byte TOMBSTONE = 1;
    private static final int STAMP_FROM = 2;
    private static final int TERM_AT = STAMP_FROM;
    private static final int VERSION_AT = TERM_AT + Long.BYTES;
    private static final int STAMP_TO = 34;
    private static final int REMEMBERED_BYTES = 16 + 16 + 8 + 1;

    private RecordFormat() {}

    public static byte[] write(DocumentRecord record) {
        byte[] by = record.by().getBytes(StandardCharsets.UTF_8);
        if (by.length > 255 || record.remembered().size() > 255) {
            throw new IllegalArgumentException("a record holds at most 255 bytes of by and 255 remembered writes");
        }
        byte[] data = record.data();
        int size = STAMP_TO + 8 + 1 + by.length + 1 + record.remembered().size() * REMEMBERED_BYTES;
        ByteBuffer out = ByteBuffer.allocate(size + (data == null ? 0 : data.length));
        out.put(FORMAT).put(data == null ? TOMBSTONE : 0);
        out.putLong(record.term()).putLong(record.version());
        out.putLong(record.operation().incarnation()).putLong(record.operation().sequence());
        out.putLong(record.atMicros());
        out.put((byte) by.length).put(by);
        out.put((byte) record.remembered().size());
        for (RememberedWrite write : record.remembered()) {
            putDigest(out, write.key());
            putDigest(out, write.request());
            out.putLong(write.version()).put(write.outcome().code());
        }
        if (data != null) {
            out.put(data);
        }
        return out.array();
    }

    public static DocumentRecord read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != FORMAT) {
            throw new IllegalArgumentException("a record of an unknown format: " + bytes[0]);
        }
        boolean tombstone = in.get() == TOMBSTONE;
        long term = in.getLong();
        long version = in.getLong();
        OperationId operation = new OperationId(in.getLong(), in.getLong());
        long atMicros = in.getLong();
        byte[] by = new byte[Byte.toUnsignedInt(in.get())];
        in.get(by);
        int count = Byte.toUnsignedInt(in.get());
        List<RememberedWrite> remembered = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            remembered.add(new RememberedWrite(digest(in), digest(in), in.getLong(), WriteOutcome.ofCode(in.get())));
        }
        byte[] data = tombstone ? null : Arrays.copyOfRange(bytes, in.position(), bytes.length);
        return new DocumentRecord(
                term,
                version,
                operation,
                data,
                atMicros,
                new String(by, StandardCharsets.UTF_8),
                List.copyOf(remembered));
    }

    public static long term(byte[] record) {
        return ByteBuffer.wrap(record).getLong(TERM_AT);
    }

    public static long version(byte[] record) {
        return ByteBuffer.wrap(record).getLong(VERSION_AT);
    }

    /** The same record, but for its version. */
    public static byte[] withVersion(byte[] record, long version) {
        byte[] copy = record.clone();
        ByteBuffer.wrap(copy).putLong(VERSION_AT, version);
        return copy;
    }

    /** Whether both are the same commit: equal term, version and operation id. */
    public static boolean sameStamp(byte[] a, byte[] b) {
        return Arrays.equals(a, STAMP_FROM, STAMP_TO, b, STAMP_FROM, STAMP_TO);
    }

    private static void putDigest(ByteBuffer out, Digest digest) {
        out.putLong(digest.high()).putLong(digest.low());
    }

    private static Digest digest(ByteBuffer in) {
        return new Digest(in.getLong(), in.getLong());
    }
}
