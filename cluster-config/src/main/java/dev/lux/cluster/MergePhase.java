package dev.lux.cluster;

/** How far a node is that joins another part of its cluster with what it has. */
enum MergePhase {
    /** It has nothing to bring. */
    NONE,
    /** What it has is on its way. */
    OWN,
    /** It has brought its own; other data members of the part that it came from have not. */
    COMRADES
}
