package dev.lux.harness.check.linear;

import dev.lux.harness.check.linear.Contents.Content;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Why there is no order, in words: the smallest window of the versions that has none by itself, and where it got stuck.
 * Every order passes through the window's first version, so what lies before it matters no more.
 */
final class Explanation {
    private static final int SHOWN = 4;

    private final Timeline timeline;
    private final int maxSteps;

    /** @param maxSteps for each window that is tried */
    Explanation(Timeline timeline, int maxSteps) {
        this.timeline = timeline;
        this.maxSteps = maxSteps;
    }

    /** @param furthest where the search of the whole got stuck */
    String of(List<Node> furthest) {
        Window window = smallest(furthest);
        StringBuilder text = new StringBuilder();
        int stuckAt = furthest.get(0).era();
        if (window.from() >= 0) {
            text.append("after version ")
                    .append(timeline.versions().get(window.from()).version())
                    .append(", these have no order:");
        } else {
            text.append("these have no order:");
        }
        int to = Math.min(stuckAt + 1, timeline.versions().size() - 1);
        for (int i = Math.max(0, window.from()); i <= to; i++) {
            append(text, timeline.versions().get(i));
        }
        Set<String> reasons = new LinkedHashSet<>();
        window.furthest().forEach(node -> reasons.add(new Reason(timeline).of(node)));
        reasons.forEach(reason -> text.append("\n  because ").append(reason));
        return text.toString();
    }

    /** @param from index of the first version, -1 for the beginning */
    private record Window(int from, List<Node> furthest) {}

    /** Tries beginnings from the end backwards, nearly every one at first. */
    private Window smallest(List<Node> furthest) {
        int stuckAt = furthest.get(0).era();
        int last = Math.min(stuckAt + 1, timeline.versions().size() - 1);
        boolean whole = stuckAt + 1 >= timeline.versions().size();
        for (int back = 0; stuckAt - back >= 0; back += 1 + back / 4) {
            int from = stuckAt - back;
            Content content = timeline.versions().get(from).content();
            if (content != null) {
                Search search = new Search(timeline, last, whole, maxSteps);
                if (search.run(List.of(timeline.middle(from, content))) == Search.End.NO_ORDER) {
                    return new Window(from, search.furthest());
                }
            }
        }
        return new Window(-1, furthest);
    }

    private static void append(StringBuilder text, Visible version) {
        text.append("\n  version ").append(version.version()).append(": ");
        text.append(version.acknowledged() == null ? "acknowledged to nobody" : version.acknowledged());
        List<Visible.Observation> shown = new ArrayList<>();
        for (Visible.Observation each : version.observations()) {
            if (each.to() == version.firstTo() || each.from() == version.lastFrom()) {
                shown.add(each);
            }
        }
        shown.stream()
                .limit(SHOWN)
                .forEach(each -> text.append("\n    seen by ").append(each));
        int more = version.observations().size() - Math.min(SHOWN, shown.size());
        if (more > 0) {
            text.append("\n    and by ").append(more).append(" more");
        }
    }
}
