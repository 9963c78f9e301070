package dev.lux.command.format;

import dev.lux.command.Condition;
import dev.lux.command.Idempotency;
import dev.lux.command.Reach;
import dev.lux.command.Tenure;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.document.OnExpire;

/**
 * A write inside a message.
 *
 * <pre>
 * write        id (text), kind (code), body (bytes), condition, guard (nullable bytes), idempotency (nullable), by
 *              (text); with 0x10 in its kind also reach, with 0x20 also tenure
 * condition    mustExist, mustBeAbsent (flags), anyOf, noneOf (lists of numbers)
 * idempotency  key, request (digests)
 * reach        sees, changes (parts)
 * part         rest (flag), list of name (text), part
 * tenure       ttlMillis, leaseMillis (numbers, each one more than it is), onExpire (code), taken (holder), holder (nullable)
 * </pre>
 */
final class WriteFormat {
    /** Added to the kind of a write that has a reach: who does not know it must not take the write for another. */
    private static final int WITH_REACH = 0x10;
    /** The same of one that says something about time. */
    private static final int WITH_TENURE = 0x20;

    private WriteFormat() {}

    static void write(MessageWriter out, Write write) {
        out.text(write.id());
        Reach reach = write.reach();
        Tenure tenure = write.tenure();
        out.code((byte) (write.kind().code() | (reach == null ? 0 : WITH_REACH) | (tenure == null ? 0 : WITH_TENURE)));
        out.bytes(write.body());
        writeCondition(out, write.condition());
        out.nullable(write.guard(), MessageWriter::bytes);
        out.nullable(write.idempotency(), WriteFormat::writeIdempotency);
        out.text(write.by());
        if (reach != null) {
            PartFormat.write(out, reach.sees());
            PartFormat.write(out, reach.changes());
        }
        if (tenure != null) {
            writeTenure(out, tenure);
        }
    }

    static Write read(MessageReader in) {
        String id = in.text();
        byte kind = in.code();
        Write write = new Write(
                id,
                WriteKind.ofCode((byte) (kind & ~(WITH_REACH | WITH_TENURE))),
                in.bytes(),
                readCondition(in),
                in.nullable(MessageReader::bytes),
                in.nullable(WriteFormat::readIdempotency),
                in.text());
        if ((kind & WITH_REACH) != 0) {
            write = write.within(new Reach(PartFormat.read(in), PartFormat.read(in)));
        }
        return (kind & WITH_TENURE) == 0 ? write : write.with(readTenure(in));
    }

    /** Its durations are at least {@link Tenure#KEEP}, and a number is not negative. */
    private static void writeTenure(MessageWriter out, Tenure tenure) {
        out.number(tenure.ttlMillis() - Tenure.KEEP);
        out.number(tenure.leaseMillis() - Tenure.KEEP);
        out.code(tenure.onExpire().code());
        Parts.writeHolder(out, tenure.taken());
        out.nullable(tenure.holder(), Parts::writeHolder);
    }

    private static Tenure readTenure(MessageReader in) {
        return new Tenure(
                in.number() + Tenure.KEEP,
                in.number() + Tenure.KEEP,
                OnExpire.ofCode(in.code()),
                Parts.readHolder(in),
                in.nullable(Parts::readHolder));
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
