package dev.lux.harness.check;

import dev.lux.harness.check.Acknowledged.Ack;
import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Session;
import dev.lux.harness.check.history.Step;
import dev.lux.harness.check.history.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether every acknowledged version, or a later one, reached every subscriber within the bound while nothing was broken
 * (I3): the subscriber's snapshot was complete before, it stayed connected and was not declared stale, and no fault was
 * less than the bound away.
 */
public final class KeepUpChecker implements Checker {
    private final long bound;

    public KeepUpChecker(Duration bound) {
        this.bound = bound.toNanos();
    }

    @Override
    public String name() {
        return "subscribers keep up when nothing is broken";
    }

    @Override
    public List<Violation> check(Recorded history) {
        List<Violation> violations = new ArrayList<>();
        Acknowledged acknowledged = new Acknowledged(history);
        Map<String, List<Call>> undisturbed = undisturbed(history);
        for (Session session : history.sessions()) {
            Healthy healthy = new Healthy(session);
            Map<String, NavigableMap<Long, Long>> reached = reached(session);
            undisturbed.forEach((document, calls) -> {
                List<NavigableMap<Long, Long>> spans = healthy.spansOf(document);
                for (Call call : spans.isEmpty() ? List.<Call>of() : calls) {
                    if (Healthy.covers(spans, call.answered(), call.answered() + bound)
                            && isLate(reached.get(document), call.version(), call.answered() + bound)
                            && mustExist(acknowledged, call)) {
                        violations.add(new Violation(
                                session.name(),
                                "was told of no version as high within " + Texts.time(bound) + ":\n  " + call));
                    }
                }
            });
        }
        return violations;
    }

    /** The acknowledgements that must reach everyone, by document. */
    private Map<String, List<Call>> undisturbed(Recorded history) {
        Map<String, List<Call>> undisturbed = new LinkedHashMap<>();
        history.calls().forEach((document, calls) -> {
            List<Call> some = calls.stream()
                    .filter(call -> call.version() != 0 && isUndisturbed(history, call.answered()))
                    .toList();
            if (!some.isEmpty()) {
                undisturbed.put(document, some);
            }
        });
        return undisturbed;
    }

    private boolean isUndisturbed(Recorded history, long at) {
        return history.end() >= at + bound
                && history.faults().stream()
                        .noneMatch(fault -> fault.starts() <= at + bound
                                && (fault.over() == Fault.NEVER || fault.over() + bound >= at));
    }

    /** A deletion is told only to those who had the document. */
    private boolean mustExist(Acknowledged acknowledged, Call call) {
        long until = call.answered() + bound;
        Ack newest = acknowledged.newest(call.document(), until);
        return !acknowledged.mayBeAbsent(call.document(), newest, until);
    }

    private static boolean isLate(@Nullable NavigableMap<Long, Long> reached, long version, long by) {
        Map.Entry<Long, Long> first = reached == null ? null : reached.ceilingEntry(version);
        return first == null || first.getValue() > by;
    }

    /** By document and version: when the subscriber was first at this version, for those that were higher than before. */
    private static Map<String, NavigableMap<Long, Long>> reached(Session session) {
        Map<String, NavigableMap<Long, Long>> reached = new HashMap<>();
        for (Step step : session.steps()) {
            if (step instanceof Step.Told told) {
                NavigableMap<Long, Long> times = reached.computeIfAbsent(told.document(), any -> new TreeMap<>());
                if (times.isEmpty() || told.state().version() > times.lastKey()) {
                    times.put(told.state().version(), told.at());
                }
            }
        }
        return reached;
    }

    /** When a subscriber had a complete snapshot of a pattern and nothing that told it not to rely on it. */
    private static final class Healthy {
        private final Map<String, NavigableMap<Long, Long>> spans = new HashMap<>();

        Healthy(Session session) {
            Map<String, Long> since = new HashMap<>();
            long end = Long.MAX_VALUE;
            for (Step step : session.steps()) {
                if (step instanceof Step.Synced synced) {
                    since.putIfAbsent(synced.match(), synced.at());
                } else if (step instanceof Step.Status status) {
                    finish(status.match(), since.remove(status.match()), status.at());
                    if (status.live()) {
                        since.put(status.match(), status.at());
                    }
                } else if (step instanceof Step.Opened || step instanceof Step.Closed) {
                    since.forEach((match, from) -> finish(match, from, step.at()));
                    since.clear();
                }
            }
            since.forEach((match, from) -> finish(match, from, end));
        }

        private void finish(String match, @Nullable Long from, long to) {
            if (from != null) {
                spans.computeIfAbsent(match, any -> new TreeMap<>()).put(from, to);
            }
        }

        /** Of all patterns that match. */
        List<NavigableMap<Long, Long>> spansOf(String document) {
            return spans.entrySet().stream()
                    .filter(each -> View.matches(each.getKey(), document))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        static boolean covers(List<NavigableMap<Long, Long>> spans, long from, long to) {
            return spans.stream().anyMatch(each -> {
                Map.Entry<Long, Long> span = each.floorEntry(from);
                return span != null && span.getValue() >= to;
            });
        }
    }
}
