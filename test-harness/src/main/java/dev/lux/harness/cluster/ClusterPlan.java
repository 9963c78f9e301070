package dev.lux.harness.cluster;

import dev.lux.harness.broker.Launch;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * What cluster to start; immutable.
 *
 * @param name of the folder of its logs, and in what is printed
 * @param dataMembers 1, 3 or 5; n1, n2, ...
 * @param edges how many at the start; e1, e2, ...
 * @param needsBreaks whether packets must be lost: then a machine that can't do so is an error
 * @param detection LUX_CLUSTER_DETECTION, in whole seconds
 * @param adjust what is special about a node, by its name; applied last
 */
public record ClusterPlan(
        String name,
        int dataMembers,
        int edges,
        boolean needsBreaks,
        Duration detection,
        BiFunction<String, Launch, Launch> adjust) {

    /** Data members alone, and a detection that a loaded machine does not trip over. */
    public static ClusterPlan of(String name, int dataMembers) {
        return new ClusterPlan(name, dataMembers, 0, false, Duration.ofSeconds(5), (node, launch) -> launch);
    }

    public ClusterPlan edges(int number) {
        return new ClusterPlan(name, dataMembers, number, needsBreaks, detection, adjust);
    }

    /** On a network in which packets can be lost. */
    public ClusterPlan breakable() {
        return new ClusterPlan(name, dataMembers, edges, true, detection, adjust);
    }

    public ClusterPlan detection(Duration silence) {
        return new ClusterPlan(name, dataMembers, edges, needsBreaks, silence, adjust);
    }

    /** A setting of every node. */
    public ClusterPlan env(String variable, String value) {
        return adjust((node, launch) -> launch.env(variable, value));
    }

    /** What is special about a node, by its name; applied after what was asked for before. */
    public ClusterPlan adjust(BiFunction<String, Launch, Launch> more) {
        BiFunction<String, Launch, Launch> both = (node, launch) -> more.apply(node, adjust.apply(node, launch));
        return new ClusterPlan(name, dataMembers, edges, needsBreaks, detection, both);
    }
}
