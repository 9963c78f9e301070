package dev.lux.command.format;

import dev.lux.command.Condition;
import dev.lux.command.Idempotency;
import dev.lux.command.Reach;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;

/**
 * A write inside a message.
 *
 * <pre>
 * write        id (text), kind (code), body (bytes), condition, guard (nullable bytes), idempotency (nullable), by
 *              (text); with 0x10 in its kind also reach
 * condition    mustExist, mustBeAbsent (flags), anyOf, noneOf (lists of numbers)
 * idempotency  key, request (digests)
 * reach        sees, changes (parts)
 * part         rest (flag), list of name (text), part
 * </pre>
 */
final class WriteFormat {
    /** Added to the kind of a write that has a reach: who does not know it must not take the write for another. */
    private static final int WITH_REACH = 0x10;

    private WriteFormat() {}

    static void write(MessageWriter out, Write write) {
        out.text(write.id());
        Reach reach = write.reach();
        out.code((byte) (write.kind().code() | (reach == null ? 0 : WITH_REACH)));
        out.bytes(write.body());
        writeCondition(out, write.condition());
        out.nullable(write.guard(), MessageWriter::bytes);
        out.nullable(write.idempotency(), WriteFormat::writeIdempotency);
        out.text(write.by());
        if (reach != null) {
            PartFormat.write(out, reach.sees());
            PartFormat.write(out, reach.changes());
        }
    }

    static Write read(MessageReader in) {
        String id = in.text();
        byte kind = in.code();
        Write write = new Write(
                id,
                WriteKind.ofCode((byte) (kind & ~WITH_REACH)),
                in.bytes(),
                readCondition(in),
                in.nullable(MessageReader::bytes),
                in.nullable(WriteFormat::readIdempotency),
                in.text());
        boolean hasReach = (kind & WITH_REACH) != 0;
        return hasReach ? write.within(new Reach(PartFormat.read(in), PartFormat.read(in))) : write;
    }

    private static void writeCondition(MessageWriter out, Condition condition) {
        out.flag(condition.mustExist());
        out.flag(condition.mustBeAbsent());
        out.list(condition.anyOf(), MessageWriter::number);
        out.list(condition.noneOf(), MessageWriter::number);
    }

    private static Condition readCondition(MessageReader in) {
        return new Condition(in.flag(), in.flag(), in.list(MessageReader::number), in.list(MessageReader::number));
    }

    private static void writeIdempotency(MessageWriter out, Idempotency idempotency) {
        Parts.writeDigest(out, idempotency.key());
        Parts.writeDigest(out, idempotency.request());
    }

    private static Idempotency readIdempotency(MessageReader in) {
        return new Idempotency(Parts.readDigest(in), Parts.readDigest(in));
    }
}
