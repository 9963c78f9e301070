package dev.lux.http;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code If-Match} or {@code If-None-Match} (RFC 9110, sections 8.8.3 and 13.1). A tag that is not a
 * version, as in {@code "1.1"}, is well formed and matches nothing, so it is not kept.
 *
 * @param any {@code *}
 * @param strong versions in strong tags
 * @param all versions in strong and weak tags
 */
record EntityTags(boolean any, List<Long> strong, List<Long> all) {
    /** More tags than this in one request are refused. */
    static final int MAX_TAGS = 64;

    /** One element of a list, which may be empty, and the comma or end after it; {@code etagc} as in the RFC. */
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t]*+(?:(W/)?+\"([!#-~\\x80-\\xff]*+)\")?+[ \\t]*+(?:,|\\z)");

    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,15}");
    private static final long MAX_VERSION = (1L << 53) - 1;

    /**
     * Reads a field of the headers; several lines of it are one list.
     *
     * @return {@code null} when the field is absent
     * @throws LuxException {@code invalid_request} when it is malformed or too long
     */
    static @Nullable EntityTags of(MultiMap headers, CharSequence name) {
        List<String> lines = headers.getAll(name);
        return lines.isEmpty() ? null : parse(String.join(",", lines), name);
    }

    static EntityTags parse(String value, CharSequence name) {
        if (value.equals("*")) {
            return new EntityTags(true, List.of(), List.of());
        }
        List<Long> strong = new ArrayList<>(1);
        List<Long> all = new ArrayList<>(1);
        int tags = 0;
        Matcher element = ELEMENT.matcher(value);
        int at = 0;
        while (at < value.length()) {
            element.region(at, value.length());
            if (!element.lookingAt()) {
                throw malformed(name);
            }
            at = element.end();
            String tag = element.group(2);
            if (tag == null) {
                continue;
            }
            if (++tags > MAX_TAGS) {
                throw new LuxException(ErrorCode.INVALID_REQUEST, name + " has more than " + MAX_TAGS + " tags.");
            }
            if (VERSION.matcher(tag).matches() && Long.parseLong(tag) <= MAX_VERSION) {
                all.add(Long.valueOf(tag));
                if (element.group(1) == null) {
                    strong.add(Long.valueOf(tag));
                }
            }
        }
        if (tags == 0) {
            throw malformed(name);
        }
        return new EntityTags(false, List.copyOf(strong), List.copyOf(all));
    }

    private static LuxException malformed(CharSequence name) {
        return new LuxException(ErrorCode.INVALID_REQUEST, name + " must be * or a list of quoted tags.");
    }
}
