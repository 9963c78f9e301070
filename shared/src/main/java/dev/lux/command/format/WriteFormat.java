package dev.lux.command.format;

import dev.lux.command.Condition;
import dev.lux.command.Idempotency;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;

/**
 * A write inside a message.
 *
 * <pre>
 * write        id (text), kind (code), body (bytes), condition, guard (nullable bytes), idempotency (nullable), by (text)
 * condition    mustExist, mustBeAbsent (flags), anyOf, noneOf (lists of numbers)
 * idempotency  key, request (digests)
 * </pre>
 */
final class WriteFormat {
    private WriteFormat() {}

    static void write(MessageWriter out, Write write) {
        out.text(write.id());
        out.code(write.kind().code());
        out.bytes(write.body());
        writeCondition(out, write.condition());
        out.nullable(write.guard(), MessageWriter::bytes);
        out.nullable(write.idempotency(), WriteFormat::writeIdempotency);
        out.text(write.by());
    }

    static Write read(MessageReader in) {
        return new Write(
                in.text(),
                WriteKind.ofCode(in.code()),
                in.bytes(),
                readCondition(in),
                in.nullable(MessageReader::bytes),
                in.nullable(WriteFormat::readIdempotency),
                in.text());
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
