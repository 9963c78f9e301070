package dev.lux.command.format;

import dev.lux.document.Digest;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;

/**
 * The values that several messages carry.
 *
 * <pre>
 * state      id (text), version (number), data (nullable bytes), atMicros (number), by (text)
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
    }

    static DocumentState readState(MessageReader in) {
        return new DocumentState(in.text(), in.number(), in.nullable(MessageReader::bytes), in.number(), in.text());
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
