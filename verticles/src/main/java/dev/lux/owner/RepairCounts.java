package dev.lux.owner;

/** Told of what had to be sent again. Calls come from any event loop. */
public interface RepairCounts {
    /** So many updates were sent again, since an acknowledgement did not come in time. */
    void resent(int updates);
}
