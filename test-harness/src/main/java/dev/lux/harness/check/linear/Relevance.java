package dev.lux.harness.check.linear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Op;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which unseen writes are worth trying right before a visible one. A write is left out when it could as well take effect
 * after that, or never: without this, every subset of the merges of unknown outcome would be tried.
 *
 * <p>A put of a document that exists is left out before a write that overwrites everything, where no guard looks at it.
 * A merge stays when the document is absent (it creates it), or when one of its members is named by a guard. Otherwise,
 * before a write that overwrites everything it changes nothing. Before a merge whose result somebody saw it matters only
 * if that result has a member from it. Before a merge whose result nobody saw it matters only if both have a member in
 * common, since else the two can change places; unless the write after that depends on the version of this one, so that
 * there is no place between them: then that write decides, and so on.
 */
final class Relevance {
    private final List<Visible> versions;
    /** The names that guards of unknown writes look at. */
    private final Names guarded;

    private final boolean hasGuardedDeletes;

    Relevance(Timeline timeline) {
        this.versions = timeline.versions();
        Set<String> names = new HashSet<>();
        boolean all = false;
        for (Candidate write : timeline.unknown()) {
            Names guard = guardOf(write);
            names.addAll(guard.names());
            all |= guard.all();
        }
        guarded = new Names(names, all);
        hasGuardedDeletes = timeline.unknown().stream()
                .anyMatch(write -> write.write().op().kind() == Op.Kind.DELETE
                        && !guardOf(write).isEmpty());
    }

    /** Names of members at the top. */
    private record Names(Set<String> names, boolean all) {
        static final Names NONE = new Names(Set.of(), false);

        boolean isEmpty() {
            return names.isEmpty() && !all;
        }

        boolean meets(Set<String> others) {
            return all || !Collections.disjoint(names, others);
        }
    }

    /** Whether what comes after a node may come out otherwise; of calls that name no version only absence counts. */
    boolean mayMatter(Candidate hidden, Node node) {
        if (hidden.write().op().kind() == Op.Kind.DELETE) {
            return true;
        }
        if (node.era() + 1 >= versions.size()) {
            return hasGuardedDeletes;
        }
        if (hidden.isOnceByCondition() || node.content().data() == null) {
            return true;
        }
        JsonNode patch = patchOf(hidden);
        if (patch == null) {
            return hidden.write().op().kind() != Op.Kind.PUT || mayPutMatter(versions.get(node.era() + 1));
        }
        Set<String> members = namesOf(patch);
        return guarded.meets(members) || mayMatter(hidden, patch, members, node.era() + 1);
    }

    private boolean mayPutMatter(Visible target) {
        Candidate next = target.acknowledged();
        return next == null || !next.overwrites() || !guardOf(next).isEmpty() || hasGuardedDeletes;
    }

    private boolean mayMatter(Candidate hidden, JsonNode patch, Set<String> members, int first) {
        Set<String> replaced = new HashSet<>();
        for (int i = first; i < versions.size(); i++) {
            Visible target = versions.get(i);
            Candidate next = target.acknowledged();
            if (next == null) {
                return target.content() == null || shows(target.content().data(), patch, replaced);
            }
            if (guardOf(next).meets(members)) {
                return true;
            }
            if (next.overwrites()) {
                return false;
            }
            JsonNode merged = patchOf(next);
            if (merged == null || guardOf(hidden).meets(namesOf(merged))) {
                return true;
            }
            replaced.addAll(namesOf(merged));
            if (target.content() != null) {
                return shows(target.content().data(), patch, replaced);
            }
            if (!Collections.disjoint(members, namesOf(merged))) {
                return true;
            }
            if (!isTiedToTheOneBefore(i + 1)) {
                return false;
            }
        }
        return false;
    }

    /** Whether no unseen state may lie between a visible version and the one before, or nobody knows. */
    private boolean isTiedToTheOneBefore(int index) {
        if (index >= versions.size()) {
            return false;
        }
        Candidate write = versions.get(index).acknowledged();
        return write == null || write.isOnceByCondition();
    }

    /** The patch of a merge that says which members it sets; null for any other write. */
    private static @Nullable JsonNode patchOf(Candidate write) {
        JsonNode data = write.write().op().data();
        return write.write().op().kind() == Op.Kind.MERGE && data != null && data.isObject() ? data : null;
    }

    /** Whether a result has a member that may come from a patch, beside those that were replaced since. */
    private static boolean shows(@Nullable JsonNode result, JsonNode patch, Set<String> replaced) {
        if (result == null || !result.isObject()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (!replaced.contains(member.getKey())) {
                JsonNode wanted = member.getValue();
                JsonNode found = result.get(member.getKey());
                boolean fits = found == null ? wanted.isNull() : wanted.isObject() || Json.same(wanted, found);
                if (fits) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> namesOf(JsonNode patch) {
        Set<String> names = new HashSet<>();
        patch.properties().forEach(member -> names.add(member.getKey()));
        return names;
    }

    private static Names guardOf(Candidate write) {
        if (!(write.write().op().condition() instanceof Op.Condition.Guard guard)) {
            return Names.NONE;
        }
        Set<String> names = new HashSet<>();
        for (String pointer : guard.alternatives().keySet()) {
            int end = pointer.indexOf('/', 1);
            if (pointer.isEmpty()) {
                return new Names(Set.of(), true);
            }
            String first = pointer.substring(1, end < 0 ? pointer.length() : end);
            names.add(first.replace("~1", "/").replace("~0", "~"));
        }
        return new Names(names, false);
    }
}
