package dev.lux.harness.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The TCP sockets of a node's network as the kernel lists them (proc(5), {@code /proc/PID/net/tcp}). */
final class Sockets {
    private static final String SYN_RECEIVED = "03";
    private static final String LISTEN = "0A";

    private Sockets() {}

    /** Whether something in the node's network listens on this port of its address for members. */
    static boolean listens(Node node, int port) {
        String at = address(node) + ":%04X".formatted(port);
        return entries(node)
                .anyMatch(entry -> entry.local().endsWith(at) && entry.state().equals(LISTEN));
    }

    /** Whether a connection from this peer's member address was asked for and can't be confirmed to it. */
    static boolean halfOpenFrom(Node node, Node peer) {
        String from = address(peer) + ":";
        return entries(node)
                .anyMatch(
                        entry -> entry.remote().contains(from) && entry.state().equals(SYN_RECEIVED));
    }

    private record Entry(String local, String remote, String state) {}

    /** Of both families: one that serves both has addresses of the first within those of the second. */
    private static Stream<Entry> entries(Node node) {
        return Stream.of("tcp", "tcp6")
                .flatMap(family -> lines(node, family).skip(1))
                .map(line -> line.strip().split("\\s+", -1))
                .map(words -> new Entry(words[1], words[2], words[3]));
    }

    private static Stream<String> lines(Node node, String family) {
        try {
            return Files.readAllLines(
                    Path.of("/proc", Long.toString(node.process().pid()), "net", family))
                    .stream();
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    /** As the kernel writes it: in the machine's byte order and in hexadecimal. */
    private static String address(Node node) {
        String[] bytes = node.place().memberAddress().split("\\.", -1);
        StringBuilder text = new StringBuilder();
        for (int i = bytes.length - 1; i >= 0; i--) {
            text.append("%02X".formatted(Integer.parseInt(bytes[i])));
        }
        return text.toString();
    }
}
