package dev.lux.json;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;

/** The tokens of RFC 8259 in UTF-8 (RFC 3629), read forward: strings, numbers, literals, white space. */
final class JsonTokens {
    static final int END = -1;

    private final byte[] in;
    private final int origin;
    private final int to;
    private final JsonLimits limits;
    private int at;

    JsonTokens(byte[] in, int from, int to, JsonLimits limits) {
        this.in = in;
        this.origin = from;
        this.at = from;
        this.to = to;
        this.limits = limits;
    }

    int at() {
        return at;
    }

    /** The next byte, 0 to 255, or {@link #END}. */
    int peek() {
        return at < to ? in[at] & 0xff : END;
    }

    void skip() {
        at++;
    }

    /** Skips white space and remembers it. */
    void space(Gaps gaps) {
        int from = at;
        while (at < to && isSpace(in[at])) {
            at++;
        }
        if (at > from) {
            gaps.add(from, at);
        }
    }

    private static boolean isSpace(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }

    void literal(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                throw expected("a value");
            }
        }
    }

    void number() {
        int from = at;
        if (in[at] == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            exponent(from);
        }
        if (at - from > limits.maxNumberLength()) {
            throw fail(
                    ErrorCode.NUMBER_TOO_LONG,
                    from,
                    "a number of more than " + limits.maxNumberLength() + " characters");
        }
    }

    private void digits() {
        int from = at;
        while (at < to && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw expected("a digit");
        }
    }

    private void exponent(int numberFrom) {
        if (peek() == '+' || peek() == '-') {
            at++;
        }
        int from = at;
        digits();
        int exponent = 0;
        for (int i = from; i < at && exponent <= JsonLimits.MAX_EXPONENT; i++) {
            exponent = exponent * 10 + in[i] - '0';
        }
        if (exponent > JsonLimits.MAX_EXPONENT) {
            throw fail(
                    ErrorCode.NUMBER_TOO_LONG, numberFrom, "a number with an exponent over " + JsonLimits.MAX_EXPONENT);
        }
    }

    /**
     * Reads a string from its opening to its closing quote.
     *
     * @return whether it holds escapes
     */
    boolean string() {
        int from = at;
        boolean escaped = false;
        at++;
        while (true) {
            // Bytes of 0x80 and above are negative, so one comparison finds them and the control characters.
            while (at < to && in[at] >= ' ' && in[at] != '"' && in[at] != '\\') {
                at++;
            }
            if (at >= to) {
                throw invalid(from, "a string that does not end");
            }
            byte b = in[at];
            if (b == '"') {
                at++;
                return escaped;
            }
            if (b == '\\') {
                escaped = true;
                escape();
            } else if (b < 0) {
                multibyte(b & 0xff);
            } else {
                throw invalid(at, "a control character that is not escaped");
            }
        }
    }

    private void escape() {
        int from = at;
        at++;
        switch (peek()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            case 'u' -> {
                at++;
                char unit = hex4(from);
                if (Character.isHighSurrogate(unit)) {
                    if (peek() != '\\' || at + 1 >= to || in[at + 1] != 'u') {
                        throw invalid(from, "half of a surrogate pair");
                    }
                    at += 2;
                    if (!Character.isLowSurrogate(hex4(from))) {
                        throw invalid(from, "half of a surrogate pair");
                    }
                } else if (Character.isLowSurrogate(unit)) {
                    throw invalid(from, "half of a surrogate pair");
                }
            }
            default -> throw invalid(from, "an escape that JSON does not have");
        }
    }

    private char hex4(int escapeFrom) {
        int unit = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = at < to ? hexDigit(in[at]) : -1;
            if (digit < 0) {
                throw invalid(escapeFrom, "\\u without four hexadecimal digits");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    static int hexDigit(byte b) {
        // Character.digit would also take full-width and other digits, but not from single bytes.
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    /** One character of two to four bytes, by RFC 3629's table: shortest form, no surrogates, at most U+10FFFF. */
    private void multibyte(int lead) {
        int from = at;
        at++;
        if (lead >= 0xc2 && lead <= 0xdf) {
            tail(from, 0x80, 0xbf);
        } else if (lead >= 0xe0 && lead <= 0xef) {
            tail(from, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
            tail(from, 0x80, 0xbf);
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            tail(from, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
            tail(from, 0x80, 0xbf);
            tail(from, 0x80, 0xbf);
        } else {
            throw invalid(from, "invalid UTF-8");
        }
    }

    private void tail(int from, int low, int high) {
        int b = peek();
        if (b < low || b > high) {
            throw invalid(from, "invalid UTF-8");
        }
        at++;
    }

    LuxException expected(String what) {
        return invalid(at, at < to ? "expected " + what : "the text ends where " + what + " was expected");
    }

    LuxException invalid(int offset, String what) {
        return fail(ErrorCode.INVALID_JSON, offset, what);
    }

    LuxException fail(ErrorCode code, int offset, String what) {
        return new LuxException(code, "Byte " + (offset - origin) + ": " + what + ".");
    }
}
