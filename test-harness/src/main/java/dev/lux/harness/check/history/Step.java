package dev.lux.harness.check.history;

import java.util.Map;

/** What happened to a subscriber, frames and connections, in its own order. */
public sealed interface Step {
    long at();

    record Opened(long at, String node) implements Step {}

    record Subscribed(long at, String match, Map<String, Long> since) implements Step {}

    /**
     * {@code state} or {@code gone}.
     *
     * @param reset whether it says that state was lost for good
     * @param skipped how many states it replaces, at least
     */
    record Told(long at, String document, State state, boolean reset, long skipped) implements Step {}

    record Synced(long at, String match, long count) implements Step {}

    record Status(long at, String match, boolean live) implements Step {}

    /** Any other frame. */
    record Other(long at, String type) implements Step {}

    record Closed(long at, boolean wanted, String why) implements Step {}
}
