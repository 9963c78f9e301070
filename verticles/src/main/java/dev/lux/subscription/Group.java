package dev.lux.subscription;

import dev.lux.document.Pattern;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The streams of one event loop that share a pattern. Belongs to the hub's event loop.
 */
final class Group {
    private final Pattern pattern;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    /** Succeeds when the hub has every live match. */
    private final Future<Void> loaded;
    /** How many subscriptions use it, those that are still being prepared too. */
    private int uses;

    private boolean live = true;

    Group(Pattern pattern, Future<Void> loaded) {
        this.pattern = pattern;
        this.loaded = loaded;
    }

    Pattern pattern() {
        return pattern;
    }

    Set<Subscriber> subscribers() {
        return subscribers;
    }

    Future<Void> loaded() {
        return loaded;
    }

    /** @return whether that is new */
    boolean setLive(boolean now) {
        boolean changed = live != now;
        live = now;
        return changed;
    }

    /** Whether what is shown is surely as new as promised. */
    boolean isLive() {
        return live;
    }

    void use() {
        uses++;
    }

    /** @return whether nobody uses it any more */
    boolean release() {
        return --uses == 0;
    }
}
