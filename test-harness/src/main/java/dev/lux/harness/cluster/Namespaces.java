package dev.lux.harness.cluster;

import dev.lux.harness.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network namespace per node, joined by a bridge. Each node has one address for clients, which the harness reaches
 * through the bridge, and one for members, which only nodes reach; both are of a range that is set aside for tests of
 * networks (RFC 2544).
 *
 * <p>A direction between two nodes is blocked by a false hardware address of the receiver on the sender's side: its
 * packets leave and nobody takes them, which no program can tell from a loss. It works per pair and per direction, and
 * needs no filter in the kernel.
 */
final class Namespaces implements Network {
    private static final String NOBODY = "02:00:00:00:00:ee";
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final String ip;
    private final String tc;
    private final Names names;
    private final int subnet;
    private final List<Integer> nodes = new ArrayList<>();
    private final Thread atExit = new Thread(this::remove, "remove-namespaces");

    private Namespaces(String ip, String tc) throws IOException {
        this.ip = ip;
        this.tc = tc;
        this.names = Names.ofThisProcess(OPENED.incrementAndGet());
        this.subnet = freeSubnet();
        Runtime.getRuntime().addShutdownHook(atExit);
        ip("link", "add", names.bridge(), "type", "bridge");
        ip("addr", "add", client(254) + "/24", "dev", names.bridge());
        ip("link", "set", names.bridge(), "up");
    }

    /** @throws IOException with the reason, when this machine or user can't have namespaces */
    static Namespaces open() throws IOException {
        String ip = Programs.find("ip", "iproute2");
        String tc = Programs.find("tc", "iproute2");
        new StaleNamespaces(ip).remove();
        Namespaces opened = new Namespaces(ip, tc);
        try {
            opened.probe();
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** A namespace can be made and entered. */
    private void probe() throws IOException {
        String name = names.node(0);
        ip("netns", "add", name);
        Programs.run(List.of(ip, "netns", "exec", name, ip, "link", "set", "lo", "up"));
        ip("netns", "del", name);
    }

    private int freeSubnet() throws IOException {
        String taken = Programs.run(List.of(ip, "-o", "-4", "addr", "show"));
        long start = ProcessHandle.current().pid() * 7 + OPENED.get();
        for (int attempt = 0; attempt < 250; attempt++) {
            int candidate = (int) (1 + (start + attempt) % 250);
            if (!taken.contains(" 198.18." + candidate + ".")) {
                return candidate;
            }
        }
        throw new IOException("no free subnet below 198.18.0.0/16");
    }

    private String client(int node) {
        return "198.18." + subnet + "." + node;
    }

    private String member(int node) {
        return "198.19." + subnet + "." + node;
    }

    @Override
    public Place add(int node) throws IOException {
        String name = names.node(node);
        nodes.add(node);
        ip("netns", "add", name);
        ip("link", "add", names.link(node), "type", "veth", "peer", "name", "eth0", "netns", name);
        ip("link", "set", names.link(node), "master", names.bridge(), "up");
        inside(node, "addr", "add", client(node) + "/24", "dev", "eth0");
        inside(node, "addr", "add", member(node) + "/24", "dev", "eth0");
        inside(node, "link", "set", "eth0", "up");
        inside(node, "link", "set", "lo", "up");
        return new Place(client(node), member(node), List.of(ip, "netns", "exec", name));
    }

    @Override
    public String description() {
        return "a network namespace per node, " + member(0) + "/24 between them";
    }

    @Override
    public boolean canBreak() {
        return true;
    }

    @Override
    public void block(int from, int to) throws IOException {
        inside(from, "neigh", "replace", member(to), "lladdr", NOBODY, "dev", "eth0", "nud", "permanent");
    }

    @Override
    public void unblock(int from, int to) throws IOException {
        inside(from, "neigh", "del", member(to), "dev", "eth0");
    }

    @Override
    public void slowDown(int node, int kilobitsPerSecond, int queueMillis) throws IOException {
        List<String> filter = List.of(
                "root", "tbf", "rate", kilobitsPerSecond + "kbit", "burst", "2kb", "latency", queueMillis + "ms");
        tc(List.of("qdisc", "replace", "dev", names.link(node)), filter);
        tc(List.of("-n", names.node(node), "qdisc", "replace", "dev", "eth0"), filter);
    }

    @Override
    public void speedUp(int node) throws IOException {
        tc(List.of("qdisc", "del", "dev", names.link(node)), List.of("root"));
        tc(List.of("-n", names.node(node), "qdisc", "del", "dev", "eth0"), List.of("root"));
    }

    private void tc(List<String> where, List<String> what) throws IOException {
        List<String> command = new ArrayList<>(List.of(tc));
        command.addAll(where);
        command.addAll(what);
        Programs.run(command);
    }

    private void inside(int node, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ip, "-n", names.node(node)));
        command.addAll(Arrays.asList(arguments));
        Programs.run(command);
    }

    private void ip(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ip));
        command.addAll(Arrays.asList(arguments));
        Programs.run(command);
    }

    private void remove() {
        StaleNamespaces.remove(ip, names);
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            return;
        }
    }
}
