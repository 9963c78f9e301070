package dev.lux.cluster;

/**
 * How this node takes part in a cluster.
 *
 * @param name nodes join only nodes with the same name
 * @param bindAddress the one interface that the member port and the event bus use; private, never for clients
 * @param dataMembers N: how many nodes keep documents; 1, 3 or 5, configured, never guessed
 */
public record ClusterSettings(String name, String bindAddress, int dataMembers) {
    public ClusterSettings {
        if (dataMembers != 1 && dataMembers != 3 && dataMembers != 5) {
            throw new IllegalArgumentException("the number of data members is 1, 3 or 5");
        }
    }

    /** One node on the loopback interface that joins nobody. */
    public static ClusterSettings single(String uniqueName) {
        return new ClusterSettings(uniqueName, "127.0.0.1", 1);
    }

    /** f = floor(N/2): synchronous copies beside the primary. */
    public int copies() {
        return dataMembers / 2;
    }

    /** Q = floor(N/2)+1: data members that must be alive. */
    public int quorum() {
        return dataMembers / 2 + 1;
    }
}
