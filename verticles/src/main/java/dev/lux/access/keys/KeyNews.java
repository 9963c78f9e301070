package dev.lux.access.keys;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonElements;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import dev.lux.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one node tells another of credentials: {@code {"revoked":FILE,"nodes":[{"address","version","keys","until"}],
 * "lists":[FILE, ...]}}, where a file is a {@link KeyFile}. Of a list of keys that is at several nodes there is one copy.
 *
 * @param revoked keys and JWTs, of all nodes together
 * @param nodes whose keys are known
 * @param lists those that the asker does not have
 */
record KeyNews(KeyFile revoked, List<Node> nodes, List<KeyFile> lists) {
    /** More are refused. */
    static final int MAX_NODES = 1_000;

    private static final JsonLimits LIMITS = new JsonLimits(10, 32);

    /**
     * A node and its file.
     *
     * @param address where it is found by other members
     * @param version rises with every change of its keys
     * @param list the {@linkplain RevokedKeys#digest digest} of its keys
     * @param until microseconds since 1970: when it is forgotten, since it has left; {@link #STAYS} while it is there
     */
    record Node(String address, long version, String list, long until) {
        /** Beyond every time. */
        static final long STAYS = (1L << 53) - 1;

        /** Above it versions are taken for none, so that one can always be made that is higher. */
        static final long MAX_VERSION = 1L << 52;

        /** @throws IllegalArgumentException with what is wrong */
        Node {
            if (address.isEmpty() || address.length() > 300 || version < 0 || version > MAX_VERSION || until < 0) {
                throw new IllegalArgumentException("a node has an address, a version and a time");
            }
        }

        boolean isThere() {
            return until == STAYS;
        }

        Node until(long time) {
            return new Node(address, version, list, time);
        }

        Node version(long next) {
            return new Node(address, next, list, until);
        }

        private String format() {
            return "{\"address\":" + JsonStrings.quote(address) + ",\"version\":" + version + ",\"keys\":"
                    + JsonStrings.quote(list) + (isThere() ? "" : ",\"until\":" + until) + "}";
        }
    }

    KeyNews {
        nodes = List.copyOf(nodes);
        lists = List.copyOf(lists);
    }

    /** @throws IllegalArgumentException with what is wrong */
    static KeyNews parse(byte[] json) {
        try {
            JsonMembers top = JsonMembers.parse(json, LIMITS);
            top.requireOnly(Set.of("revoked", "nodes", "lists"));
            return new KeyNews(
                    KeyFile.parse(required(top, "revoked")),
                    each(top, "nodes", KeyNews::node),
                    each(top, "lists", KeyFile::parse));
        } catch (LuxException e) {
            throw new IllegalArgumentException(e.detail(), e);
        }
    }

    private static Node node(byte[] json) {
        JsonMembers members = JsonMembers.parse(json, LIMITS);
        members.requireOnly(Set.of("address", "version", "keys", "until"));
        String address = members.string("address");
        Long version = members.integer("version");
        String list = members.string("keys");
        Long until = members.integer("until");
        if (address == null || version == null || list == null) {
            throw new IllegalArgumentException("a node lacks a member");
        }
        return new Node(address, version, list, until == null ? Node.STAYS : until);
    }

    private static <T> List<T> each(JsonMembers top, String name, Function<byte[], T> read) {
        byte[] array = required(top, name);
        List<T> all = new ArrayList<>();
        JsonElements.parse(array, 0, array.length, LIMITS, name, MAX_NODES, ErrorCode.INVALID_REQUEST)
                .forEach(element -> all.add(read.apply(element)));
        return all;
    }

    private static byte[] required(JsonMembers members, String name) {
        byte @Nullable [] value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    byte[] format() {
        return ("{\"revoked\":" + text(revoked) + ",\"nodes\":"
                        + nodes.stream().map(Node::format).collect(Collectors.joining(",", "[", "]")) + ",\"lists\":"
                        + lists.stream().map(KeyNews::text).collect(Collectors.joining(",", "[", "]")) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(KeyFile file) {
        return new String(file.format(), StandardCharsets.UTF_8).strip();
    }
}
