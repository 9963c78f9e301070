package dev.lux.harness.check;

import dev.lux.harness.check.Acknowledged.Ack;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Session;
import dev.lux.harness.check.history.State;
import dev.lux.harness.check.history.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long after a fault was over the subscribers took to hold what had been acknowledged by then, over all subscribers
 * and the documents that they watch. What they held already counts as 0.
 */
public final class ConvergenceTimes {
    private final Acknowledged acknowledged;
    private final Map<String, Spread> spreads = new LinkedHashMap<>();

    /** Of one fault. */
    private static final class Spread {
        private final Fault fault;
        private final Percentiles times = new Percentiles();
        private int never;

        Spread(Fault fault) {
            this.fault = fault;
        }
    }

    public ConvergenceTimes(Recorded history) {
        this.acknowledged = new Acknowledged(history);
        for (Fault fault : history.faults()) {
            if (fault.over() != Fault.NEVER) {
                Spread spread = new Spread(fault);
                Map<String, Ack> newest = newest(fault.over());
                history.sessions().forEach(session -> measure(spread, newest, session));
                spreads.put(fault.name(), spread);
            }
        }
    }

    /** The newest that was acknowledged by a time, but for deletions, which are told only to those who had them. */
    private Map<String, Ack> newest(long before) {
        Map<String, Ack> newest = new HashMap<>();
        for (String document : acknowledged.documents()) {
            Ack ack = acknowledged.newest(document, before);
            if (ack != null && !ack.isDelete()) {
                newest.put(document, ack);
            }
        }
        return newest;
    }

    /** Of one fault in milliseconds, such as {@code 12.5}; {@code -} when nothing was measured. */
    public String millis(Fault fault, int percent) {
        Spread spread = spreads.get(fault.name());
        return spread == null || spread.times.count() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f", spread.times.millis(percent));
    }

    /** Per kind of fault. */
    List<String> lines() {
        Map<String, List<Spread>> kinds = new TreeMap<>();
        spreads.values()
                .forEach(spread -> kinds.computeIfAbsent(spread.fault.kind(), any -> new ArrayList<>())
                        .add(spread));
        List<String> lines = new ArrayList<>();
        kinds.forEach((kind, each) -> {
            Percentiles all = new Percentiles();
            each.forEach(spread -> all.addAll(spread.times));
            int never = each.stream().mapToInt(spread -> spread.never).sum();
            lines.add("convergence after " + each.size() + " x " + kind + ": " + all + " (" + all.count()
                    + " measured, " + never + " not reached)");
        });
        return lines;
    }

    private static void measure(Spread spread, Map<String, Ack> newest, Session session) {
        View before = new View();
        List<Step> after = new ArrayList<>();
        long over = spread.fault.over();
        for (Step step : session.steps()) {
            if (step instanceof Step.Closed closed && closed.wanted() && step.at() <= over) {
                return;
            }
            if (step.at() <= over) {
                before.apply(step);
            } else {
                after.add(step);
            }
        }
        Map<String, Long> missing = new HashMap<>();
        Watched next = new Watched(after);
        newest.forEach((document, ack) -> {
            if (before.watches(document) || next.has(document)) {
                State held = before.held(document);
                if (held != null && held.version() >= ack.version()) {
                    spread.times.add(0);
                } else {
                    missing.put(document, ack.version());
                }
            }
        });
        spread.never += await(missing, after, over, spread.times);
    }

    /** How many are never reached. */
    private static int await(Map<String, Long> missing, List<Step> after, long over, Percentiles times) {
        for (Step step : after) {
            if (missing.isEmpty()) {
                return 0;
            }
            if (step instanceof Step.Told told) {
                Long version = missing.get(told.document());
                if (version != null && told.state().version() >= version) {
                    missing.remove(told.document());
                    times.add(told.at() - over);
                }
            }
        }
        return missing.size();
    }

    /** What the next subscriptions of a subscriber that is not connected will ask for. */
    private static final class Watched {
        private final List<String> matches;

        Watched(List<Step> steps) {
            this.matches = steps.stream()
                    .filter(Step.Subscribed.class::isInstance)
                    .map(step -> ((Step.Subscribed) step).match())
                    .distinct()
                    .toList();
        }

        boolean has(String document) {
            return matches.stream().anyMatch(match -> View.matches(match, document));
        }
    }
}
