package dev.lux.json;

import java.nio.charset.StandardCharsets;

/** JSON string literals (RFC 8259, section 7). */
public final class JsonStrings {
    private static final char REPLACEMENT = '\ufffd';

    private JsonStrings() {}

    /**
     * The string as a JSON literal, quotes included. Escapes only what must be; half a surrogate pair, which no UTF-8
     * can say, becomes U+FFFD.
     */
    public static String quote(String text) {
        return quote(text, false);
    }

    /** {@link #quote(String)} in UTF-8. */
    public static byte[] quoteUtf8(String text) {
        return quote(text).getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link #quote(String)}, with every control and format character (bidirectional overrides, say) escaped. */
    static String quoteVisibly(String text) {
        return quote(text, true);
    }

    private static String quote(String text, boolean visibly) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || (visibly && isHidden(c))) {
                escape(out, c);
            } else if (!Character.isSurrogate(c)) {
                out.append(c);
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append(REPLACEMENT);
            }
        }
        return out.append('"').toString();
    }

    private static boolean isHidden(char c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            }
        }
    }

    /** The text of a literal that the scanner has accepted, given without its quotes. */
    public static String decode(byte[] in, int from, int to) {
        int at = indexOfBackslash(in, from, to);
        if (at == to) {
            return new String(in, from, to - from, StandardCharsets.UTF_8);
        }
        StringBuilder out = new StringBuilder(to - from);
        int runFrom = from;
        while (at < to) {
            out.append(new String(in, runFrom, at - runFrom, StandardCharsets.UTF_8));
            byte escape = in[at + 1];
            out.append(escape == 'u' ? unit(in, at + 2) : unescape((char) escape));
            runFrom = at + (escape == 'u' ? 6 : 2);
            at = indexOfBackslash(in, runFrom, to);
        }
        return out.append(new String(in, runFrom, to - runFrom, StandardCharsets.UTF_8))
                .toString();
    }

    private static int indexOfBackslash(byte[] in, int from, int to) {
        int at = from;
        while (at < to && in[at] != '\\') {
            at++;
        }
        return at;
    }

    private static char unescape(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    private static char unit(byte[] in, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            unit = unit << 4 | JsonTokens.hexDigit(in[i]);
        }
        return (char) unit;
    }
}
