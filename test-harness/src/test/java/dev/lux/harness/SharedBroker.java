package dev.lux.harness;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import dev.lux.harness.client.SseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker for all test classes that ask for the same {@link Launch}; it ends with the last test. */
public final class SharedBroker implements BeforeAllCallback {
    private static final AtomicInteger IDS = new AtomicInteger();

    private final Launch launch;
    private BrokerProcess broker;

    public SharedBroker(Launch launch) {
        this.launch = launch;
    }

    public SharedBroker() {
        this(Launch.broker());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBroker.class))
                .getOrComputeIfAbsent(launch, SharedBroker::start, BrokerProcess.class);
    }

    private static BrokerProcess start(Launch launch) {
        try {
            return launch.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public BrokerProcess process() {
        return broker;
    }

    public LuxHttp http() {
        return broker.http();
    }

    /** A socket; the argument follows {@code /api/lux/stream}. */
    public LuxSocket socket(String rest) throws IOException {
        return LuxSocket.open(broker.url(), broker.key(), "/api/lux/stream" + rest);
    }

    /** An event stream; the argument follows {@code /api/lux/stream}. */
    public SseClient events(String rest, String... headers) throws IOException {
        return SseClient.open(broker.url(), broker.key(), "/api/lux/stream" + rest, headers);
    }

    /** An id that no other test uses. */
    public String id(String name) {
        return name + "-" + IDS.incrementAndGet();
    }
}
