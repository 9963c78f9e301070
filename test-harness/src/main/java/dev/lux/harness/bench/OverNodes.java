package dev.lux.harness.bench;

import dev.lux.harness.bench.load.BenchClock;
import dev.lux.harness.bench.load.Payload;
import dev.lux.harness.bench.load.Subscribers;
import dev.lux.harness.bench.load.WritePlan;
import dev.lux.harness.bench.load.Writers;
import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.Server;
import dev.lux.harness.bench.peer.ServerKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same documents to sockets that are at one, two, and all nodes of one cluster. The nodes share the server's cores,
 * so that what each adds can't show as capacity: it shows as what a delivery costs, which is not to grow, and as messages
 * between nodes, of which a write is to cost one for each node that has any socket, however many it has.
 */
final class OverNodes implements Single {
    private static final int DOCUMENTS = 20;
    private static final int WRITES_PER_SECOND = 20;
    /** Each document once, at least. */
    private static final Duration ONCE = Duration.ofSeconds(DOCUMENTS / WRITES_PER_SECOND);

    private static final int CONNECTIONS = 10;
    private static final Duration OPEN = Duration.ofMinutes(1);
    /** What is measured is the cost; a cluster that has one core may be late. */
    private static final Duration SETTLE = Duration.ofSeconds(20);

    private final List<Integer> nodes;
    private final List<Integer> sockets;
    private final Duration firstWarmUp;
    private final Duration warmUp;

    /** What was spent while writes were made. */
    private record Spent(long writes, long deliveries, long cpuNanos, long messages) {
        double microsPerDelivery() {
            return cpuNanos / 1e3 / deliveries;
        }

        double messagesPerWrite() {
            return 1.0 * messages / writes;
        }

        /** What others have cost more. */
        Spent minus(Spent fewer) {
            return new Spent(
                    writes - fewer.writes,
                    deliveries - fewer.deliveries,
                    cpuNanos - fewer.cpuNanos,
                    messages - fewer.messages);
        }
    }

    /**
     * @param nodes how many of the cluster have sockets
     * @param sockets how many, all of them together, from the fewest; each is tried with each number of nodes
     * @param firstWarmUp of a cluster that has just started
     */
    OverNodes(List<Integer> nodes, List<Integer> sockets, Duration firstWarmUp, Duration warmUp) {
        this.nodes = List.copyOf(nodes);
        this.sockets = List.copyOf(sockets);
        this.firstWarmUp = firstWarmUp;
        this.warmUp = warmUp;
    }

    @Override
    public List<Figure> of(ServerKind kind, Cores cores, Duration time) throws IOException, InterruptedException {
        Payload payload = new Payload(Work.DOCUMENT_BYTES);
        BenchClock clock = new BenchClock();
        List<Figure> figures = new ArrayList<>();
        try (Server server = kind.start(cores, DOCUMENTS, payload.length())) {
            // What the first deliveries need is no node's own.
            Load first = new Load(server, payload, clock, firstWarmUp, warmUp);
            first.spent(most(nodes), most(sockets));
            Load load = new Load(server, payload, clock, warmUp, time);
            for (int some : nodes) {
                figures.addAll(figures(load, some));
            }
        }
        return figures;
    }

    private List<Figure> figures(Load load, int some) throws IOException, InterruptedException {
        String at = some + (some == 1 ? " node" : " nodes");
        List<Figure> figures = new ArrayList<>();
        List<Spent> all = new ArrayList<>();
        for (int each : sockets) {
            String name = at + ", " + each + " sockets: ";
            Spent spent = load.spent(some, each);
            all.add(spent);
            figures.add(new Figure(name + "CPU/delivery", "us", spent.microsPerDelivery()));
            figures.add(new Figure(name + "messages/write/node", "", spent.messagesPerWrite() / some));
        }
        if (all.size() > 1) {
            Spent more = all.get(all.size() - 1).minus(all.get(0));
            figures.add(new Figure(at + ", more sockets: CPU/delivery", "us", more.microsPerDelivery()));
        }
        return figures;
    }

    private static int most(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Writes, to a server whose sockets come and go. */
    private record Load(Server server, Payload payload, BenchClock clock, Duration warmUp, Duration time) {
        /** @throws IOException also when a delivery is missing: what it would have cost is not in the figures then */
        Spent spent(int nodes, int sockets) throws IOException, InterruptedException {
            try (Subscribers all =
                            Subscribers.open(server.subscriberAt(nodes), sockets, DOCUMENTS, payload, clock, OPEN);
                    Writers writers = Writers.open(server.writer(), CONNECTIONS, DOCUMENTS, payload, clock)) {
                writers.run(new WritePlan(DOCUMENTS, WRITES_PER_SECOND, warmUp.compareTo(ONCE) < 0 ? ONCE : warmUp));
                Trial.settle(all, writers, SETTLE);
                all.onLoop(all.deliveries()::begin);
                long messages = server.messagesToNodes();
                long cpu = ProcessorTime.nanos(server.pids());
                Writers.Result written = writers.run(new WritePlan(DOCUMENTS, WRITES_PER_SECOND, time));
                long stale = Trial.settle(all, writers, SETTLE);
                cpu = ProcessorTime.nanos(server.pids()) - cpu;
                messages = server.messagesToNodes() - messages;
                all.throwFailure();
                var counts = all.deliveries().counts();
                if (written.refused() > 0 || stale > 0 || counts.backwards() > 0) {
                    throw new IOException(written.refused() + " writes were refused, " + stale + " states are missing, "
                            + counts.backwards() + " deliveries were old");
                }
                return new Spent(written.writes(), counts.received(), cpu, messages);
            }
        }
    }
}
