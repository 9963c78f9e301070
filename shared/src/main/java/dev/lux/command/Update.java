package dev.lux.command;

import dev.lux.document.DocumentState;
import java.util.List;

/**
 * One numbered message of the stream from an owner to an edge. The edge's reply acknowledges it and all before.
 *
 * @param owner the bus address of the owner
 * @param epoch of the stream; a later stream between the two has a higher one
 * @param number rises by one per update of this stream, from 1
 */
public record Update(String owner, long epoch, long number, List<Change> changes) {
    /**
     * @param term of the owner that holds this state
     * @param replaced how many states of this document were committed and replaced before they were sent
     */
    public record Change(long term, DocumentState state, int replaced) {}
}
