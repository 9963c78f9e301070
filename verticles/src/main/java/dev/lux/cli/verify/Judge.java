package dev.lux.cli.verify;

import dev.lux.document.Fingerprint;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides, look by look, which documents differ. Writes go on meanwhile, so one that differs in a look is only suspected.
 * It is cleared when a later look finds it equal; or when by then everybody has come as far as anybody was when it was
 * first suspected, and whoever is at the same version has the same content: then it is being written.
 */
public final class Judge {
    private final int copies;
    private final Map<String, Suspect> suspects = new TreeMap<>();
    /** Shards of which not everything has been seen yet. */
    private Set<Integer> unseen = new HashSet<>();

    private boolean first = true;
    private int moving;

    private static final class Suspect {
        final long goal;
        int shard;
        /** The highest version of a deletion that was seen: where who has nothing may be. */
        long gone;

        Map<Holder, Fingerprint> last = Map.of();

        Suspect(Map<Holder, Fingerprint> held) {
            this.goal =
                    held.values().stream().mapToLong(Fingerprint::version).max().orElse(0);
        }
    }

    /** @param copies how many each shard must have beside the primary one */
    public Judge(int copies) {
        this.copies = copies;
    }

    /** Takes one look: the first at everything, later ones at least at {@link #shards}. */
    public void look(Sightings seen) {
        Set<Integer> incomplete = seen.incomplete(copies);
        Set<String> ids = new HashSet<>(suspects.keySet());
        for (String id : seen.ids()) {
            if (first || unseen.contains(seen.shardOf(id))) {
                ids.add(id);
            }
        }
        for (String id : ids) {
            judge(id, seen, incomplete);
        }
        unseen = incomplete;
        first = false;
    }

    private void judge(String id, Sightings seen, Set<Integer> incomplete) {
        Suspect known = suspects.get(id);
        int shard = seen.shardOf(id);
        if (shard == Sightings.NO_SHARD && known != null) {
            shard = known.shard;
        }
        Map<Holder, Fingerprint> held = seen.of(id, shard);
        boolean whole = !incomplete.contains(shard);
        if (whole && isEqual(held)) {
            suspects.remove(id);
            return;
        }
        Suspect suspect = known == null ? new Suspect(held) : known;
        suspect.shard = shard;
        suspect.gone = Math.max(suspect.gone, highestDeletion(held.values()));
        suspects.put(id, suspect);
        if (whole && known != null && isConsistent(held) && hasMoved(suspect, held)) {
            suspects.remove(id);
            moving++;
        } else if (whole) {
            suspect.last = held;
        }
    }

    private static boolean isEqual(Map<Holder, Fingerprint> held) {
        Fingerprint most = held.entrySet().iterator().next().getValue();
        return held.entrySet().stream().allMatch(each -> {
            Fingerprint one = each.getValue();
            return each.getKey().kind().isReader()
                    ? one.version() == (most.deleted() ? 0 : most.version()) && one.visible() == most.visible()
                    : one.equals(most);
        });
    }

    /** Whether those who are at the same version have the same. */
    private static boolean isConsistent(Map<Holder, Fingerprint> held) {
        Map<Long, Fingerprint> stored = new HashMap<>();
        Map<Long, Long> visible = new HashMap<>();
        return held.entrySet().stream().allMatch(each -> {
            Fingerprint one = each.getValue();
            boolean sameRecord = each.getKey().kind().isReader()
                    || stored.merge(one.version(), one, (before, now) -> before).equals(one);
            return sameRecord && visible.merge(one.version(), one.visible(), (before, now) -> before) == one.visible();
        });
    }

    private static boolean hasMoved(Suspect suspect, Map<Holder, Fingerprint> held) {
        return held.values().stream()
                .allMatch(one -> Math.max(one.version(), one.version() == 0 ? suspect.gone : 0) >= suspect.goal);
    }

    private static long highestDeletion(Collection<Fingerprint> held) {
        return held.stream()
                .filter(Fingerprint::deleted)
                .mapToLong(Fingerprint::version)
                .max()
                .orElse(0);
    }

    /** Whether another look could change anything. */
    public boolean isOpen() {
        return !suspects.isEmpty() || !unseen.isEmpty();
    }

    /** The documents that another look should show. */
    public Set<String> suspects() {
        return suspects.keySet();
    }

    /** The shards that another look must ask for; {@link Sightings#NO_SHARD} among them: all. */
    public Set<Integer> shards() {
        Set<Integer> shards = new HashSet<>(unseen);
        suspects.values().forEach(suspect -> shards.add(suspect.shard));
        return shards;
    }

    /** How many documents were written while they were looked at, by everybody. */
    public int moving() {
        return moving;
    }

    /** Shards that somebody who must hold them said nothing of, in the last look. */
    public Set<Integer> unseen() {
        return unseen;
    }

    /** The documents that differed in every look, and who had what in the last. */
    public Map<String, Map<Holder, Fingerprint>> differences() {
        Map<String, Map<Holder, Fingerprint>> differences = new TreeMap<>();
        suspects.forEach((id, suspect) -> {
            if (!suspect.last.isEmpty()) {
                differences.put(id, suspect.last);
            }
        });
        return differences;
    }
}
