package dev.lux.harness.hostile;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Every kind with every answer that was seen. Any thread may count. */
final class Tally {
    private static final int KEPT_VIOLATIONS = 100;

    private final Map<String, Map<String, LongAdder>> seen = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAccumulator> slowest = new ConcurrentHashMap<>();
    private final LongAdder total = new LongAdder();

    /** Counts an answer; one that the kind does not expect is a violation. */
    void count(Kind kind, String answer) {
        total.increment();
        LongAdder count = seen.computeIfAbsent(kind.name(), name -> new ConcurrentHashMap<>())
                .computeIfAbsent(answer, each -> new LongAdder());
        count.increment();
        if (!kind.expected().contains(answer) && count.sum() == 1) {
            violation(kind.name() + " was answered [" + answer + "], not " + kind.expected());
        }
    }

    /** Remembers how long the slowest attack of a kind took. */
    void took(Kind kind, long nanos) {
        slowest.computeIfAbsent(kind.name(), name -> new LongAccumulator(Math::max, 0))
                .accumulate(nanos);
    }

    void violation(String what) {
        if (violations.size() < KEPT_VIOLATIONS) {
            violations.add(what);
        }
    }

    long total() {
        return total.sum();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    void print(PrintStream out) {
        new TreeMap<>(seen).forEach((kind, answers) -> {
            StringBuilder line = new StringBuilder();
            new TreeMap<>(answers)
                    .forEach((answer, count) -> line.append(line.length() == 0 ? "" : ", ")
                            .append(answer.trim())
                            .append(" x ")
                            .append(count.sum()));
            LongAccumulator nanos = slowest.get(kind);
            String time = nanos == null ? "" : " (slowest " + nanos.get() / 1_000_000 + " ms)";
            out.printf("  %-50s %s%s%n", kind, line, time);
        });
        out.printf("  %d in all%n", total());
    }
}
