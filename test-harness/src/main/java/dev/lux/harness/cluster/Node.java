package dev.lux.harness.cluster;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.LuxHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One node of a cluster; its address stays when its process is replaced. Started and ended by the cluster's thread,
 * looked at by any.
 */
public final class Node {
    private final String name;
    private final int number;
    private final boolean edge;
    private final Place place;
    private final Launch launch;
    private final List<String> complaints = new ArrayList<>();
    private volatile @Nullable BrokerProcess process;

    Node(String name, int number, boolean edge, Place place, Launch launch) {
        this.name = name;
        this.number = number;
        this.edge = edge;
        this.place = place;
        this.launch = launch;
    }

    /** Such as {@code n1} for a data member, {@code e1} for an edge. */
    public String name() {
        return name;
    }

    /** Its number in the network. */
    int number() {
        return number;
    }

    public boolean isEdge() {
        return edge;
    }

    public Place place() {
        return place;
    }

    /** Where clients find it, whether it runs or not. */
    public URI url() {
        return URI.create("http://" + place.clientAddress() + ":" + Network.CLIENT_PORT);
    }

    public LuxHttp http() {
        return new LuxHttp(url(), Launch.KEY);
    }

    /** Whether it says that it takes writes. A node that does not answer does not. */
    public boolean isReady() {
        return Probe.status(url(), "/ready", Duration.ofSeconds(1)) == 200;
    }

    /** Whether a process was started and has not ended; a paused one has not. */
    public boolean isAlive() {
        BrokerProcess now = process;
        return now != null && now.alive();
    }

    /** @throws IllegalStateException when it was never started */
    public BrokerProcess process() {
        BrokerProcess now = process;
        if (now == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return now;
    }

    /** As the kernel has it: {@code T} of a stopped process, {@code X} of none; see proc(5). */
    public char state() {
        return process().state();
    }

    /** A process in place of the one that has ended; not ready yet. */
    void begin() throws IOException {
        begin(usual -> usual);
    }

    /** The same, with something special about this process alone. */
    void begin(UnaryOperator<Launch> special) throws IOException {
        if (isAlive()) {
            throw new IllegalStateException(name + " is running");
        }
        keepComplaints();
        process = special.apply(launch).begin();
    }

    private void keepComplaints() {
        BrokerProcess ended = process;
        if (ended != null) {
            complaints.addAll(ended.complaints());
        }
    }

    /** What is wrong in the logs of all its processes. */
    List<String> complaints() {
        List<String> all = new ArrayList<>(complaints);
        BrokerProcess now = process;
        if (now != null) {
            all.addAll(now.complaints());
        }
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
