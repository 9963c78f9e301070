package dev.lux.replica;

/** Told of every repair. Calls come from the replica's event loop. */
public interface RepairStats {
    /** Why a shard had to be registered again. */
    enum Cause {
        /** The partition table names another owner. */
        OWNER_CHANGED,
        /** The same owner claimed it again. */
        TERM_CHANGED,
        /** The owner had forgotten the stream. */
        STREAM_BEGAN_AGAIN,
        /** Three beacons did not come, or what was sent before them did not. */
        SILENCE,
        /** The owner believes that this node wants something else. */
        INTEREST_DIFFERS,
        /** A registration got no answer, or not the whole of it. */
        UNANSWERED
    }

    /** A shard has to be registered again. */
    void lost(Cause cause);

    RepairStats NONE = cause -> {};
}
