package dev.lux.harness.bench.peer;

import dev.lux.harness.bench.load.Frames;
import dev.lux.harness.bench.load.SubscriberTalk;
import dev.lux.harness.bench.load.WriterTalk;
import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** This broker, one node, as shipped. */
final class LuxServer implements Server {
    private static final long HEAP_BYTES = 512L * 1024 * 1024;

    /** The launcher leaves it to the JVM, which takes a quarter of the machine; less would be another broker. */
    private static final String HEAP = "-Xmx2g";

    /** Nodes of a cluster that has just started are busy with one another. */
    private static final String BUSY = "{\"type\":\"error\",\"code\":\"busy\"";

    /** No document of the board. */
    static final String HOT = "hot";

    private final BrokerProcess broker;
    private final int documents;
    private final boolean deltas;
    private final boolean heapTouched;

    private LuxServer(BrokerProcess broker, int documents, boolean deltas, boolean heapTouched) {
        this.broker = broker;
        this.documents = documents;
        this.deltas = deltas;
        this.heapTouched = heapTouched;
    }

    static Server start(Cores cores, int documents) throws IOException {
        return new LuxServer(launch(cores).jvm(HEAP).start(), documents, false, false);
    }

    /** Its subscribers ask for patches. */
    static Server startWithDeltas(Cores cores, int documents) throws IOException {
        return new LuxServer(launch(cores).jvm(HEAP).start(), documents, true, false);
    }

    /** With a heap that is resident from the start, so that what lies outside of it and what lives in it can be told. */
    static Server startForMemory(Cores cores, int documents) throws IOException {
        return new LuxServer(launch(cores).heapTouched().start(), documents, false, true);
    }

    /** With room for a million documents, which is more than it has by default. */
    static Server startRoomy(Cores cores) throws IOException {
        Launch roomy = launch(cores).jvm("-Xmx6g").env("LUX_MAX_STATE_BYTES", "4294967296");
        return new LuxServer(roomy.start(), 1, false, false);
    }

    /** As the launcher starts it on such cores (docs/jvm.md). */
    static Launch launch(Cores cores) throws IOException {
        Launch broker = cores.isServerOnOne() ? Launch.broker().jvm("-XX:+UseParallelGC") : Launch.broker();
        return broker.within(cores.forServer())
                .env("LUX_LOG_LEVEL", "WARN")
                .output(Program.folder("lux").resolve("output"));
    }

    @Override
    public long memoryBytes() throws IOException {
        if (!heapTouched) {
            return Server.super.memoryBytes();
        }
        // The collection first: it frees what lies outside of the heap too.
        long live = broker.view().liveHeapBytes();
        return ResidentMemory.bytes(broker.pid()) - HEAP_BYTES + live;
    }

    private static String authorization() {
        return "Authorization: Bearer " + Launch.KEY + "\r\n";
    }

    /** @param deltas whether it asks for patches */
    static SubscriberTalk subscriber(List<InetSocketAddress> nodes, boolean deltas) {
        return new SubscriberTalk(
                nodes,
                Frames.upgrade(
                        "/api/lux/stream?match=bench-*" + (deltas ? "&delta=merge-patch" : ""),
                        authorization() + "Sec-WebSocket-Protocol: lux.v1\r\n"),
                new byte[0],
                BUSY.getBytes(StandardCharsets.US_ASCII),
                Frames.text("{\"type\":\"subscribe\",\"match\":\"bench-*\""
                        + (deltas ? ",\"delta\":\"merge-patch\"}" : "}")));
    }

    /** @param names of documents, by their numbers */
    static WriterTalk writer(InetSocketAddress node, List<String> names) {
        return new HttpWriter(node, "PUT", "/api/lux/", authorization(), "{\"data\":", "}", names);
    }

    @Override
    public SubscriberTalk subscriber() {
        return subscriber(List.of(address()), deltas);
    }

    /** It is a cluster of one. */
    @Override
    public SubscriberTalk subscriberAt(int nodes) {
        return subscriber();
    }

    @Override
    public long messagesToNodes() throws IOException {
        return messagesOf(broker);
    }

    static long messagesOf(BrokerProcess node) throws IOException {
        return Math.round(node.view().metrics().sum("lux_updates_sent_total", ""));
    }

    @Override
    public WriterTalk writer() {
        return writer(address(), HttpWriter.names(documents));
    }

    @Override
    public WriterTalk writerOfOne(int connections) {
        return writer(address(), Collections.nCopies(connections, HOT));
    }

    private InetSocketAddress address() {
        return Program.local(broker.url().getPort());
    }

    @Override
    public URI url() {
        return broker.url();
    }

    @Override
    public List<Long> pids() {
        return List.of(broker.pid());
    }

    @Override
    public void close() {
        broker.close();
    }
}
