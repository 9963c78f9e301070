package dev.lux.wire;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as clients write them: {@code 500ms}, {@code 15s}, {@code 10m}, {@code 12h}, {@code 7d}. */
public final class DurationText {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");

    private DurationText() {}

    /** The duration, or {@code null} when it is none. */
    public static @Nullable Duration parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** A duration of whole milliseconds, in the largest unit that it is a multiple of. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        long[] units = {86_400_000, 3_600_000, 60_000, 1_000};
        String[] names = {"d", "h", "m", "s"};
        for (int i = 0; i < units.length; i++) {
            if (millis % units[i] == 0) {
                return millis / units[i] + names[i];
            }
        }
        return millis + "ms";
    }
}
