package dev.lux.harness.check;

import dev.lux.harness.check.Acknowledged.Ack;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Session;
import dev.lux.harness.check.history.State;
import dev.lux.harness.check.history.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long after a fault was over the subscribers took to hold what had been acknowledged by then, per kind of fault,
 * over all subscribers and the documents that they watch. What they held already counts as 0.
 */
final class ConvergenceTimes {
    private final Acknowledged acknowledged;
    private final Map<String, Percentiles> times = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Map<String, Integer> never = new TreeMap<>();

    ConvergenceTimes(Recorded history) {
        this.acknowledged = new Acknowledged(history);
        for (Fault fault : history.faults()) {
            if (fault.over() != Fault.NEVER) {
                faults.merge(fault.kind(), 1, Integer::sum);
                history.sessions().forEach(session -> measure(fault, session));
            }
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        faults.forEach((kind, count) -> {
            Percentiles spread = times.getOrDefault(kind, new Percentiles());
            lines.add("convergence after " + count + " x " + kind + ": " + spread + " (" + spread.count()
                    + " measured, " + never.getOrDefault(kind, 0) + " not reached)");
        });
        return lines;
    }

    private void measure(Fault fault, Session session) {
        View before = new View();
        List<Step> after = new ArrayList<>();
        for (Step step : session.steps()) {
            if (step instanceof Step.Closed closed && closed.wanted() && step.at() <= fault.over()) {
                return;
            }
            if (step.at() <= fault.over()) {
                before.apply(step);
            } else {
                after.add(step);
            }
        }
        for (String document : acknowledged.documents()) {
            Ack newest = acknowledged.newest(document, fault.over());
            if (newest != null && !newest.isDelete() && (before.watches(document) || watches(after, document))) {
                measure(fault, document, newest.version(), before, after);
            }
        }
    }

    private void measure(Fault fault, String document, long version, View before, List<Step> after) {
        long took = -1;
        State held = before.held(document);
        if (held != null && held.version() >= version) {
            took = 0;
        }
        for (int i = 0; took < 0 && i < after.size(); i++) {
            if (after.get(i) instanceof Step.Told told
                    && told.document().equals(document)
                    && told.state().version() >= version) {
                took = told.at() - fault.over();
            }
        }
        if (took < 0) {
            never.merge(fault.kind(), 1, Integer::sum);
        } else {
            times.computeIfAbsent(fault.kind(), any -> new Percentiles()).add(took);
        }
    }

    /** Whether the next subscriptions of a subscriber that is not connected will ask for it. */
    private static boolean watches(List<Step> steps, String document) {
        return steps.stream()
                .anyMatch(step ->
                        step instanceof Step.Subscribed subscribed && View.matches(subscribed.match(), document));
    }
}
