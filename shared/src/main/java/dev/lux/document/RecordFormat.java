package dev.lux.document;

import dev.lux.error.ErrorCode;
import java.nio.BufferUnderflowException;
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
 * 1        flags (1: tombstone, 2: with a lifetime)
 * 2..9     term             \
 * 10..17   version           | the stamp: equal stamps mean the same commit
 * 18..33   operation id     /
 * 34..41   atMicros
 * 42       length of by, then by (UTF-8)
 *          remembered writes: count (1), each key (16) request (16) version (8) outcome (1)
 *          answered batches: count (1), each writer (8) number (8) answers: count (2), each outcome (1) version (8),
 *          or 255, then the length (1) and text of an error code
 *          lifetime, see LifetimeFormat
 *          data, to the end
 * </pre>
 */
public final class RecordFormat {
    private static final byte FORMAT = 1;
    private static final byte TOMBSTONE = 1;
    private static final byte WITH_LIFETIME = 2;
    private static final int STAMP_FROM = 2;
    private static final int TERM_AT = STAMP_FROM;
    private static final int VERSION_AT = TERM_AT + Long.BYTES;
    private static final int STAMP_TO = 34;
    private static final int REMEMBERED_BYTES = 16 + 16 + 8 + 1;
    private static final byte REFUSED = (byte) 255;

    private RecordFormat() {}

    public static byte[] write(DocumentRecord record) {
        byte[] by = record.by().getBytes(StandardCharsets.UTF_8);
        if (by.length > 255
                || record.remembered().size() > 255
                || record.answered().size() > 255) {
            throw new IllegalArgumentException(
                    "a record holds at most 255 bytes of by, 255 remembered writes and 255 answered batches");
        }
        for (AnsweredBatch batch : record.answered()) {
            if (batch.answers().size() > 65_535) {
                throw new IllegalArgumentException("an answered batch holds at most 65535 answers");
            }
        }
        byte[] data = record.data();
        Lifetime lifetime = record.lifetime();
        int size = STAMP_TO
                + 8
                + 1
                + by.length
                + 1
                + record.remembered().size() * REMEMBERED_BYTES
                + answeredBytes(record.answered())
                + (lifetime.isEndless() ? 0 : LifetimeFormat.bytes(lifetime));
        ByteBuffer out = ByteBuffer.allocate(size + (data == null ? 0 : data.length));
        out.put(FORMAT).put((byte) ((data == null ? TOMBSTONE : 0) | (lifetime.isEndless() ? 0 : WITH_LIFETIME)));
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
        putAnswered(out, record.answered());
        if (!lifetime.isEndless()) {
            LifetimeFormat.put(out, lifetime);
        }
        if (data != null) {
            out.put(data);
        }
        return out.array();
    }

    /** @throws IllegalArgumentException when the bytes are not exactly one record */
    public static DocumentRecord read(byte[] bytes) {
        try {
            return read(bytes, ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a record that ends early, after byte " + bytes.length, e);
        }
    }

    private static DocumentRecord read(byte[] bytes, ByteBuffer in) {
        byte format = in.get();
        if (format != FORMAT) {
            throw new IllegalArgumentException("a record of an unknown format: " + format);
        }
        byte flags = in.get();
        if ((flags & ~(TOMBSTONE | WITH_LIFETIME)) != 0) {
            throw new IllegalArgumentException("a record with unknown flags: " + flags);
        }
        boolean tombstone = (flags & TOMBSTONE) != 0;
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
        List<AnsweredBatch> answered = answered(in);
        Lifetime lifetime = (flags & WITH_LIFETIME) == 0 ? Lifetime.ENDLESS : LifetimeFormat.read(in);
        if (tombstone && in.hasRemaining()) {
            throw new IllegalArgumentException("a tombstone with data");
        }
        byte[] data = tombstone ? null : Arrays.copyOfRange(bytes, in.position(), bytes.length);
        return new DocumentRecord(
                term, version, operation, data, atMicros, text(by), List.copyOf(remembered), answered, lifetime);
    }

    static String text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
            throw new IllegalArgumentException("a record by whom no UTF-8 says");
        }
        return text;
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

    private static int answeredBytes(List<AnsweredBatch> batches) {
        int size = 1;
        for (AnsweredBatch batch : batches) {
            size += 8 + 8 + 2;
            for (AnsweredBatch.Answer answer : batch.answers()) {
                ErrorCode refusal = answer.refusal();
                size += refusal == null ? 1 + 8 : 1 + 1 + refusal.code().length();
            }
        }
        return size;
    }

    private static void putAnswered(ByteBuffer out, List<AnsweredBatch> batches) {
        out.put((byte) batches.size());
        for (AnsweredBatch batch : batches) {
            out.putLong(batch.writer()).putLong(batch.number());
            out.putShort((short) batch.answers().size());
            for (AnsweredBatch.Answer answer : batch.answers()) {
                WriteOutcome outcome = answer.outcome();
                ErrorCode refusal = answer.refusal();
                if (outcome != null) {
                    out.put(outcome.code()).putLong(answer.version());
                } else if (refusal != null) {
                    byte[] code = refusal.code().getBytes(StandardCharsets.US_ASCII);
                    out.put(REFUSED).put((byte) code.length).put(code);
                }
            }
        }
    }

    private static List<AnsweredBatch> answered(ByteBuffer in) {
        int count = Byte.toUnsignedInt(in.get());
        if (count == 0) {
            return List.of();
        }
        List<AnsweredBatch> batches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long writer = in.getLong();
            long number = in.getLong();
            int writes = Short.toUnsignedInt(in.getShort());
            List<AnsweredBatch.Answer> answers = new ArrayList<>(writes);
            for (int write = 0; write < writes; write++) {
                answers.add(answer(in));
            }
            batches.add(new AnsweredBatch(writer, number, List.copyOf(answers)));
        }
        return List.copyOf(batches);
    }

    private static AnsweredBatch.Answer answer(ByteBuffer in) {
        byte outcome = in.get();
        if (outcome != REFUSED) {
            return AnsweredBatch.Answer.applied(in.getLong(), WriteOutcome.ofCode(outcome));
        }
        byte[] code = new byte[Byte.toUnsignedInt(in.get())];
        in.get(code);
        // A code of a newer node that this one does not know.
        return AnsweredBatch.Answer.refused(
                ErrorCode.ofCode(new String(code, StandardCharsets.US_ASCII)).orElse(ErrorCode.INTERNAL));
    }

    private static void putDigest(ByteBuffer out, Digest digest) {
        out.putLong(digest.high()).putLong(digest.low());
    }

    private static Digest digest(ByteBuffer in) {
        return new Digest(in.getLong(), in.getLong());
    }
}
