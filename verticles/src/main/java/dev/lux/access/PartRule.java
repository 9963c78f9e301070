package dev.lux.access;

import dev.lux.error.LuxException;
import dev.lux.json.Part;
import dev.lux.json.Pointer;
import dev.lux.wire.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On which part of a document a scope gives its rights: {@code /status,/owner} is these members only, {@code !/customer}
 * is all but this one. Between the commas are JSON Pointers as in the fragment of a URI (RFC 6901, section 6):
 * characters other than visible ASCII, and any of {@code "#%,\}, are percent-encoded.
 *
 * @param excludes whether it is all but what the pointers name
 * @param pointers 1 to {@value #MAX_POINTERS}, none of the whole document
 * @param part that this means
 */
record PartRule(boolean excludes, List<Pointer> pointers, Part part) {
    /** More pointers in a scope are refused. */
    static final int MAX_POINTERS = 32;
    /** The most characters of one pointer, as it is written. */
    static final int MAX_LENGTH = 256;

    private static final String SPECIAL = "\"#%,\\";

    /** The rule that a text says; empty when it says none. */
    static Optional<PartRule> parse(String text) {
        boolean excludes = text.startsWith("!");
        String[] written = (excludes ? text.substring(1) : text).split(",", -1);
        if (written.length > MAX_POINTERS) {
            return Optional.empty();
        }
        try {
            List<Pointer> pointers = Stream.of(written).map(PartRule::pointer).toList();
            Part part = excludes ? Part.without(pointers) : Part.only(pointers);
            return Optional.of(new PartRule(excludes, pointers, part));
        } catch (LuxException | IllegalArgumentException notARule) {
            return Optional.empty();
        }
    }

    private static Pointer pointer(String written) {
        boolean isPlain = written.chars().noneMatch(c -> c != '%' && SPECIAL.indexOf(c) >= 0);
        if (!written.startsWith("/") || !isPlain || written.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("not a pointer to a member");
        }
        return Pointer.parse(
                PercentEncoding.decode(written).orElseThrow(() -> new IllegalArgumentException("not percent-encoded")));
    }

    private static String written(Pointer pointer) {
        StringBuilder out = new StringBuilder();
        for (byte b : pointer.toString().getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = b > ' ' && b <= '~' && SPECIAL.indexOf(b) < 0;
            if (isPlain) {
                out.append((char) b);
            } else {
                out.append('%').append(String.format("%02X", b));
            }
        }
        return out.toString();
    }

    /** As in a scope. */
    @Override
    public String toString() {
        return pointers.stream().map(PartRule::written).collect(Collectors.joining(",", excludes ? "!" : "", ""));
    }
}
