package dev.lux.harness.broker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is alive on a heap, as {@code jcmd GC.class_histogram} prints it after a full collection: exact, while the JVM's
 * own metric counts what was allocated since.
 *
 * @param bytes by class; arrays as the JVM writes them, such as {@code [B}
 */
public record ClassHistogram(Map<String, Long> bytes) {
    /** Rank, instances, bytes, class, and for most classes the module. */
    private static final int COLUMNS = 4;

    static ClassHistogram parse(Stream<String> lines) {
        Map<String, Long> bytes = new HashMap<>();
        lines.map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length >= COLUMNS && columns[0].matches("\\d+:"))
                .forEach(columns -> bytes.merge(columns[3], Long.valueOf(columns[2]), Long::sum));
        return new ClassHistogram(bytes);
    }

    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The classes that have grown most, such as {@code +1204 KB [B}, largest first. */
    public List<String> grownSince(ClassHistogram earlier, int most) {
        Map<String, Long> grown = new HashMap<>();
        bytes.forEach((name, now) -> grown.put(name, now - earlier.bytes.getOrDefault(name, 0L)));
        return grown.entrySet().stream()
                .filter(entry -> entry.getValue() >= 1024)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .map(entry -> "+" + (entry.getValue() >> 10) + " KB " + entry.getKey())
                .toList();
    }
}
