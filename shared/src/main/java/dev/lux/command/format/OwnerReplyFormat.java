package dev.lux.command.format;

import dev.lux.command.BatchReply;
import dev.lux.command.OwnerReply;
import dev.lux.command.ShardTerm;

/**
 * An {@link OwnerReply} as bytes: the format (1), the kind, then
 *
 * <pre>
 * 0x21 writes        list of replies to batches, each its kind, then
 *                      1 answered    list of replies to writes
 *                      2 unready
 *                      3 unknown
 * 0x22 states        list of states
 * 0x23 page          documents (list of states), total (number)
 * 0x24 followed      epoch, position (numbers), list of shards, each shard (number), term (number)
 * 0x25 unready
 * </pre>
 *
 * No other family of messages has these kinds, so none is taken for another.
 */
public final class OwnerReplyFormat {
    private static final byte WRITES = 0x21;
    private static final byte STATES = 0x22;
    private static final byte PAGE = 0x23;
    private static final byte FOLLOWED = 0x24;
    private static final byte UNREADY = 0x25;

    private static final byte BATCH_ANSWERED = 1;
    private static final byte BATCH_UNREADY = 2;
    private static final byte BATCH_UNKNOWN = 3;

    private OwnerReplyFormat() {}

    public static byte[] write(OwnerReply reply) {
        MessageWriter out = new MessageWriter();
        if (reply instanceof OwnerReply.Writes writes) {
            out.code(WRITES);
            out.list(writes.replies(), OwnerReplyFormat::writeBatchReply);
        } else if (reply instanceof OwnerReply.States states) {
            out.code(STATES);
            out.list(states.states(), Parts::writeState);
        } else if (reply instanceof OwnerReply.Page page) {
            out.code(PAGE);
            out.list(page.documents(), Parts::writeState);
            out.number(page.total());
        } else if (reply instanceof OwnerReply.Followed followed) {
            out.code(FOLLOWED);
            out.number(followed.epoch());
            out.number(followed.position());
            out.list(followed.shards(), OwnerReplyFormat::writeShard);
        } else if (reply instanceof OwnerReply.Unready) {
            out.code(UNREADY);
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
            case WRITES -> new OwnerReply.Writes(in.list(OwnerReplyFormat::readBatchReply));
            case STATES -> new OwnerReply.States(in.list(Parts::readState));
            case PAGE -> new OwnerReply.Page(in.list(Parts::readState), in.intNumber());
            case FOLLOWED -> new OwnerReply.Followed(in.number(), in.number(), in.list(OwnerReplyFormat::readShard));
            case UNREADY -> new OwnerReply.Unready();
            default -> throw in.malformed("an unknown kind of reply: " + kind);
        };
    }

    private static void writeBatchReply(MessageWriter out, BatchReply reply) {
        if (reply instanceof BatchReply.Answered answered) {
            out.code(BATCH_ANSWERED);
            out.list(answered.replies(), WriteReplyFormat::write);
        } else {
            out.code(reply instanceof BatchReply.Unready ? BATCH_UNREADY : BATCH_UNKNOWN);
        }
    }

    private static BatchReply readBatchReply(MessageReader in) {
        byte kind = in.code();
        return switch (kind) {
            case BATCH_ANSWERED -> new BatchReply.Answered(in.list(WriteReplyFormat::read));
            case BATCH_UNREADY -> new BatchReply.Unready();
            case BATCH_UNKNOWN -> new BatchReply.Unknown();
            default -> throw in.malformed("an unknown kind of reply to a batch: " + kind);
        };
    }

    private static void writeShard(MessageWriter out, ShardTerm shard) {
        out.number(shard.shard());
        out.number(shard.term());
    }

    private static ShardTerm readShard(MessageReader in) {
        return new ShardTerm(in.intNumber(), in.number());
    }
}
