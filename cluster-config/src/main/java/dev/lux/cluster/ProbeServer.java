package dev.lux.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.util.function.Supplier;

/**
 * Answers whoever connects, of any side of a partition, with one line, and hangs up. It reads nothing. On the private
 * interface, {@link MemberAddress#PROBE_PORT_OFFSET} above the member port.
 */
final class ProbeServer {
    private ProbeServer() {}

    /** @param answer asked at each connection, on an event loop */
    static Future<NetServer> listen(Vertx vertx, ClusterSettings settings, Supplier<ProbeAnswer> answer) {
        NetServerOptions options = new NetServerOptions().setIdleTimeout(5);
        return vertx.createNetServer(options)
                .connectHandler(socket -> socket.end(Buffer.buffer(answer.get().encode())))
                .listen(settings.port() + MemberAddress.PROBE_PORT_OFFSET, settings.host());
    }
}
