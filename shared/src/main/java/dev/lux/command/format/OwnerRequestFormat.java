package dev.lux.command.format;

import dev.lux.command.OwnerRequest;

/**
 * An {@link OwnerRequest} as bytes: the format (1), the kind, then
 *
 * <pre>
 * 0x11 writes        list of writes
 * 0x12 read          ids (list of text)
 * 0x13 page          pattern, after (text), limit (number)
 * 0x14 register      edge (text), list of patterns
 * 0x15 unregister    edge (text), list of patterns
 * 0x16 sync          edge (text)
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
            out.list(writes.writes(), WriteFormat::write);
        } else if (request instanceof OwnerRequest.Read read) {
            out.code(READ);
            out.list(read.ids(), MessageWriter::text);
        } else if (request instanceof OwnerRequest.Page page) {
            out.code(PAGE);
            Parts.writePattern(out, page.pattern());
            out.text(page.after());
            out.number(page.limit());
        } else if (request instanceof OwnerRequest.Register register) {
            out.code(REGISTER);
            out.text(register.edge());
            out.list(register.patterns(), Parts::writePattern);
        } else if (request instanceof OwnerRequest.Unregister unregister) {
            out.code(UNREGISTER);
            out.text(unregister.edge());
            out.list(unregister.patterns(), Parts::writePattern);
        } else if (request instanceof OwnerRequest.Sync sync) {
            out.code(SYNC);
            out.text(sync.edge());
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
            case WRITES -> new OwnerRequest.Writes(in.list(WriteFormat::read));
            case READ -> new OwnerRequest.Read(in.list(MessageReader::text));
            case PAGE -> new OwnerRequest.Page(Parts.readPattern(in), in.text(), in.intNumber());
            case REGISTER -> new OwnerRequest.Register(in.text(), in.list(Parts::readPattern));
            case UNREGISTER -> new OwnerRequest.Unregister(in.text(), in.list(Parts::readPattern));
            case SYNC -> new OwnerRequest.Sync(in.text());
            default -> throw in.malformed("an unknown kind of request: " + kind);
        };
    }
}
