package dev.lux.http;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.wire.DurationText;
import java.time.Duration;

/** How long a poll may wait: {@code 500ms}, {@code 30s}, {@code 1m}. */
final class WaitTime {
    /** Below the 60 s after which many proxies give up on an answer. */
    static final Duration MAX = Duration.ofSeconds(50);

    private WaitTime() {}

    static Duration parse(String text) {
        Duration duration = DurationText.parse(text);
        if (duration == null) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "wait must be a duration such as 500ms, 30s or 1m.");
        }
        if (duration.compareTo(MAX) > 0) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "wait must be at most 50s.");
        }
        return duration;
    }
}
