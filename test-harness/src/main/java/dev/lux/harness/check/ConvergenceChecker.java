package dev.lux.harness.check;

import dev.lux.harness.check.Acknowledged.Ack;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Session;
import dev.lux.harness.check.history.State;
import dev.lux.harness.check.history.Step;
import dev.lux.harness.check.history.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether after each quiet point every subscriber that had not ended by its own will is connected, not declared stale,
 * and at the newest acknowledged version of all that it watches, within the bound (I3). What {@code status} declared
 * stale may be old until then, and no longer.
 */
public final class ConvergenceChecker implements Checker {
    private final long bound;

    public ConvergenceChecker(Duration bound) {
        this.bound = bound.toNanos();
    }

    @Override
    public String name() {
        return "subscribers converge when it is quiet";
    }

    @Override
    public List<Violation> check(Recorded history) {
        if (history.quiets().isEmpty() || history.sessions().isEmpty()) {
            return List.of(new Violation("history", "no quiet point or no subscriber: convergence was not looked at"));
        }
        List<Violation> violations = new ArrayList<>();
        Acknowledged acknowledged = new Acknowledged(history);
        for (Session session : history.sessions()) {
            for (long quiet : history.quiets()) {
                String when = " " + Texts.time(bound) + " after it was quiet at " + Texts.time(quiet);
                checkAt(session, quiet, bound, when, acknowledged, violations);
            }
        }
        return violations;
    }

    @Override
    public List<String> figures(Recorded history) {
        return new ConvergenceTimes(history).lines();
    }

    /**
     * Whether a subscriber had, so long after a time, all that had been acknowledged before that time.
     *
     * @param when for messages
     */
    static void checkAt(
            Session session,
            long quiet,
            long bound,
            String when,
            Acknowledged acknowledged,
            List<Violation> violations) {
        View view = new View();
        boolean began = false;
        for (Step step : session.steps()) {
            if (step.at() > quiet + bound) {
                break;
            }
            if (step instanceof Step.Closed closed && closed.wanted()) {
                return;
            }
            began |= step.at() <= quiet;
            view.apply(step);
        }
        if (!began) {
            return;
        }
        if (!view.isConnected()) {
            violations.add(new Violation(session.name(), "is not connected" + when));
            return;
        }
        view.stale()
                .forEach(match ->
                        violations.add(new Violation(session.name(), match + " is still declared stale" + when)));
        for (String document : acknowledged.documents()) {
            Ack newest = acknowledged.newest(document, quiet);
            if (newest != null
                    && view.watches(document)
                    && isBehind(acknowledged, document, newest, view.held(document), quiet + bound)) {
                violations.add(new Violation(
                        session.name(),
                        "holds " + view.held(document) + " of " + document + when + ", not:\n  " + newest));
            }
        }
    }

    /** A deletion is told only to those who had the document. */
    private static boolean isBehind(
            Acknowledged acknowledged, String document, Ack newest, @Nullable State held, long until) {
        return held == null
                ? !acknowledged.mayBeAbsent(document, newest, until)
                : held.version() < newest.version() && (held.isLive() || !newest.isDelete());
    }
}
