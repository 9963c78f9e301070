package dev.lux.harness.check;

import dev.lux.harness.check.Acknowledged.Ack;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Session;
import dev.lux.harness.check.history.State;
import dev.lux.harness.check.history.Step;
import dev.lux.harness.check.history.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether each subscriber, across its reconnects, was told of rising versions only (I2), and whether each {@code synced}
 * was the end of a whole snapshot: with the count of what is held then, and nothing missing that was acknowledged before
 * the subscription. {@code reset} frames may go back, and may come only after a fault that may have lost state.
 */
public final class SessionChecker implements Checker {
    @Override
    public String name() {
        return "subscribers never go back, snapshots are whole";
    }

    @Override
    public List<Violation> check(Recorded history) {
        List<Violation> violations = new ArrayList<>();
        Acknowledged acknowledged = new Acknowledged(history);
        history.sessions().forEach(session -> new Run(acknowledged, session, violations).run());
        return violations;
    }

    /** One session. */
    private record Run(Acknowledged acknowledged, Session session, List<Violation> violations) {
        void run() {
            View view = new View();
            for (Step step : session.steps()) {
                if (step instanceof Step.Told told) {
                    checkOrder(view, told);
                }
                view.apply(step);
                if (step instanceof Step.Synced synced) {
                    checkSnapshot(view, synced);
                }
            }
        }

        private void checkOrder(View view, Step.Told told) {
            boolean mayHaveLost = acknowledged.epoch(told.at()) > 0;
            if (told.reset()) {
                if (!mayHaveLost) {
                    report(told, "was told of a reset, though no fault lost state");
                }
                return;
            }
            Long since = view.since(told.document());
            State held = view.held(told.document());
            long version = told.state().version();
            if (view.wasToldHere(told.document())) {
                if (held != null && version <= held.version()) {
                    report(told, "had version " + held.version() + " on this connection and then");
                }
            } else if (since != null) {
                if (version <= since) {
                    report(told, "said that it has version " + since + " and then");
                }
            } else if (held != null && version < held.version() && !mayHaveLost) {
                // Without since a new snapshot repeats what the subscriber has.
                report(told, "had version " + held.version() + " on an earlier connection and then");
            }
            if (!told.state().isLive() && !view.wasToldHere(told.document()) && since == null) {
                report(told, "had not been told of this document and");
            }
        }

        private void report(Step.Told told, String what) {
            violations.add(new Violation(
                    session.name(),
                    what + " was told " + told.document() + " " + told.state() + " at " + Texts.time(told.at())));
        }

        private void checkSnapshot(View view, Step.Synced synced) {
            String match = synced.match();
            String when = " at " + Texts.time(synced.at());
            Long subscribedAt = view.subscribedAt(match);
            if (subscribedAt == null) {
                violations.add(new Violation(session.name(), "was synced without a subscription of " + match + when));
                return;
            }
            long live = view.live(match);
            if (live != synced.count()) {
                violations.add(new Violation(
                        session.name(),
                        "was synced with a count of " + synced.count() + " but holds " + live + " of " + match + when));
            }
            for (String document : acknowledged.documents()) {
                if (View.matches(match, document)) {
                    Ack newest = acknowledged.newest(document, subscribedAt);
                    if (newest != null && isMissing(document, newest, view.held(document), synced.at())) {
                        violations.add(new Violation(
                                session.name(),
                                "was synced" + when + " with " + view.held(document)
                                        + ", behind what was acknowledged before it subscribed at "
                                        + Texts.time(subscribedAt) + ":\n  " + newest));
                    }
                }
            }
        }

        private boolean isMissing(String document, Ack newest, @Nullable State held, long until) {
            return held == null
                    ? !acknowledged.mayBeAbsent(document, newest, until)
                    : held.version() < newest.version();
        }
    }
}
