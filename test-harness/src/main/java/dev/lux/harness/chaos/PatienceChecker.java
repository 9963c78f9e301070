package dev.lux.harness.chaos;

import dev.lux.harness.check.Checker;
import dev.lux.harness.check.Violation;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether every write was decided, and in time: within 5 s, which holds for faults that are noticed at once too, and
 * within 15 s when it met one that has to be found out by silence. While no node has a quorum nobody is answered; and
 * where a link carries next to nothing, and yet enough to be alive, what needs it is decided soon after that is over.
 */
final class PatienceChecker implements Checker {
    static final Duration NOTICED = Duration.ofSeconds(5);
    static final Duration SILENT = Duration.ofSeconds(15);

    /** A write that began right after a silent fault was over may still meet its consequences. */
    private static final long AFTER = Duration.ofSeconds(5).toNanos();

    /** How the kinds begin whose victims' connections end at once, or that break nothing at all. */
    private static final List<String> NOTICED_KINDS = List.of("kill", "leave", "add-edge", "rolling-restart", "clock");

    /** Where no side has a quorum. */
    private static final String NO_QUORUM = "crumble";

    /** It is never silent, so nobody takes the place of who is behind it. */
    private static final String SLOW = "slow-link";

    @Override
    public String name() {
        return "no writer waits for too long";
    }

    @Override
    public List<Violation> check(Recorded history) {
        List<Violation> violations = new ArrayList<>();
        List<Fault> silent = history.faults().stream()
                .filter(fault -> NOTICED_KINDS.stream().noneMatch(fault.kind()::startsWith))
                .toList();
        List<Fault> withoutQuorum =
                silent.stream().filter(fault -> fault.kind().equals(NO_QUORUM)).toList();
        for (ClientWrite write : ClientWrite.of(history)) {
            if (withoutQuorum.stream().anyMatch(fault -> meets(write, fault))) {
                continue;
            }
            long bound = bound(write, silent);
            if (!write.isDecided() || write.took() > bound) {
                violations.add(new Violation(
                        write.first().client(),
                        (write.isDecided() ? "waited " : "never knew after ") + Texts.time(write.took())
                                + " and " + write.attempts() + " attempts, more than " + Texts.time(bound)
                                + ":\n  first " + write.first() + "\n  last " + write.last()));
            }
        }
        return violations;
    }

    private static long bound(ClientWrite write, List<Fault> silent) {
        List<Fault> met = silent.stream().filter(fault -> meets(write, fault)).toList();
        long asked = write.first().asked();
        return met.stream()
                .filter(fault -> fault.kind().equals(SLOW) && fault.ending() != Fault.NEVER)
                .mapToLong(fault -> fault.ending() + AFTER - asked)
                .reduce((met.isEmpty() ? NOTICED : SILENT).toNanos(), Math::max);
    }

    private static boolean meets(ClientWrite write, Fault fault) {
        return write.end() >= fault.starts()
                && (fault.over() == Fault.NEVER || write.first().asked() <= fault.over() + AFTER);
    }
}
