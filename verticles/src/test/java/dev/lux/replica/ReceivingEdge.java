package dev.lux.replica;

import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import io.vertx.core.Future;
import java.util.Map;
import java.util.TreeMap;

/** The receiving end of an owner's stream, for tests of the sending end. */
public final class ReceivingEdge {
    private final OwnerLink link = new OwnerLink();
    private final Map<String, DocumentState> newest = new TreeMap<>();
    private long states;

    /** Takes an update as an edge does. @return up to which number it has everything */
    public long take(Update update) {
        if (update.number() == 1) {
            link.begin(update.epoch());
        }
        if (update.epoch() == link.epoch() && link.isNext(update.number())) {
            for (Update.Change change : update.changes()) {
                newest.put(change.state().id(), change.state());
                states += 1 + change.replaced();
            }
            link.advance();
        }
        return update.epoch() == link.epoch() ? link.applied() : 0;
    }

    public Map<String, DocumentState> newest() {
        return newest;
    }

    /** How many states were told, those that were replaced included. */
    public long states() {
        return states;
    }

    /** Succeeds when everything up to {@code position} of the stream was taken. */
    public Future<Void> reached(long position) {
        return link.reached(link.epoch(), position);
    }
}
