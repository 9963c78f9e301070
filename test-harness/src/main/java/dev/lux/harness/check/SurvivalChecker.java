package dev.lux.harness.check;

import dev.lux.harness.check.Acknowledged.Ack;
import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether each acknowledged write is in the final state, or a later one took its place (I1, I6). The reads that were
 * asked after the writers had ended show the final state; that the later one was really written is the {@link
 * ContentChecker}'s matter.
 */
public final class SurvivalChecker implements Checker {
    @Override
    public String name() {
        return "acknowledged writes survive";
    }

    @Override
    public List<Violation> check(Recorded history) {
        Long ended = history.writersEnded();
        if (ended == null) {
            return List.of(new Violation("history", "the writers did not end: there is no final state to look at"));
        }
        List<Violation> violations = new ArrayList<>();
        Acknowledged acknowledged = new Acknowledged(history);
        history.calls().forEach((document, calls) -> {
            Ack newest = acknowledged.newest(document, ended);
            int reads = 0;
            for (Call call : calls) {
                if (call.asked() >= ended && call.outcome() instanceof Outcome.Seen seen) {
                    reads++;
                    if (newest != null && isLost(acknowledged, newest, call, seen.state())) {
                        violations.add(new Violation(
                                document, "an acknowledged write is lost:\n  " + newest + "\n  finally " + call));
                    }
                }
            }
            if (newest != null && reads == 0) {
                violations.add(new Violation(document, "its final state was not read"));
            }
        });
        return violations;
    }

    private static boolean isLost(Acknowledged acknowledged, Ack newest, Call read, State state) {
        return state.isLive()
                ? state.version() < newest.version()
                : !acknowledged.mayBeAbsent(read.document(), newest, read.answered());
    }
}
