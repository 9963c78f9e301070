package dev.lux.harness.fault;

import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import dev.lux.harness.cluster.Node;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks one node; when it refuses or does not answer, the next one, as a balancer does. One thread. */
final class Caller {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<Node> nodes;
    private final List<LuxHttp> clients;
    private int at;

    /** @param first of the nodes */
    Caller(List<Node> nodes, int first) {
        this.nodes = nodes;
        this.clients = nodes.stream().map(Node::http).toList();
        this.at = first % nodes.size();
    }

    /** Who is asked next. */
    Node node() {
        return nodes.get(at);
    }

    /** Null when there was no answer. */
    @Nullable
    Reply ask(Function<LuxHttp, Reply> request) {
        try {
            Reply reply = request.apply(clients.get(at));
            if (reply.status() == 503) {
                move();
            }
            return reply;
        } catch (UncheckedIOException noAnswer) {
            move();
            return null;
        }
    }

    private void move() {
        at = (at + 1) % nodes.size();
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
