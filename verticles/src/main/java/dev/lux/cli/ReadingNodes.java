package dev.lux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Through which nodes this machine can read. The cluster says where its nodes listen for clients; that may be an address
 * that is none here, or another node's, so each is asked who it is.
 *
 * @param reached by node
 * @param notes what could not be reached, for people
 */
record ReadingNodes(Map<String, Target> reached, List<String> notes) {

    /**
     * Finds them.
     *
     * @param cluster the answer to {@code _cluster} through {@code target}
     */
    static ReadingNodes of(Target target, JsonNode cluster) {
        Map<String, Target> reached = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        // The key goes in the clear to none where it would have been encrypted.
        boolean mayAskOthers = target.base().startsWith("http:");
        for (JsonNode member : cluster.path("members")) {
            String node = member.path("node").asText();
            String http = member.path("http").asText("");
            Target own =
                    new Target("http://" + withHost(http, member.path("address").asText()), target.key());
            if (!http.isEmpty() && mayAskOthers && isNode(own, node)) {
                reached.put(node, own);
            } else if (member.path("this").asBoolean()) {
                reached.put(node, target);
            } else {
                notes.add(node
                        + (http.isEmpty()
                                ? " does not say where it listens"
                                : " at " + http + " can't be reached from here")
                        + ": what is read there is not compared");
            }
        }
        return new ReadingNodes(reached, notes);
    }

    /** Where a node listens on all its addresses, the private one is as good as any. */
    private static String withHost(String http, String address) {
        int colon = http.lastIndexOf(':');
        String host = colon < 0 ? http : http.substring(0, colon);
        if (host.equals("0.0.0.0") || host.equals("::")) {
            host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
        }
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
                + http.substring(Math.max(0, colon));
    }

    private static boolean isNode(Target target, String node) {
        try {
            if (URI.create(target.base()).getHost() == null) {
                return false;
            }
            Answer answer = new Broker(target).read("/_cluster", Map.of());
            return answer.status() == 200
                    && Facts.of(answer.body()).text("node").equals(node);
        } catch (CliException | IllegalArgumentException e) {
            return false;
        }
    }
}
