package dev.lux.harness.check.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The points of the search that need no second visit, all of them settled. One is as good as another when it is at the
 * same state with the same calls placed, and has used no unknown write that the other has not: unused ones may always
 * stay unused. Time is no part of it: nothing that is left had ended when a settled one was over.
 */
final class Visited {
    private final Map<Key, List<Node>> nodes = new HashMap<>();

    private record Key(int era, long version, int content, Node.Placed placed) {}

    /** Remembers it; false when a point that is as good was visited before. */
    boolean add(Node node) {
        Key key = new Key(node.era(), node.version(), node.content().id(), node.placed());
        List<Node> before = nodes.computeIfAbsent(key, any -> new ArrayList<>(1));
        for (Node other : before) {
            if (isSubset(other.used(), node.used())) {
                return false;
            }
        }
        before.add(node);
        return true;
    }

    /** Of ascending numbers. */
    private static boolean isSubset(int[] small, int[] large) {
        int at = 0;
        for (int wanted : small) {
            while (at < large.length && large[at] < wanted) {
                at++;
            }
            if (at == large.length || large[at] != wanted) {
                return false;
            }
        }
        return true;
    }
}
