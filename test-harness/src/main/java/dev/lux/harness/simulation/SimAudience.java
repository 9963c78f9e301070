package dev.lux.harness.simulation;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.replica.Audience;
import dev.lux.replica.Change;
import dev.lux.replica.SharedState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Someone who watches documents at one node, and notes what the node tells. */
final class SimAudience implements Audience {
    private final Pattern pattern;
    private final SimBroker broker;
    private final SimChecks checks;
    private final Map<String, DocumentState> shown = new HashMap<>();
    private Set<Integer> silent = Set.of();

    SimAudience(Pattern pattern, SimBroker broker, SimChecks checks) {
        this.pattern = pattern;
        this.broker = broker;
        this.checks = checks;
    }

    String name() {
        return "the watcher of " + pattern + " at " + broker.node();
    }

    boolean watches(String id) {
        return pattern.matches(id);
    }

    SimBroker broker() {
        return broker;
    }

    @Override
    public void run(Runnable task) {
        broker.clientLoop().run(task);
    }

    /** What was there when the pattern was registered. */
    void load(List<SharedState> states) {
        for (SharedState state : states) {
            DocumentState before = shown.get(state.state().id());
            if (before == null || before.version() < state.state().version()) {
                shown.put(state.state().id(), state.state());
            }
        }
    }

    @Override
    public void apply(List<Change> changes) {
        for (Change change : changes) {
            SharedState state = change.state();
            DocumentState now = state.state();
            checks.told(name(), now, shown.get(now.id()), change.reset());
            shown.put(now.id(), now);
        }
    }

    @Override
    public void silent(Set<Integer> shards) {
        silent = shards;
    }

    Set<Integer> silent() {
        return silent;
    }

    @Nullable
    DocumentState shown(String id) {
        return shown.get(id);
    }
}
