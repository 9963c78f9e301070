package dev.lux.access.keys;

import dev.lux.access.keys.KeyNews.Node;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which node of the cluster has which keys in its file. A node alone says what its file has, and the higher version wins,
 * however it came here; so what two parts of a cluster knew goes together by itself, and a node that comes again at its
 * address takes the place of what it said before. What one said that has left is good for {@link #KEPT}, for all alike,
 * whoever passes it on.
 *
 * <p>Time is an argument, in microseconds since 1970. Pure; belongs to whoever holds it.
 */
final class KeyNodes {
    /** A restart must not lock out services, and a key that nobody has in a file any more must not live for long. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, List<ApiKey>> lists = new HashMap<>();
    private @Nullable String self;

    /** This node's keys are these now. */
    void own(String address, List<ApiKey> keys, long nowMicros) {
        self = address;
        List<ApiKey> told = AgreedKeys.told(keys);
        String list = digest(told);
        Node before = nodes.get(address);
        lists.put(list, told);
        if (before == null || !before.list().equals(list)) {
            long version = Math.max(nowMicros, before == null ? 0 : before.version() + 1);
            nodes.put(address, new Node(address, version, list, Node.STAYS));
        }
        forgetLists();
    }

    /**
     * Others at these addresses are there, and nobody else is.
     *
     * @return whether something has changed by it
     */
    boolean present(Set<String> addresses, long nowMicros) {
        boolean changed = false;
        for (Node node : List.copyOf(nodes.values())) {
            if (node.address().equals(self)) {
                continue;
            }
            boolean there = addresses.contains(node.address());
            if (there && !node.isThere()) {
                nodes.put(node.address(), node.until(Node.STAYS));
                changed = true;
            } else if (!there && node.isThere()) {
                nodes.put(node.address(), node.until(nowMicros + micros(KEPT)));
                changed = true;
            } else if (node.until() <= nowMicros) {
                nodes.remove(node.address());
                changed = true;
            }
        }
        forgetLists();
        return changed;
    }

    /**
     * Another node has said so.
     *
     * @param present whether somebody is there now at this address
     * @param mostKeys different keys that others may have together
     * @return the addresses of nodes whose keys would be more, and are left out
     */
    Set<String> take(KeyNews news, Predicate<String> present, int mostKeys, long nowMicros) {
        news.lists().forEach(file -> {
            List<ApiKey> told = AgreedKeys.told(file.keys());
            lists.put(digest(told), told);
        });
        // Those whose keys were left out may have their chance again.
        nodes.values().removeIf(node -> !lists.containsKey(node.list()));
        Set<String> left = new TreeSet<>();
        for (Node said : news.nodes()) {
            if (said.address().equals(self)) {
                correct(said);
            } else if (take(said, present.test(said.address()), nowMicros) && keysOfOthers() > mostKeys) {
                // Who it is stays known, so that the same is not told again every second.
                lists.remove(said.list());
                left.add(said.address());
            }
        }
        forgetLists();
        return left;
    }

    /** What this node said in an earlier life is over. */
    private void correct(Node said) {
        Node own = nodes.get(said.address());
        if (own != null && said.version() >= own.version() && !said.list().equals(own.list())) {
            nodes.put(own.address(), own.version(said.version() + 1));
        } else if (own != null && said.version() > own.version()) {
            nodes.put(own.address(), own.version(said.version()));
        }
    }

    /** @return whether its keys are other ones now */
    private boolean take(Node said, boolean isThere, long nowMicros) {
        Node known = nodes.get(said.address());
        long leaves = isThere ? Node.STAYS : Math.min(said.until(), nowMicros + micros(KEPT));
        if (known == null && leaves <= nowMicros) {
            return false;
        }
        if (known != null && !isNewer(said, known)) {
            boolean same = said.version() == known.version();
            nodes.put(known.address(), same && !isThere ? known.until(Math.min(known.until(), leaves)) : known);
            return false;
        }
        if (!lists.containsKey(said.list())) {
            // It comes with the next answer, from who has it.
            return false;
        }
        nodes.put(said.address(), said.until(leaves));
        return true;
    }

    private static boolean isNewer(Node said, Node known) {
        return said.version() > known.version()
                || (said.version() == known.version() && said.list().compareTo(known.list()) > 0);
    }

    private int keysOfOthers() {
        Set<String> ids = new HashSet<>();
        nodes.values().stream()
                .filter(node -> !node.address().equals(self))
                .map(Node::list)
                .distinct()
                .forEach(list -> list(list).forEach(key -> ids.add(key.id())));
        return ids.size();
    }

    /** In one order. */
    List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** By their digests. */
    Set<String> known() {
        return Set.copyOf(lists.keySet());
    }

    /** Of these, what somebody lacks who has others. */
    List<KeyFile> listsBeside(Collection<String> had) {
        return lists.entrySet().stream()
                .filter(each -> !had.contains(each.getKey()))
                .map(each -> KeyFile.EMPTY.withKeys(each.getValue()))
                .toList();
    }

    /** What other nodes have that are there, or, if not {@code there}, that have left. */
    List<List<ApiKey>> ofOthers(boolean there) {
        return nodes.values().stream()
                .filter(node -> !node.address().equals(self) && node.isThere() == there)
                .map(Node::list)
                .distinct()
                .sorted()
                .map(this::list)
                .toList();
    }

    private List<ApiKey> list(String digest) {
        return lists.getOrDefault(digest, List.of());
    }

    private void forgetLists() {
        lists.keySet().retainAll(nodes.values().stream().map(Node::list).collect(Collectors.toSet()));
    }

    private static String digest(List<ApiKey> keys) {
        return RevokedKeys.digest(KeyFile.EMPTY.withKeys(keys));
    }

    private static long micros(Duration time) {
        return TimeUnit.MILLISECONDS.toMicros(time.toMillis());
    }
}
