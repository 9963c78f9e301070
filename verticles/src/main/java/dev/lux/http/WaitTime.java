package dev.lux.http;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a poll may wait: {@code 500ms}, {@code 30s}, {@code 1m}. */
final class WaitTime {
    /** Below the 60 s after which many proxies give up on an answer. */
    static final Duration MAX = Duration.ofSeconds(50);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    private WaitTime() {}

    static Duration parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "wait must be a duration such as 500ms, 30s or 1m.");
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
        if (duration.compareTo(MAX) > 0) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "wait must be at most 50s.");
        }
        return duration;
    }
}
