package dev.lux.owner;

/** Told of what an owner sends to edges. Calls come from any event loop. */
public interface FanOutCounts {
    /** One message with so many changes was sent to one node, for the first time. */
    default void sent(int changes) {}

    /** So many messages were sent again, since an acknowledgement did not come in time. */
    void resent(int updates);
}
