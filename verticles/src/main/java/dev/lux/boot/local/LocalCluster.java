package dev.lux.boot.local;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Nodes of one cluster on this machine, and HAProxy in front of them where it is installed. */
public final class LocalCluster {
    private static final long START_SECONDS = 120;
    private static final long STOP_SECONDS = 60;

    private final List<Child> children = new ArrayList<>();
    private final List<NodeProcess> nodes;
    private final PrintStream report;
    private final int balancerPort;

    private LocalCluster(List<NodeProcess> nodes, int balancerPort, PrintStream report) {
        this.nodes = nodes;
        this.balancerPort = balancerPort;
        this.report = report;
    }

    /**
     * Returns when every node takes writes.
     *
     * @param report told, in lines for people, what happens to children
     * @throws IOException when one ends before it is ready, or none is in time; nothing runs then
     */
    public static LocalCluster start(LocalPlan plan, PrintStream report) throws IOException {
        String haproxy = plan.balancer() ? Haproxy.find() : null;
        int balancerPort = haproxy == null ? 0 : FreePorts.orFree(plan.host(), plan.port());
        LocalCluster cluster = new LocalCluster(NodeProcess.all(plan, haproxy != null), balancerPort, report);
        try {
            cluster.startAll(plan, haproxy);
            return cluster;
        } catch (IOException e) {
            cluster.stop();
            throw e;
        }
    }

    private void startAll(LocalPlan plan, @Nullable String haproxy) throws IOException {
        for (NodeProcess node : nodes) {
            children.add(new Child(node.name(), node.builder(), line -> line.startsWith("ready "), report));
        }
        awaitReady();
        if (haproxy != null) {
            ProcessBuilder builder = Haproxy.builder(
                    haproxy,
                    plan.host(),
                    balancerPort,
                    nodes.stream().map(NodeProcess::clientPort).toList());
            Child balancer = new Child("balancer", builder, line -> false, report);
            children.add(balancer);
            Haproxy.awaitAnswer(plan.host(), balancerPort);
            balancer.isReady();
        } else if (plan.balancer()) {
            report.println("lux up: no haproxy is installed, so there is no balancer: use any of the nodes");
        }
    }

    private void awaitReady() throws IOException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(children.stream().map(Child::ready).toArray(CompletableFuture[]::new));
        try {
            all.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e);
        } catch (TimeoutException e) {
            throw new IOException("the nodes were not ready within " + START_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Where clients go: the balancer, or the first node when there is none. */
    public int port() {
        return balancerPort == 0 ? nodes.get(0).clientPort() : balancerPort;
    }

    /** Whether there is a balancer; the nodes are on the loopback interface alone then. */
    public boolean hasBalancer() {
        return balancerPort != 0;
    }

    /** The ports of the nodes themselves, in the order of their names. */
    public List<Integer> nodePorts() {
        return nodes.stream().map(NodeProcess::clientPort).toList();
    }

    /**
     * Tells all to stop, and waits.
     *
     * @return whether every node ended as it should
     */
    public boolean stop() {
        children.forEach(Child::terminate);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        boolean clean = true;
        for (Child child : children) {
            clean &= child.awaitEnd(deadline - System.nanoTime());
        }
        return clean;
    }
}
