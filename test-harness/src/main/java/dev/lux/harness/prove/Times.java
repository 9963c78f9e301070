package dev.lux.harness.prove;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Times of one kind, as percentiles. */
final class Times {
    private final Histogram micros = new Histogram(60_000_000L, 3);

    /** Negative ones, of two clocks that differ a little, count as 0. */
    void addMillis(double millis) {
        micros.recordValue(Math.round(Math.max(0, Math.min(millis, 60_000)) * 1000));
    }

    String p50() {
        return millis(50);
    }

    String p99() {
        return millis(99);
    }

    private String millis(double percentile) {
        return micros.getTotalCount() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f", micros.getValueAtPercentile(percentile) / 1000.0);
    }
}
