package dev.lux.harness.check;

import dev.lux.document.Pattern;
import dev.lux.harness.check.history.State;
import dev.lux.harness.check.history.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a subscriber holds after each step when it does what the protocol says. Not for several threads. */
final class View {
    /** The newest state of each document, a deletion too. */
    private final Map<String, State> held = new HashMap<>();
    /** Of this connection. */
    private final Set<String> told = new HashSet<>();

    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Long> subscribedAt = new HashMap<>();
    private final Set<String> stale = new HashSet<>();
    private boolean connected;

    void apply(Step step) {
        if (step instanceof Step.Opened) {
            told.clear();
            since.clear();
            subscribedAt.clear();
            stale.clear();
            connected = true;
        } else if (step instanceof Step.Closed) {
            connected = false;
        } else if (step instanceof Step.Subscribed subscribed) {
            subscribedAt.put(subscribed.match(), subscribed.at());
            since.putAll(subscribed.since());
        } else if (step instanceof Step.Told one) {
            told.add(one.document());
            held.put(one.document(), one.state());
        } else if (step instanceof Step.Status status) {
            if (status.live()) {
                stale.remove(status.match());
            } else {
                stale.add(status.match());
            }
        } else if (step instanceof Step.Synced synced) {
            held.keySet().removeIf(id -> matches(synced.match(), id) && !isNamed(id));
        }
    }

    boolean isConnected() {
        return connected;
    }

    /** The subscriptions of this connection that it was told may be old. */
    Set<String> stale() {
        return stale;
    }

    @Nullable
    State held(String document) {
        return held.get(document);
    }

    boolean wasToldHere(String document) {
        return told.contains(document);
    }

    /** The version that this connection's subscriptions named, or null. */
    @Nullable
    Long since(String document) {
        return since.get(document);
    }

    /** When this connection subscribed to a pattern; null when it did not. */
    @Nullable
    Long subscribedAt(String match) {
        return subscribedAt.get(match);
    }

    /** Whether this connection subscribed to something that matches. */
    boolean watches(String document) {
        return subscribedAt.keySet().stream().anyMatch(match -> matches(match, document));
    }

    /** How many live documents this connection holds that match. */
    long live(String match) {
        return held.entrySet().stream()
                .filter(each -> each.getValue().isLive() && matches(match, each.getKey()) && isNamed(each.getKey()))
                .count();
    }

    /** Whether this connection was told of it, or said that it has it. */
    private boolean isNamed(String document) {
        return told.contains(document) || since.containsKey(document);
    }

    static boolean matches(String match, String document) {
        return Pattern.parse(match).matches(document);
    }
}
