package dev.lux.command.format;

import dev.lux.command.Batch;
import dev.lux.command.OwnerRequest;

/**
 * An {@link OwnerRequest} as bytes: the format (1), the kind, then
 *
 * <pre>
 * 0x11 writes        writer (fixed), settled (number), list of batches, each number (number), id (text), list of writes
 * 0x12 read          ids (list of text)
 * 0x13 page          shards (list of numbers), pattern, after (text), limit (number)
 * 0x14 register      edge (text), generation (number), whole (flag), shards (list of numbers), list of patterns,
 *                    known (list of id (text), version (number))
 * 0x15 unregister    edge (text), generation (number), list of patterns
 * 0x16 sync          edge (text), shards (list of numbers)
 * </pre>
 *
 * No other family of messages has these kinds, so none is taken for another.
 */
public final class OwnerRequestFormat {
    private static final byte WRITES = 0x11;
    private static final byte READ = 0x12;
    private static final byte PAGE = 0x13;
    private static final byte REGISTER = 0x14;
    private static final byte UNREGISTER = 0x15;
    private static final byte SYNC = 0x16;

    private OwnerRequestFormat() {}

    public static byte[] write(OwnerRequest request) {
        MessageWriter out = new MessageWriter();
        if (request instanceof OwnerRequest.Writes writes) {
            out.code(WRITES);
            out.fixed(writes.writer());
            out.number(writes.settled());
            out.list(writes.batches(), OwnerRequestFormat::writeBatch);
        } else if (request instanceof OwnerRequest.Read read) {
            out.code(READ);
            out.list(read.ids(), MessageWriter::text);
        } else if (request instanceof OwnerRequest.Page page) {
            out.code(PAGE);
            out.list(page.shards(), OwnerRequestFormat::writeShard);
            Parts.writePattern(out, page.pattern());
            out.text(page.after());
            out.number(page.limit());
        } else if (request instanceof OwnerRequest.Register register) {
            out.code(REGISTER);
            out.text(register.edge());
            out.number(register.generation());
            out.flag(register.whole());
            out.list(register.shards(), OwnerRequestFormat::writeShard);
            out.list(register.patterns(), Parts::writePattern);
            out.list(register.known(), OwnerRequestFormat::writeKnown);
        } else if (request instanceof OwnerRequest.Unregister unregister) {
            out.code(UNREGISTER);
            out.text(unregister.edge());
            out.number(unregister.generation());
            out.list(unregister.patterns(), Parts::writePattern);
        } else if (request instanceof OwnerRequest.Sync sync) {
            out.code(SYNC);
            out.text(sync.edge());
            out.list(sync.shards(), OwnerRequestFormat::writeShard);
        } else {
            throw new AssertionError("a kind of request without a form");
        }
        return out.toBytes();
    }

    /** @throws IllegalArgumentException when the bytes are not exactly one request */
    public static OwnerRequest read(byte[] bytes) {
        MessageReader in = new MessageReader(bytes);
        OwnerRequest request = read(in);
        in.end();
        return request;
    }

    private static OwnerRequest read(MessageReader in) {
        byte kind = in.code();
        return switch (kind) {
            case WRITES -> new OwnerRequest.Writes(in.fixed(), in.number(), in.list(OwnerRequestFormat::readBatch));
            case READ -> new OwnerRequest.Read(in.list(MessageReader::text));
            case PAGE ->
                new OwnerRequest.Page(
                        in.list(MessageReader::intNumber), Parts.readPattern(in), in.text(), in.intNumber());
            case REGISTER ->
                new OwnerRequest.Register(
                        in.text(),
                        in.number(),
                        in.flag(),
                        in.list(MessageReader::intNumber),
                        in.list(Parts::readPattern),
                        in.list(OwnerRequestFormat::readKnown));
            case UNREGISTER -> new OwnerRequest.Unregister(in.text(), in.number(), in.list(Parts::readPattern));
            case SYNC -> new OwnerRequest.Sync(in.text(), in.list(MessageReader::intNumber));
            default -> throw in.malformed("an unknown kind of request: " + kind);
        };
    }

    private static void writeShard(MessageWriter out, int shard) {
        out.number(shard);
    }

    private static void writeBatch(MessageWriter out, Batch batch) {
        out.number(batch.number());
        out.text(batch.id());
        out.list(batch.writes(), WriteFormat::write);
    }

    private static Batch readBatch(MessageReader in) {
        return new Batch(in.number(), in.text(), in.list(WriteFormat::read));
    }

    private static void writeKnown(MessageWriter out, OwnerRequest.Known known) {
        out.text(known.id());
        out.number(known.version());
    }

    private static OwnerRequest.Known readKnown(MessageReader in) {
        return new OwnerRequest.Known(in.text(), in.number());
    }
}
