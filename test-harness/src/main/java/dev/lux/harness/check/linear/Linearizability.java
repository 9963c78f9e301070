package dev.lux.harness.check.linear;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded.Sighting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The check of one document. */
public final class Linearizability {
    private final int maxSteps;

    /**
     * @param violations in words, empty when there is an order
     * @param steps how often the searches applied a write to a state
     */
    public record Result(List<String> violations, long steps) {}

    /** @param maxSteps how often a search may apply a write before it gives up, which counts as a violation */
    public Linearizability(int maxSteps) {
        this.maxSteps = maxSteps;
    }

    /**
     * Puts everything that was seen of one document in an order, if there is one.
     *
     * @param calls all on the document
     * @param sightings by version the first frame that showed it; it counts as seen before then
     * @param losses the faults that may have lost state, in order; between them versions rise
     */
    public Result check(List<Call> calls, Map<Long, Sighting> sightings, List<Fault> losses) {
        Contents contents = new Contents();
        List<String> violations = new ArrayList<>();
        long steps = 0;
        TimelineBuilder before = null;
        List<Timeline.Start> left = List.of();
        for (Part part : Part.split(calls, sightings, losses)) {
            TimelineBuilder builder = new TimelineBuilder(part, contents);
            violations.addAll(builder.contradictions());
            Timeline timeline = builder.build(starts(left, before == null ? null : builder.oldestOf(before)));
            List<String> reversed = new RealTime(timeline).violations();
            violations.addAll(reversed);
            if (builder.contradictions().isEmpty() && reversed.isEmpty()) {
                Search search = new Search(timeline, timeline.versions().size() - 1, true, maxSteps);
                judge(search.run(timeline.starts()), timeline, search, violations);
                steps += search.steps();
                left = left(search);
            }
            before = builder;
        }
        return new Result(violations, steps);
    }

    private void judge(Search.End end, Timeline timeline, Search search, List<String> violations) {
        switch (end) {
            case ORDERED -> {}
            case NO_ORDER -> violations.add(new Explanation(timeline, maxSteps / 20).of(search.furthest()));
            case UNDECIDED ->
                violations.add("undecided: no order was found in " + maxSteps + " steps, and none was excluded");
        }
    }

    private static List<Timeline.Start> left(Search search) {
        Node reached = search.reached();
        return reached == null ? List.of() : List.of(new Timeline.Start(reached.version(), reached.content()));
    }

    /** After a loss a document is gone, or is what it was, or an older copy of it came back. */
    private static List<Timeline.Start> starts(List<Timeline.Start> left, Timeline.@Nullable Start older) {
        Set<Timeline.Start> starts = new LinkedHashSet<>(left);
        starts.add(Timeline.Start.NOTHING);
        if (older != null) {
            starts.add(older);
        }
        return List.copyOf(starts);
    }
}
