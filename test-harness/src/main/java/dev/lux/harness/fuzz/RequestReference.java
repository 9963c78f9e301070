package dev.lux.harness.fuzz;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests of HTTP/1.1 as RFC 9112 says them and nobody could read otherwise; ends at the first byte that is not so. A
 * request is its first line, its headers, an empty line and its body in hexadecimal digits.
 */
record RequestReference(List<String> requests) {
    private static final Pattern FIRST_LINE =
            Pattern.compile("[^\\x00-\\x20\\x7f]+ [^\\x00-\\x20\\x7f]+ HTTP/1\\.[01]");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\\x00\\r\\n]*)");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})[ \t]*(;[^\\x00\\r\\n]*)?");
    private static final Pattern OTHER_CODING = Pattern.compile("\n(?i:transfer-encoding): (?!(?i:chunked)\n)");
    private static final Pattern OLD_CODING = Pattern.compile("HTTP/1\\.0\n(?s:.*)(?i:transfer-encoding): ");

    static RequestReference of(byte[] input) {
        Cursor in = new Cursor(FuzzTarget.latin1(input));
        List<String> requests = new ArrayList<>();
        for (String next = in.request(); next != null; next = in.request()) {
            requests.add(next);
        }
        return new RequestReference(List.copyOf(requests));
    }

    /** Whether a request's coding is one that the broker refuses once the head is read, and ends the connection. */
    static boolean isRefusedLater(String request) {
        return OTHER_CODING.matcher(request).find()
                || OLD_CODING.matcher(request).find();
    }

    private static final class Cursor {
        private final String in;
        private int at;

        Cursor(String in) {
            this.in = in;
        }

        @Nullable
        String line() {
            int end = in.indexOf("\r\n", at);
            if (end < 0) {
                return null;
            }
            String line = in.substring(at, end);
            at = end + 2;
            return line;
        }

        @Nullable
        String request() {
            while (at < in.length() && (in.charAt(at) == '\r' || in.charAt(at) == '\n')) {
                at++;
            }
            String first = line();
            if (first == null || !FIRST_LINE.matcher(first).matches()) {
                return null;
            }
            StringBuilder head = new StringBuilder(first);
            List<String> lengths = new ArrayList<>();
            boolean chunked = false;
            for (String line = line(); line == null || !line.isEmpty(); line = line()) {
                Matcher header = line == null ? null : HEADER.matcher(line);
                if (header == null || !header.matches()) {
                    return null;
                }
                String value = header.group(2).replaceAll("^[ \t]+|[ \t]+$", "");
                head.append('\n').append(header.group(1)).append(": ").append(value);
                String name = header.group(1).toLowerCase(Locale.ROOT);
                chunked |= name.equals("transfer-encoding");
                if (name.equals("content-length")) {
                    lengths.add(value);
                }
            }
            String body = body(lengths, chunked);
            return body == null ? null : head + "\n\n" + body;
        }

        private @Nullable String body(List<String> lengths, boolean chunked) {
            if (chunked) {
                return lengths.isEmpty() ? chunks() : null;
            }
            if (lengths.isEmpty()) {
                return "";
            }
            return lengths.size() == 1 && lengths.get(0).matches("[0-9]{1,9}")
                    ? take(Integer.parseInt(lengths.get(0)))
                    : null;
        }

        private @Nullable String chunks() {
            StringBuilder body = new StringBuilder();
            while (true) {
                String line = line();
                Matcher size = line == null ? null : CHUNK.matcher(line);
                if (size == null || !size.matches()) {
                    return null;
                }
                long length = Long.parseLong(size.group(1), 16);
                if (length == 0) {
                    return trailers() ? body.toString() : null;
                }
                String chunk = length > in.length() ? null : take((int) length);
                if (chunk == null || !"".equals(line())) {
                    return null;
                }
                body.append(chunk);
            }
        }

        private boolean trailers() {
            for (String line = line(); line != null; line = line()) {
                if (line.isEmpty()) {
                    return true;
                }
                if (!HEADER.matcher(line).matches()) {
                    return false;
                }
            }
            return false;
        }

        private @Nullable String take(int length) {
            if (at + length > in.length()) {
                return null;
            }
            String bytes = in.substring(at, at + length);
            at += length;
            return HexFormat.of().formatHex(bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }
}
