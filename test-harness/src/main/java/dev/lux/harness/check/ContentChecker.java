package dev.lux.harness.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.LogicalWrite;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Recorded.Sighting;
import dev.lux.harness.check.history.Session;
import dev.lux.harness.check.history.State;
import dev.lux.harness.check.history.Step;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Model;
import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether each version of a document has one content, over all acknowledgements, reads and frames, and is what somebody
 * wrote (I1, I6): an acknowledged write's, or else one of unknown outcome that had been sent by then.
 */
public final class ContentChecker implements Checker {
    @Override
    public String name() {
        return "one content per version, each written by a client";
    }

    private record Key(String document, long version) {}

    /** @param firstSeen when somebody first saw it */
    private record Claim(@Nullable JsonNode data, long firstSeen, Object source) {
        boolean isSame(@Nullable JsonNode other) {
            if (data == null || other == null) {
                return data == null && other == null;
            }
            return Json.same(data, other);
        }

        Claim seenBy(long at) {
            return at < firstSeen ? new Claim(data, at, source) : this;
        }
    }

    @Override
    public List<Violation> check(Recorded history) {
        return new Run(history).violations();
    }

    /** One check. */
    private static final class Run {
        private final Recorded history;
        private final Map<Key, Claim> claims = new HashMap<>();
        private final Set<Key> acknowledged = new HashSet<>();
        private final List<Violation> violations = new ArrayList<>();

        Run(Recorded history) {
            this.history = history;
        }

        List<Violation> violations() {
            Map<String, List<LogicalWrite>> writes = new HashMap<>();
            history.calls().forEach((document, calls) -> {
                writes.put(document, LogicalWrite.of(calls));
                writes.get(document).forEach(write -> claimWrite(document, write));
                calls.forEach(this::claimSeen);
            });
            history.sessions().forEach(this::claimFrames);
            writes.forEach((document, all) -> all.forEach(write -> compareMerge(document, write)));
            writes.replaceAll((document, all) ->
                    all.stream().filter(write -> write.acknowledged() == null).toList());
            claims.forEach((key, claim) -> {
                if (!acknowledged.contains(key)) {
                    requireWriter(key, claim, writes.getOrDefault(key.document(), List.of()));
                }
            });
            return violations;
        }

        private void claimWrite(String document, LogicalWrite write) {
            if (write.version() == 0) {
                return;
            }
            Key key = new Key(document, write.version());
            if (!acknowledged.add(key)) {
                violations.add(new Violation(document, "a version was acknowledged to a second write:\n  " + write));
            } else if (write.op().kind() == Op.Kind.PUT || write.op().kind() == Op.Kind.DELETE) {
                claim(key, write.op().data(), Long.MAX_VALUE, write);
            }
            for (Call attempt : write.attempts()) {
                if (attempt.acknowledgement() != null
                        && attempt.acknowledgement().version() != write.version()) {
                    violations.add(new Violation(
                            document, "one write was applied twice:\n  " + write.acknowledged() + "\n  " + attempt));
                }
            }
        }

        private void claimSeen(Call call) {
            State seen = call.seen();
            if (seen != null) {
                claim(new Key(call.document(), seen.version()), seen.data(), call.answered(), call);
            }
        }

        private void claimFrames(Session session) {
            for (Step step : session.steps()) {
                if (step instanceof Step.Told told) {
                    State state = told.state();
                    Key key = new Key(told.document(), state.version());
                    claim(key, state.data(), told.at(), new Sighting(state, told.at(), session.name()));
                }
            }
        }

        private void claim(Key key, @Nullable JsonNode data, long at, Object source) {
            if (key.version() == 0) {
                return;
            }
            Claim before = claims.get(key);
            if (before != null && !before.isSame(data)) {
                violations.add(new Violation(
                        key.document(),
                        "version " + key.version() + " has two contents:\n  " + before.source() + "\n  " + source));
            }
            claims.put(key, before == null ? new Claim(data, at, source) : before.seenBy(at));
        }

        /** What a merge makes is not known without what it was merged into, but it is in there. */
        private void compareMerge(String document, LogicalWrite write) {
            Claim claim = claims.get(new Key(document, write.version()));
            if (claim != null && write.op().kind() == Op.Kind.MERGE && !couldMake(write.op(), claim)) {
                violations.add(new Violation(
                        document,
                        "a version does not hold what it was written with:\n  " + write + "\n  " + claim.source()));
            }
        }

        private void requireWriter(Key key, Claim claim, List<LogicalWrite> unknown) {
            boolean written = unknown.stream()
                    .anyMatch(write -> write.from() <= claim.firstSeen() && couldMake(write.op(), claim));
            if (!written) {
                violations.add(new Violation(
                        key.document(), "no client wrote version " + key.version() + ":\n  " + claim.source()));
            }
        }

        private static boolean couldMake(Op op, Claim claim) {
            return switch (op.kind()) {
                case PUT -> claim.isSame(op.data());
                case DELETE -> claim.data() == null;
                case JSON_PATCH -> claim.data() != null;
                case MERGE -> claim.data() != null && holds(op, claim.data());
            };
        }

        /** Merging once more changes nothing. */
        private static boolean holds(Op merge, JsonNode data) {
            Op again = new Op(merge.id(), merge.kind(), merge.data(), new Op.Condition.None(), null);
            return Model.apply(again, new Model.Document(data, 1)) instanceof Model.Result.Applied applied
                    && applied.data() != null
                    && Json.same(applied.data(), data);
        }
    }
}
