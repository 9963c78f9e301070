package dev.lux.command.format;

import dev.lux.command.WriteReply;
import dev.lux.document.WriteOutcome;

/**
 * A write's reply inside a message: its kind, then
 *
 * <pre>
 * 1 written    version (number), outcome (code)
 * 2 refused    error, detail (text), current (nullable state), failedGuards (list of text)
 * </pre>
 */
final class WriteReplyFormat {
    private static final byte WRITTEN = 1;
    private static final byte REFUSED = 2;

    private WriteReplyFormat() {}

    static void write(MessageWriter out, WriteReply reply) {
        if (reply instanceof WriteReply.Written written) {
            out.code(WRITTEN);
            out.number(written.version());
            out.code(written.outcome().code());
        } else if (reply instanceof WriteReply.Refused refused) {
            out.code(REFUSED);
            Parts.writeError(out, refused.code());
            out.text(refused.detail());
            out.nullable(refused.current(), Parts::writeState);
            out.list(refused.failedGuards(), MessageWriter::text);
        } else {
            throw new AssertionError("a reply to a write is written or refused");
        }
    }

    static WriteReply read(MessageReader in) {
        byte kind = in.code();
        return switch (kind) {
            case WRITTEN -> new WriteReply.Written(in.number(), WriteOutcome.ofCode(in.code()));
            case REFUSED ->
                new WriteReply.Refused(
                        Parts.readError(in), in.text(), in.nullable(Parts::readState), in.list(MessageReader::text));
            default -> throw in.malformed("an unknown kind of reply to a write: " + kind);
        };
    }
}
