package dev.lux.harness.cluster;

import dev.lux.harness.Repository;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A running cluster, and what can be done to it. Verbs return when the deed is done, not when the others have noticed;
 * those that start a node return when it takes writes.
 */
public final class LuxCluster implements AutoCloseable {
    /** For a node that was told to stop: more than the broker gives itself. */
    private static final Duration STOP = Duration.ofSeconds(40);

    private final ClusterPlan plan;
    private final Network network;
    private final Path folder;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final Breakages breakages;
    private int edgesMade;

    private LuxCluster(ClusterPlan plan, Network network, Path folder) {
        this.plan = plan;
        this.network = network;
        this.folder = folder;
        this.breakages = new Breakages(network);
    }

    /**
     * Starts all nodes and returns when all take writes.
     *
     * @throws IOException also when packets must be lost and can't be on this machine
     */
    public static LuxCluster start(ClusterPlan plan) throws IOException {
        LuxCluster cluster = begin(plan);
        try {
            for (Node node : cluster.nodes) {
                node.process().awaitReady();
            }
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Starts all nodes and returns at once. */
    static LuxCluster begin(ClusterPlan plan) throws IOException {
        Network network = Network.best();
        Path folders = Files.createDirectories(Repository.root().resolve("test-harness/target/clusters"));
        LuxCluster cluster = new LuxCluster(plan, network, Files.createTempDirectory(folders, plan.name() + "-"));
        System.out.printf("cluster %s: %s; logs in %s%n", plan.name(), network.description(), cluster.folder);
        try {
            if (plan.needsBreaks() && !network.canBreak()) {
                throw new IOException("this needs network namespaces, but there are only " + network.description());
            }
            cluster.beginAll();
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void beginAll() throws IOException {
        for (int i = 1; i <= plan.dataMembers(); i++) {
            add("n" + i, false);
        }
        for (int i = 1; i <= plan.edges(); i++) {
            add("e" + ++edgesMade, true);
        }
        for (Node node : nodes) {
            node.begin();
        }
    }

    private Node add(String name, boolean edge) throws IOException {
        int number = nodes.size() + 1;
        Place place = network.add(number);
        Launch launch = Launch.broker()
                .within(place.within())
                .output(folder.resolve(name + ".log"))
                .jvm("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
                .env("LUX_HOST", place.clientAddress())
                .env("LUX_PORT", Integer.toString(Network.CLIENT_PORT))
                .env("LUX_CLUSTER_NAME", "harness-" + ProcessHandle.current().pid())
                .env("LUX_CLUSTER_DATA_MEMBERS", Integer.toString(plan.dataMembers()))
                .env("LUX_CLUSTER_ROLE", edge ? "edge" : "data")
                .env("LUX_CLUSTER_HOST", place.memberAddress())
                .env("LUX_CLUSTER_PORT", Integer.toString(Network.MEMBER_PORT))
                .env("LUX_CLUSTER_BUS_PORT", Integer.toString(Network.BUS_PORT))
                .env("LUX_CLUSTER_MEMBERS", seeds(place))
                .env("LUX_CLUSTER_DETECTION", plan.detection().toSeconds() + "s");
        Node node = new Node(name, number, edge, place, plan.adjust().apply(name, launch));
        nodes.add(node);
        return node;
    }

    /** The data members' addresses; they are the first ones, so they are known before they exist. */
    private String seeds(Place any) {
        String prefix = any.memberAddress().substring(0, any.memberAddress().lastIndexOf('.') + 1);
        List<String> seeds = new ArrayList<>();
        for (int number = 1; number <= plan.dataMembers(); number++) {
            seeds.add(prefix + number + ":" + Network.MEMBER_PORT);
        }
        return String.join(",", seeds);
    }

    // ---- Who is there ----

    /** All that were made, dead ones too. */
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    public List<Node> dataMembers() {
        return nodes.stream().filter(node -> !node.isEdge()).toList();
    }

    public List<Node> edges() {
        return nodes.stream().filter(Node::isEdge).toList();
    }

    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node " + name + " among " + nodes));
    }

    public List<URI> urls() {
        return nodes.stream().map(Node::url).toList();
    }

    /** All but these. */
    public List<Node> others(Node... left) {
        return nodes.stream()
                .filter(node -> !Arrays.asList(left).contains(node))
                .toList();
    }

    /** N. */
    public int size() {
        return plan.dataMembers();
    }

    public Duration detection() {
        return plan.detection();
    }

    /** Where the logs are, and where other artefacts of the run may go. */
    public Path folder() {
        return folder;
    }

    public boolean canBreak() {
        return network.canBreak();
    }

    // ---- Processes ----

    /** SIGKILL, one right after the other. */
    public void kill(Node... victims) {
        for (Node victim : victims) {
            victim.process().kill();
        }
    }

    /** SIGSTOP: the process does nothing, and its connections stay. */
    public void pause(Node node) throws IOException {
        node.process().pause();
    }

    public void resume(Node node) throws IOException {
        node.process().resume();
    }

    /** A new process for a node whose process has ended. */
    public void start(Node node) throws IOException {
        node.begin();
        node.process().awaitReady();
    }

    /** The same with something special about this process; the next one of this node is as usual. */
    public void start(Node node, UnaryOperator<Launch> special) throws IOException {
        node.begin(special);
        node.process().awaitReady();
    }

    /** New processes for nodes that need each other to be ready. */
    public void start(Collection<Node> together) throws IOException {
        for (Node node : together) {
            node.begin();
        }
        for (Node node : together) {
            node.process().awaitReady();
        }
    }

    /** SIGTERM, the end, and a new process. */
    public void restart(Node node) throws IOException {
        remove(node);
        start(node);
    }

    /** SIGTERM and the end, which must be a clean one. */
    public void remove(Node node) throws IOException {
        node.process().terminate();
        int code = node.process().awaitExit(STOP);
        if (code != 0) {
            throw new IOException(node + " ended with " + code + " after SIGTERM");
        }
    }

    /** One more edge, which takes clients when this returns. */
    public Node addEdge() throws IOException {
        Node edge = add("e" + ++edgesMade, true);
        start(edge);
        return edge;
    }

    /** SIGTERM to all at once. Every node must end cleanly. */
    public void stopAll() throws IOException {
        List<Node> alive = nodes.stream().filter(Node::isAlive).toList();
        alive.forEach(node -> node.process().terminate());
        for (Node node : alive) {
            int code = node.process().awaitExit(STOP);
            if (code != 0) {
                throw new IOException(node + " ended with " + code + " after SIGTERM");
            }
        }
    }

    /** Waits until these say that they take writes. */
    public void awaitReady(Collection<Node> some, Duration timeout) throws IOException {
        if (!Await.until(timeout, () -> some.stream().allMatch(Node::isReady))) {
            throw new IOException("not ready within " + timeout + ": "
                    + some.stream().filter(node -> !node.isReady()).toList());
        }
    }

    // ---- Network ----

    /** No packet passes between a node and any other; clients still reach it. */
    public void isolate(Node node) throws IOException {
        partition(List.of(node), others(node));
    }

    /** No packet passes between the two sides; clients still reach both. */
    public void partition(Collection<Node> one, Collection<Node> other) throws IOException {
        breakages.partition(one, other);
    }

    /** Packets of one node to another are lost; the other way they pass. */
    public void oneWay(Node from, Node to) throws IOException {
        breakages.oneWay(from, to);
    }

    /**
     * A node's link carries little, and what does not fit waits.
     *
     * @param longestWait beyond which packets are lost
     */
    public void slowLink(Node node, int kilobitsPerSecond, Duration longestWait) throws IOException {
        breakages.slowLink(node, kilobitsPerSecond, longestWait);
    }

    /** Everything passes everywhere again, at full speed. */
    public void heal() throws IOException {
        breakages.heal();
    }

    // ---- The end ----

    /** What is wrong in all logs, each line with its node. */
    public List<String> complaints() {
        return nodes.stream()
                .flatMap(node -> node.complaints().stream().map(line -> node + ": " + line))
                .collect(Collectors.toList());
    }

    /** Ends everything at once; what is to be said about a clean end is {@link #stopAll}'s. */
    @Override
    public void close() {
        nodes.stream().filter(Node::isAlive).forEach(node -> node.process().kill());
        network.close();
    }
}
