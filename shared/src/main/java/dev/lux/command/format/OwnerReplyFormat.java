package dev.lux.command.format;

import dev.lux.command.OwnerReply;

/**
 * An {@link OwnerReply} as bytes: the format (1), the kind, then
 *
 * <pre>
 * 0x21 writes        list of replies to writes
 * 0x22 states        list of states
 * 0x23 page          documents (list of states), total (number)
 * 0x24 registered    list of states, position (number)
 * 0x25 position      sent (number)
 * 0x26 failed        error, detail (text)
 * </pre>
 *
 * No other family of messages has these kinds, so none is taken for another.
 */
public final class OwnerReplyFormat {
    private static final byte WRITES = 0x21;
    private static final byte STATES = 0x22;
    private static final byte PAGE = 0x23;
    private static final byte REGISTERED = 0x24;
    private static final byte POSITION = 0x25;
    private static final byte FAILED = 0x26;

    private OwnerReplyFormat() {}

    public static byte[] write(OwnerReply reply) {
        MessageWriter out = new MessageWriter();
        if (reply instanceof OwnerReply.Writes writes) {
            out.code(WRITES);
            out.list(writes.replies(), WriteReplyFormat::write);
        } else if (reply instanceof OwnerReply.States states) {
            out.code(STATES);
            out.list(states.states(), Parts::writeState);
        } else if (reply instanceof OwnerReply.Page page) {
            out.code(PAGE);
            out.list(page.documents(), Parts::writeState);
            out.number(page.total());
        } else if (reply instanceof OwnerReply.Registered registered) {
            out.code(REGISTERED);
            out.list(registered.states(), Parts::writeState);
            out.number(registered.position());
        } else if (reply instanceof OwnerReply.Position position) {
            out.code(POSITION);
            out.number(position.sent());
        } else if (reply instanceof OwnerReply.Failed failed) {
            out.code(FAILED);
            Parts.writeError(out, failed.code());
            out.text(failed.detail());
        } else {
            throw new AssertionError("a kind of reply without a form");
        }
        return out.toBytes();
    }

    /** @throws IllegalArgumentException when the bytes are not exactly one reply */
    public static OwnerReply read(byte[] bytes) {
        MessageReader in = new MessageReader(bytes);
        OwnerReply reply = read(in);
        in.end();
        return reply;
    }

    private static OwnerReply read(MessageReader in) {
        byte kind = in.code();
        return switch (kind) {
            case WRITES -> new OwnerReply.Writes(in.list(WriteReplyFormat::read));
            case STATES -> new OwnerReply.States(in.list(Parts::readState));
            case PAGE -> new OwnerReply.Page(in.list(Parts::readState), in.intNumber());
            case REGISTERED -> new OwnerReply.Registered(in.list(Parts::readState), in.number());
            case POSITION -> new OwnerReply.Position(in.number());
            case FAILED -> new OwnerReply.Failed(Parts.readError(in), in.text());
            default -> throw in.malformed("an unknown kind of reply: " + kind);
        };
    }
}
