package dev.lux.owner;

import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.route.EdgeClient;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes committed states to every edge with an interest: one message per edge and turn, whatever the number of writes
 * and sockets. An update that is not acknowledged is sent again, oldest first, until the edge leaves.
 *
 * <p>Belongs to the owner's event loop.
 */
final class FanOut {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final String owner;
    private final EdgeClient edges;
    private final Function<String, DocumentState> newest;
    private final Map<String, EdgeStream> streams = new HashMap<>();
    private final Set<String> repairing = new HashSet<>();

    FanOut(String owner, EdgeClient edges, Function<String, DocumentState> newest) {
        this.owner = owner;
        this.edges = edges;
        this.newest = newest;
    }

    void register(String edge, List<Pattern> patterns) {
        streams.computeIfAbsent(edge, name -> new EdgeStream(owner)).register(patterns);
    }

    void unregister(String edge, List<Pattern> patterns) {
        EdgeStream stream = streams.get(edge);
        if (stream != null) {
            stream.unregister(patterns);
        }
    }

    /** A document has a new committed state; {@link #flush} sends it. */
    void changed(String id, int replaced) {
        streams.values().forEach(stream -> stream.changed(id, replaced));
    }

    /** Sends what changed, as far as the windows allow. */
    void flush() {
        streams.forEach((edge, stream) -> {
            if (stream.hasDirty()) {
                stream.take(newest).forEach(update -> send(edge, stream, update));
            }
        });
    }

    /** The number of the update up to which the edge must have everything to know what is committed now. */
    Future<Long> position(String edge) {
        EdgeStream stream = streams.get(edge);
        if (stream == null) {
            return Future.succeededFuture(0L);
        }
        Future<Long> position = stream.position();
        stream.take(newest).forEach(update -> send(edge, stream, update));
        return position;
    }

    private void send(String edge, EdgeStream stream, Update update) {
        edges.update(edge, update).onComplete(ack -> {
            if (streams.get(edge) != stream) {
                return;
            }
            if (ack.succeeded() && ack.result() >= update.number()) {
                stream.acknowledged(ack.result());
                flush();
            } else {
                repair(edge, stream);
            }
        });
    }

    private void repair(String edge, EdgeStream stream) {
        if (!edges.isMember(edge)) {
            LOG.info("edge {} has left; its stream is forgotten", edge);
            streams.remove(edge);
        } else if (repairing.add(edge)) {
            edges.later(() -> {
                repairing.remove(edge);
                new ArrayList<>(stream.unacknowledged()).forEach(update -> send(edge, stream, update));
            });
        }
    }
}
