package dev.lux.harness.check;

import dev.lux.harness.check.Acknowledged.Ack;
import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether what calls showed (GET, and the state that a refusal carries) is never behind an acknowledgement that anyone
 * had received before, and never goes back for one client (I2).
 */
public final class ReaderChecker implements Checker {
    @Override
    public String name() {
        return "readers never go back";
    }

    @Override
    public List<Violation> check(Recorded history) {
        List<Violation> violations = new ArrayList<>();
        Acknowledged acknowledged = new Acknowledged(history);
        history.calls().values().forEach(calls -> {
            Map<String, Call> highest = new HashMap<>();
            for (Call call : calls) {
                State seen = call.seen();
                if (seen != null && !acknowledged.mayHaveLost(call.asked(), call.answered())) {
                    compareWithAcknowledged(acknowledged, call, seen, violations);
                    if (seen.isLive()) {
                        compareWithEarlier(acknowledged, highest, call, violations);
                    }
                }
            }
        });
        return violations;
    }

    private static void compareWithAcknowledged(
            Acknowledged acknowledged, Call call, State seen, List<Violation> violations) {
        Ack newest = acknowledged.newest(call.document(), call.asked());
        boolean behind = seen.isLive()
                ? newest != null && seen.version() < newest.version()
                : !acknowledged.mayBeAbsent(call.document(), newest, call.answered());
        if (behind) {
            violations.add(new Violation(
                    call.document(), "a call is behind what was acknowledged before it:\n  " + newest + "\n  " + call));
        }
    }

    /** Of calls that overlap none is the earlier one. */
    private static void compareWithEarlier(
            Acknowledged acknowledged, Map<String, Call> highest, Call call, List<Violation> violations) {
        Call before = highest.get(call.client());
        if (before == null
                || version(call) >= version(before)
                || acknowledged.mayHaveLost(before.answered(), call.asked())) {
            highest.put(call.client(), call);
        } else if (before.answered() < call.asked()) {
            violations.add(new Violation(call.document(), "a client went back:\n  " + before + "\n  " + call));
        }
    }

    private static long version(Call call) {
        State seen = call.seen();
        return seen == null ? 0 : seen.version();
    }
}
