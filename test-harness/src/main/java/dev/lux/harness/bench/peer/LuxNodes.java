package dev.lux.harness.bench.peer;

import dev.lux.harness.bench.load.SubscriberTalk;
import dev.lux.harness.bench.load.WriterTalk;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * This broker as a cluster: three data members, so that each write has a copy before it is acknowledged. Writers use the
 * first node, subscribers all of them in turn. All nodes share the server's cores, and what they use is counted together.
 */
final class LuxNodes implements Server {
    private static final int DATA_MEMBERS = 3;

    private final List<BrokerProcess> nodes;
    private final int documents;

    private LuxNodes(List<BrokerProcess> nodes, int documents) {
        this.nodes = nodes;
        this.documents = documents;
    }

    static Server start(Cores cores, int documents) throws IOException {
        int firstPort = Program.freePorts(DATA_MEMBERS);
        List<BrokerProcess> nodes = new ArrayList<>();
        LuxNodes server = new LuxNodes(nodes, documents);
        try {
            for (int node = 0; node < DATA_MEMBERS; node++) {
                nodes.add(launch(cores, firstPort, node).begin());
            }
            for (BrokerProcess node : nodes) {
                node.awaitReady();
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Launch launch(Cores cores, int firstPort, int node) throws IOException {
        return LuxServer.launch(cores)
                .env("LUX_CLUSTER_NAME", "bench-" + ProcessHandle.current().pid())
                .env("LUX_CLUSTER_DATA_MEMBERS", "" + DATA_MEMBERS)
                .env("LUX_CLUSTER_PORT", "" + (firstPort + node))
                .env("LUX_CLUSTER_MEMBERS", "127.0.0.1:" + firstPort + ",127.0.0.1:" + (firstPort + 1));
    }

    private static InetSocketAddress address(BrokerProcess node) {
        return new InetSocketAddress(node.url().getHost(), node.url().getPort());
    }

    @Override
    public SubscriberTalk subscriber() {
        return subscriberAt(nodes.size());
    }

    @Override
    public SubscriberTalk subscriberAt(int first) {
        return LuxServer.subscriber(
                nodes.stream().limit(first).map(LuxNodes::address).toList(), false);
    }

    @Override
    public long messagesToNodes() throws IOException {
        long messages = 0;
        for (BrokerProcess node : nodes) {
            messages += LuxServer.messagesOf(node);
        }
        return messages;
    }

    @Override
    public WriterTalk writer() {
        return LuxServer.writer(address(nodes.get(0)), HttpWriter.names(documents));
    }

    @Override
    public WriterTalk writerOfOne(int connections) {
        return LuxServer.writer(address(nodes.get(0)), Collections.nCopies(connections, LuxServer.HOT));
    }

    @Override
    public List<Long> pids() {
        return nodes.stream().map(BrokerProcess::pid).toList();
    }

    @Override
    public void close() {
        nodes.forEach(BrokerProcess::close);
    }
}
