package dev.lux.command.format;

import dev.lux.document.Digest;
import dev.lux.document.DocumentState;
import dev.lux.document.Expiry;
import dev.lux.document.HolderToken;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;

/**
 * The values that several messages carry.
 *
 * <pre>
 * state      id (text), version (number), data (nullable bytes), atMicros (number), by (text), expired (nullable)
 * expired    reason (code), sinceMicros (number), by (text)
 * holder     high, low (fixed)
 * pattern    text, isPrefix (flag)
 * digest     high, low (fixed)
 * error      its code (text)
 * </pre>
 */
final class Parts {
    private Parts() {}

    static void writeState(MessageWriter out, DocumentState state) {
        out.text(state.id());
        out.number(state.version());
        out.nullable(state.data(), MessageWriter::bytes);
        out.number(state.atMicros());
        out.text(state.by());
        out.nullable(state.expired(), Parts::writeExpiry);
    }

    static DocumentState readState(MessageReader in) {
        return new DocumentState(
                in.text(),
                in.number(),
                in.nullable(MessageReader::bytes),
                in.number(),
                in.text(),
                in.nullable(Parts::readExpiry));
    }

    private static void writeExpiry(MessageWriter out, Expiry expiry) {
        out.code(expiry.reason().code());
        out.number(expiry.sinceMicros());
        out.text(expiry.by());
    }

    private static Expiry readExpiry(MessageReader in) {
        return new Expiry(Expiry.Reason.ofCode(in.code()), in.number(), in.text());
    }

    static void writeHolder(MessageWriter out, HolderToken holder) {
        out.fixed(holder.high());
        out.fixed(holder.low());
    }

    static HolderToken readHolder(MessageReader in) {
        return new HolderToken(in.fixed(), in.fixed());
    }

    static void writePattern(MessageWriter out, Pattern pattern) {
        out.text(pattern.text());
        out.flag(pattern.isPrefix());
    }

    static Pattern readPattern(MessageReader in) {
        return new Pattern(in.text(), in.flag());
    }

    static void writeDigest(MessageWriter out, Digest digest) {
        out.fixed(digest.high());
        out.fixed(digest.low());
    }

    static Digest readDigest(MessageReader in) {
        return new Digest(in.fixed(), in.fixed());
    }

    static void writeError(MessageWriter out, ErrorCode error) {
        out.text(error.code());
    }

    static ErrorCode readError(MessageReader in) {
        String code = in.text();
        return ErrorCode.ofCode(code).orElseThrow(() -> in.malformed("an unknown error code: " + code));
    }
}
