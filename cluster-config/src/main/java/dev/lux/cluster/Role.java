package dev.lux.cluster;

/** What a node does in the cluster. */
public enum Role {
    /** Keeps documents, and takes clients too. One of the N of which a quorum is counted. */
    DATA,
    /** Takes clients and keeps nothing: adding and removing one moves no data and never changes the quorum. */
    EDGE
}
