package dev.lux.command.format;

import dev.lux.command.Update;

/**
 * An {@link Update} as bytes: the format (1), the kind, then
 *
 * <pre>
 * 0x31 update        owner (text), epoch, number (numbers), list of changes, each term (number), state, replaced (number)
 * </pre>
 *
 * No other family of messages has this kind, so none is taken for another.
 */
public final class UpdateFormat {
    private static final byte UPDATE = 0x31;

    private UpdateFormat() {}

    public static byte[] write(Update update) {
        MessageWriter out = new MessageWriter();
        out.code(UPDATE);
        out.text(update.owner());
        out.number(update.epoch());
        out.number(update.number());
        out.list(update.changes(), UpdateFormat::writeChange);
        return out.toBytes();
    }

    /** @throws IllegalArgumentException when the bytes are not exactly one update */
    public static Update read(byte[] bytes) {
        MessageReader in = new MessageReader(bytes);
        byte kind = in.code();
        if (kind != UPDATE) {
            throw in.malformed("an unknown kind of update: " + kind);
        }
        Update update = new Update(in.text(), in.number(), in.number(), in.list(UpdateFormat::readChange));
        in.end();
        return update;
    }

    private static void writeChange(MessageWriter out, Update.Change change) {
        out.number(change.term());
        Parts.writeState(out, change.state());
        out.number(change.replaced());
    }

    private static Update.Change readChange(MessageReader in) {
        return new Update.Change(in.number(), Parts.readState(in), in.intNumber());
    }
}
