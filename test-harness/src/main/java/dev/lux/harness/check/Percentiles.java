package dev.lux.harness.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Durations in nanoseconds, and how they are spread. Nearest rank. */
final class Percentiles {
    private final List<Long> nanos = new ArrayList<>();

    void add(long each) {
        nanos.add(each);
    }

    void addAll(Percentiles others) {
        nanos.addAll(others.nanos);
    }

    /** Of at least one duration. */
    double millis(int percent) {
        Collections.sort(nanos);
        return at(percent);
    }

    int count() {
        return nanos.size();
    }

    /** Median, 90 %, 99 % and the longest, in milliseconds. */
    @Override
    public String toString() {
        if (nanos.isEmpty()) {
            return "none";
        }
        Collections.sort(nanos);
        return String.format(
                Locale.ROOT, "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms", at(50), at(90), at(99), at(100));
    }

    private double at(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * nanos.size());
        return nanos.get(Math.max(0, rank - 1)) / 1e6;
    }
}
