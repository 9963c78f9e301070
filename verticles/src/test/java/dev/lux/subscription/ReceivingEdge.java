package dev.lux.subscription;

import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import io.vertx.core.Future;
import java.util.Map;
import java.util.TreeMap;

/** The receiving end of an owner's stream, for tests of the sending end. */
public final class ReceivingEdge {
    private final IncomingStream stream = new IncomingStream();
    private final Map<String, DocumentState> newest = new TreeMap<>();
    private long states;

    /** Takes an update as an edge does. @return up to which number it has everything */
    public long take(Update update) {
        if (stream.isNext(update.number())) {
            for (Update.Change change : update.changes()) {
                newest.put(change.state().id(), change.state());
                states += 1 + change.replaced();
            }
            stream.advance();
        }
        return stream.applied();
    }

    public Map<String, DocumentState> newest() {
        return newest;
    }

    /** How many states were told, those that were replaced included. */
    public long states() {
        return states;
    }

    public Future<Void> reached(long position) {
        return stream.reached(position);
    }
}
