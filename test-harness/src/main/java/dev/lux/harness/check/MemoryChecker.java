package dev.lux.harness.check;

import dev.lux.harness.check.history.Event.Sampled;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Whether each node's memory stayed within its bounds at every sample, and whether its live heap came back (I7): its
 * lowest sample in the last quarter is compared with the lowest in the first.
 */
public final class MemoryChecker implements Checker {
    private static final int QUARTERS = 4;

    private final Bounds bounds;

    public MemoryChecker(Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public String name() {
        return "memory is bounded";
    }

    @Override
    public List<Violation> check(Recorded history) {
        if (history.samples().isEmpty()) {
            return List.of(new Violation("history", "no memory was sampled"));
        }
        List<Violation> violations = new ArrayList<>();
        byNode(history).forEach((node, samples) -> {
            require(node, samples, "live heap", Sampled::liveHeapBytes, bounds.liveHeapBytes(), violations);
            require(node, samples, "resident set", Sampled::residentBytes, bounds.residentBytes(), violations);
            require(node, samples, "outboxes", Sampled::outboxBytes, bounds.outboxBytes(), violations);
            requireBack(node, samples, violations);
        });
        return violations;
    }

    @Override
    public List<String> figures(Recorded history) {
        List<String> lines = new ArrayList<>();
        byNode(history)
                .forEach((node, samples) -> lines.add("memory of " + node + " over " + samples.size()
                        + " samples: live heap at most " + max(samples, Sampled::liveHeapBytes) + ", resident "
                        + max(samples, Sampled::residentBytes) + ", outboxes " + max(samples, Sampled::outboxBytes)
                        + " bytes"));
        return lines;
    }

    private static Map<String, List<Sampled>> byNode(Recorded history) {
        Map<String, List<Sampled>> nodes = new TreeMap<>();
        history.samples()
                .forEach(sample -> nodes.computeIfAbsent(sample.node(), any -> new ArrayList<>())
                        .add(sample));
        return nodes;
    }

    private static long max(List<Sampled> samples, ToLongFunction<Sampled> value) {
        return samples.stream().mapToLong(value).max().orElse(0);
    }

    /** Tells of the first sample above the bound, and how many there were. */
    private static void require(
            String node,
            List<Sampled> samples,
            String what,
            ToLongFunction<Sampled> value,
            long bound,
            List<Violation> violations) {
        List<Sampled> above = samples.stream()
                .filter(sample -> value.applyAsLong(sample) > bound)
                .toList();
        if (!above.isEmpty()) {
            violations.add(new Violation(
                    node,
                    what + " above " + bound + " bytes in " + above.size() + " of " + samples.size()
                            + " samples, first at " + Texts.time(above.get(0).at()) + " with "
                            + value.applyAsLong(above.get(0)) + ", at most " + max(above, value)));
        }
    }

    private void requireBack(String node, List<Sampled> samples, List<Violation> violations) {
        int quarter = samples.size() / QUARTERS;
        if (quarter == 0) {
            violations.add(new Violation(node, samples.size() + " samples say nothing of growth"));
            return;
        }
        long first = lowest(samples.subList(0, quarter));
        long last = lowest(samples.subList(samples.size() - quarter, samples.size()));
        if (last - first > bounds.heapGrowthBytes()) {
            violations.add(new Violation(
                    node,
                    "live heap grew from " + first + " to " + last + " bytes, by more than "
                            + bounds.heapGrowthBytes()));
        }
    }

    private static long lowest(List<Sampled> samples) {
        return samples.stream().mapToLong(Sampled::liveHeapBytes).min().orElse(0);
    }
}
