package dev.lux.boot.local;

import java.util.Map;

/**
 * What to start on this machine.
 *
 * @param nodes data members: 3 or 5
 * @param host where clients connect
 * @param port where clients connect; 0 picks a free one
 * @param apiKey of all nodes
 * @param balancer whether HAProxy is wanted in front
 * @param environment of the nodes; what makes them a cluster is set here
 */
public record LocalPlan(
        int nodes, String host, int port, String apiKey, boolean balancer, Map<String, String> environment) {
    public LocalPlan {
        if (nodes != 3 && nodes != 5) {
            throw new IllegalArgumentException("--nodes is 3 or 5; without it there is one node");
        }
        environment = Map.copyOf(environment);
    }
}
