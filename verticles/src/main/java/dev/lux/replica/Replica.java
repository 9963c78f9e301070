package dev.lux.replica;

import dev.lux.command.OwnerRequest.Known;
import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The newest committed state of every document that this node wants, by shard, with the term of the owner that said so.
 *
 * <p>The one rule: a state counts if its version is higher. The one exception: an owner of a later term that holds a
 * lower version says that the higher one was lost for good.
 *
 * <p>Pure; belongs to one event loop.
 */
final class Replica {
    /** How long a deletion is remembered, so that an older state that is still on its way does not undo it. */
    private static final long GONE_NANOS = Duration.ofSeconds(10).toNanos();

    private final ToIntFunction<String> shardOf;
    private final Map<Integer, TreeMap<String, Held>> shards = new HashMap<>();
    private final ArrayDeque<Gone> gone = new ArrayDeque<>();
    /** By shard: the highest term that anything came under. What an earlier owner still sends is older than that. */
    private final Map<Integer, Long> terms = new HashMap<>();

    private record Held(long term, SharedState state) {
        long version() {
            return state.state().version();
        }
    }

    private record Gone(String id, long version, long atNanos) {}

    Replica(ToIntFunction<String> shardOf) {
        this.shardOf = shardOf;
    }

    /** Takes a state. @return the change for audiences, or {@code null} when it is no news */
    @Nullable
    Change take(Update.Change change, long nowNanos) {
        DocumentState state = change.state();
        int number = shardOf.applyAsInt(state.id());
        if (change.term() < terms.merge(number, change.term(), Math::max)) {
            return null;
        }
        TreeMap<String, Held> shard = shards.computeIfAbsent(number, first -> new TreeMap<>());
        Held held = shard.get(state.id());
        boolean reset = held != null && state.version() < held.version() && change.term() > held.term;
        if (held != null && state.version() <= held.version() && !reset) {
            if (state.version() == held.version() && change.term() > held.term) {
                shard.put(state.id(), new Held(change.term(), held.state));
            }
            return null;
        }
        SharedState shared = new SharedState(state);
        shard.put(state.id(), new Held(change.term(), shared));
        if (!state.isLive()) {
            gone.add(new Gone(state.id(), state.version(), nowNanos));
        }
        return new Change(shared, change.replaced(), reset);
    }

    /** The shard is followed under this term: what came under an earlier one has been compared with it. */
    void followed(int shard, long term) {
        terms.merge(shard, term, Math::max);
    }

    /** Every live match. */
    List<SharedState> live(Pattern pattern) {
        List<SharedState> states = new ArrayList<>();
        forEachMatch(pattern, (id, held) -> {
            if (held.state.state().isLive()) {
                states.add(held.state);
            }
        });
        return states;
    }

    /** What is held of a shard. */
    List<Known> known(int shard) {
        List<Known> known = new ArrayList<>();
        shards.getOrDefault(shard, new TreeMap<>()).forEach((id, held) -> known.add(new Known(id, held.version())));
        return known;
    }

    /** What is held of the matches of a pattern in some shards. */
    List<Known> known(Pattern pattern, Predicate<Integer> within) {
        List<Known> known = new ArrayList<>();
        forEachMatch(pattern, (id, held) -> {
            if (within.test(shardOf.applyAsInt(id))) {
                known.add(new Known(id, held.version()));
            }
        });
        return known;
    }

    private interface Visitor {
        void visit(String id, Held held);
    }

    private void forEachMatch(Pattern pattern, Visitor visitor) {
        if (!pattern.isPrefix()) {
            TreeMap<String, Held> shard = shards.get(shardOf.applyAsInt(pattern.text()));
            Held held = shard == null ? null : shard.get(pattern.text());
            if (held != null) {
                visitor.visit(pattern.text(), held);
            }
            return;
        }
        for (TreeMap<String, Held> shard : shards.values()) {
            // Ids are ASCII, so this is above every id with the prefix.
            shard.subMap(pattern.text(), true, pattern.text() + '\u007f', false).forEach(visitor::visit);
        }
    }

    /** Forgets the matches of a pattern that nobody wants any more. */
    void forget(Pattern pattern, Predicate<String> wanted) {
        List<String> unwanted = new ArrayList<>();
        forEachMatch(pattern, (id, held) -> {
            if (!wanted.test(id)) {
                unwanted.add(id);
            }
        });
        unwanted.forEach(this::remove);
    }

    /** Forgets deletions that are old enough; called now and then. */
    void forgetGone(long nowNanos) {
        while (!gone.isEmpty() && nowNanos - gone.element().atNanos > GONE_NANOS) {
            Gone old = gone.remove();
            TreeMap<String, Held> shard = shards.get(shardOf.applyAsInt(old.id));
            Held held = shard == null ? null : shard.get(old.id);
            if (held != null
                    && held.version() == old.version
                    && !held.state.state().isLive()) {
                remove(old.id);
            }
        }
    }

    private void remove(String id) {
        int number = shardOf.applyAsInt(id);
        TreeMap<String, Held> shard = shards.get(number);
        if (shard != null) {
            shard.remove(id);
            if (shard.isEmpty()) {
                shards.remove(number);
            }
        }
    }

    /** How many documents are held. */
    int size() {
        return shards.values().stream().mapToInt(TreeMap::size).sum();
    }
}
