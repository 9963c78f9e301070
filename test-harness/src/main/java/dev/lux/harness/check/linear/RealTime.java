package dev.lux.harness.check.linear;

import dev.lux.harness.check.history.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What needs no search, since versions rise: of two calls of which one had ended before the other began, the later one
 * must not be of an earlier version. Two calls explain each such violation.
 */
final class RealTime {
    private static final int SHOWN = 5;

    private final Timeline timeline;

    RealTime(Timeline timeline) {
        this.timeline = timeline;
    }

    /** The first few, one for each version that was passed too early. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        List<Visible> versions = timeline.versions();
        for (int i = 0; i < versions.size() && violations.size() < SHOWN; i++) {
            Visible version = versions.get(i);
            Candidate write = version.acknowledged();
            long passed = timeline.endedBy(i + 1);
            if (version.begunBy() > passed) {
                violations.add("the later version had ended at " + Texts.time(passed)
                        + ", before the earlier one began:\n  later: " + ending(i + 1, passed) + "\n  earlier: "
                        + beginning(version));
            } else if (write != null && write.from() > version.firstTo()) {
                violations.add("version " + version.version() + " was seen by " + Texts.time(version.firstTo())
                        + ", before its write began:\n  " + endingAt(version, version.firstTo()) + "\n  " + write);
            }
        }
        return violations;
    }

    private @Nullable Object ending(int from, long at) {
        for (int i = from; i < timeline.versions().size(); i++) {
            Object found = endingAt(timeline.versions().get(i), at);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Object endingAt(Visible version, long at) {
        if (version.acknowledged() != null && version.acknowledged().to() == at) {
            return version.acknowledged();
        }
        return version.observations().stream()
                .filter(each -> each.to() == at)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object beginning(Visible version) {
        if (version.acknowledged() != null && version.acknowledged().from() == version.begunBy()) {
            return version.acknowledged();
        }
        return version.observations().stream()
                .filter(each -> each.from() == version.begunBy())
                .findFirst()
                .orElse(null);
    }
}
