package dev.lux.command;

import dev.lux.document.DocumentState;
import java.util.List;

/** An owner's answer to an {@link OwnerRequest}. */
public sealed interface OwnerReply {
    /** One reply per batch, in order. */
    record Writes(List<BatchReply> replies) implements OwnerReply {}

    record States(List<DocumentState> states) implements OwnerReply {}

    /**
     * @param documents in id order
     * @param total how many documents of the shards match now
     */
    record Page(List<DocumentState> documents, int total) implements OwnerReply {}

    /**
     * How far the stream to the edge is.
     *
     * @param epoch of the stream; a later stream between the two has a higher one
     * @param position the number of the last update that holds anything committed before this answer
     * @param shards those of the asked ones that this owner serves, confirmed
     */
    record Followed(long epoch, long position, List<ShardTerm> shards) implements OwnerReply {}

    /** Not answered, and nothing changed: the owner is changing. Worth asking again, of whoever is the owner then. */
    record Unready() implements OwnerReply {}
}
