package dev.lux.harness.check;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Session;
import dev.lux.harness.check.history.Step;
import dev.lux.harness.check.history.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the subscribers of the other nodes are current soon after a death was noticed (I3). It looks at faults that are
 * in effect only when somebody has noticed, and at subscribers whose connection lasted, at nodes that answered somebody
 * meanwhile: those are the others.
 */
public final class NoticedChecker implements Checker {
    private final long bound;
    private final Set<String> kinds;

    /** @param kinds of faults whose {@code inEffect} is the time at which the death was noticed */
    public NoticedChecker(Duration bound, Set<String> kinds) {
        this.bound = bound.toNanos();
        this.kinds = Set.copyOf(kinds);
    }

    @Override
    public String name() {
        return "subscribers of other nodes are soon current";
    }

    @Override
    public List<Violation> check(Recorded history) {
        List<Violation> violations = new ArrayList<>();
        Acknowledged acknowledged = new Acknowledged(history);
        for (Fault fault : history.faults()) {
            if (!isLookedAt(fault)) {
                continue;
            }
            Set<String> alive = alive(history, fault);
            String when =
                    " " + Texts.time(bound) + " after " + fault + " was noticed at " + Texts.time(fault.inEffect());
            for (Session session : history.sessions()) {
                String node = nodeThroughout(session, fault.starts(), fault.inEffect() + bound);
                if (node != null && alive.contains(node)) {
                    ConvergenceChecker.checkAt(
                            session, fault.inEffect(), bound, " at " + node + when, acknowledged, violations);
                }
            }
        }
        return violations;
    }

    private boolean isLookedAt(Fault fault) {
        return kinds.contains(fault.kind())
                && fault.inEffect() != Fault.NEVER
                && fault.ending() >= fault.inEffect() + bound;
    }

    /** The nodes that answered something that was asked while the fault was in effect. */
    private static Set<String> alive(Recorded history, Fault fault) {
        Set<String> alive = new HashSet<>();
        for (Call call : history.allCalls()) {
            if (call.asked() >= fault.inEffect() && call.answered() <= fault.ending() && isDecided(call)) {
                alive.add(call.node());
            }
        }
        return alive;
    }

    private static boolean isDecided(Call call) {
        return call.acknowledgement() != null || call.seen() != null;
    }

    /** Where a subscriber was connected all the time, by one connection with a whole snapshot; null when it was not. */
    private static @Nullable String nodeThroughout(Session session, long from, long to) {
        String node = null;
        boolean synced = false;
        for (Step step : session.steps()) {
            if (step.at() > to) {
                break;
            }
            if (step instanceof Step.Opened opened) {
                node = opened.node();
                synced = false;
            } else if (step instanceof Step.Closed) {
                node = null;
                synced = false;
            } else if (step instanceof Step.Synced && step.at() <= from) {
                synced = true;
            }
        }
        return synced ? node : null;
    }
}
