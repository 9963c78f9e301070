package dev.lux.harness.check.linear;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.LogicalWrite;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.State;
import dev.lux.harness.check.linear.Contents.Content;
import dev.lux.harness.check.linear.Visible.Observation;
import dev.lux.harness.model.Model;
import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Timeline} of a {@link Part}, and finds what contradicts itself without any search. */
final class TimelineBuilder {
    private final Contents contents;
    private final SortedMap<Long, List<Observation>> observations = new TreeMap<>();
    private final Map<Long, Candidate> acknowledged = new HashMap<>();
    private final Map<Long, Content> content = new HashMap<>();
    /** By version: what its content was learned from. */
    private final Map<Long, Object> sources = new HashMap<>();

    private final List<Unversioned> unversioned = new ArrayList<>();
    private final List<Candidate> unknown = new ArrayList<>();
    private final Map<Effect, Integer> effects = new HashMap<>();
    private final List<String> contradictions = new ArrayList<>();

    private record Effect(Op.Kind kind, Content data, Op.Condition condition) {}

    TimelineBuilder(Part part, Contents contents) {
        this.contents = contents;
        LogicalWrite.of(part.calls()).forEach(this::addWrite);
        part.calls().forEach(this::addAnswer);
        part.sightings().values().forEach(sighting -> {
            State state = sighting.state();
            see(state.version(), new Observation(Long.MIN_VALUE, sighting.at(), sighting));
            learn(state.version(), contents.of(state.data()), sighting);
        });
    }

    /** What can't be, whatever the order; in words. */
    List<String> contradictions() {
        return contradictions;
    }

    Timeline build(List<Timeline.Start> starts) {
        List<Visible> versions = new ArrayList<>();
        observations.forEach((version, seenBy) ->
                versions.add(Visible.of(version, content.get(version), acknowledged.get(version), seenBy)));
        unversioned.sort(Comparator.comparingLong(Unversioned::from));
        return new Timeline(versions, unversioned, unknown, contents, starts);
    }

    private void addWrite(LogicalWrite write) {
        if (write.acknowledged() == null) {
            int index = unknown.size();
            Op op = write.op();
            int twins = effects.computeIfAbsent(
                    new Effect(op.kind(), contents.of(op.data()), op.condition()), any -> index);
            unknown.add(Candidate.unknown(index, twins, write, contents));
            return;
        }
        if (write.version() == 0) {
            unversioned.add(new Unversioned(write.acknowledged()));
            return;
        }
        Candidate candidate = Candidate.acknowledged(write, contents);
        Candidate other = acknowledged.put(write.version(), candidate);
        if (other != null) {
            contradictions.add("two writes were acknowledged with one version:\n  " + other + "\n  " + write);
            return;
        }
        observations.computeIfAbsent(write.version(), any -> new ArrayList<>());
        if (candidate.body() != null || write.op().kind() == Op.Kind.DELETE) {
            learn(write.version(), candidate.body() == null ? Contents.ABSENT : candidate.body(), write);
        }
        // The writer must have known the version from somewhere, so it was there.
        if (write.op().condition() instanceof Op.Condition.AtVersion at && at.version() != 0) {
            observations.computeIfAbsent(at.version(), any -> new ArrayList<>());
        }
        for (Call attempt : write.attempts()) {
            Outcome.Applied again = attempt.acknowledgement();
            if (again != null && again.version() != write.version()) {
                contradictions.add("one Idempotency-Key, two versions:\n  " + write.acknowledged() + "\n  " + attempt);
            }
        }
    }

    private void addAnswer(Call call) {
        State seen = call.seen();
        if (call.outcome() instanceof Outcome.Refused refused) {
            if (seen == null) {
                unversioned.add(new Unversioned(call));
            } else if (call.write() != null && !isRefused(call.write(), refused.code(), seen)) {
                contradictions.add("refused, though its condition holds of the state it was refused with:\n  " + call);
            }
        }
        if (seen == null) {
            return;
        }
        if (seen.version() == 0) {
            unversioned.add(new Unversioned(call));
        } else {
            see(seen.version(), new Observation(call.asked(), call.answered(), call));
            learn(seen.version(), contents.of(seen.data()), call);
        }
    }

    private static boolean isRefused(Op op, String code, State seen) {
        return Model.apply(op, new Model.Document(seen.data(), seen.version())) instanceof Model.Result.Refused expected
                && expected.codes().contains(code);
    }

    private void see(long version, Observation observation) {
        observations.computeIfAbsent(version, any -> new ArrayList<>()).add(observation);
    }

    private void learn(long version, Content learned, Object source) {
        Content before = content.putIfAbsent(version, learned);
        Object first = sources.putIfAbsent(version, source);
        if (before != null && !before.equals(learned)) {
            contradictions.add("version " + version + " has two contents:\n  " + first + "\n  " + source);
        }
    }

    /** The oldest version here, if it was known to an earlier part. */
    Timeline.@Nullable Start oldestOf(TimelineBuilder earlier) {
        if (observations.isEmpty()) {
            return null;
        }
        long oldest = observations.firstKey();
        Content known = earlier.content.get(oldest);
        return known == null ? null : new Timeline.Start(oldest, known);
    }
}
