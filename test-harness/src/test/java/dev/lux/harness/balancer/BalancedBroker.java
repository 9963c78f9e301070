package dev.lux.harness.balancer;

import dev.lux.harness.SharedBroker;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.LuxSocket;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker behind one balancer of each kind. */
final class BalancedBroker implements BeforeAllCallback, AfterAllCallback {
    /** Documents may have a mebibyte. */
    static final int DOCUMENT_BYTES = 1 << 20;

    private static final AtomicInteger IDS = new AtomicInteger();

    private final SharedBroker broker =
            new SharedBroker(Launch.broker().env("LUX_MAX_DOCUMENT_BYTES", Integer.toString(DOCUMENT_BYTES)));
    private final Map<BalancerKind, Balancer> balancers = new EnumMap<>(BalancerKind.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        broker.beforeAll(context);
        for (BalancerKind kind : BalancerKind.values()) {
            Balancer balancer = Balancer.start(kind, List.of(broker.process().url()));
            balancers.put(kind, balancer);
            if (!Await.until(Duration.ofSeconds(20), () -> http(kind).get("x").status() == 404)) {
                throw new IOException("no way through " + kind);
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        balancers.values().forEach(Balancer::close);
    }

    URI url(BalancerKind kind) {
        return balancers.get(kind).url();
    }

    String key() {
        return broker.process().key();
    }

    /** A client of the balancer. */
    LuxHttp http(BalancerKind kind) {
        return new LuxHttp(url(kind), key());
    }

    /** A socket through the balancer; the argument follows {@code /api/lux/stream}. */
    LuxSocket socket(BalancerKind kind, String rest) throws IOException {
        return LuxSocket.open(url(kind), key(), "/api/lux/stream" + rest);
    }

    /** The broker itself, around the balancers. */
    SharedBroker direct() {
        return broker;
    }

    /** An id that no other test uses. */
    String id(String name) {
        return name + "-" + IDS.incrementAndGet();
    }
}
