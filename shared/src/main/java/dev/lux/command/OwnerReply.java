package dev.lux.command;

import dev.lux.document.DocumentState;
import dev.lux.error.ErrorCode;
import java.util.List;

/** An owner's answer to an {@link OwnerRequest}. */
public sealed interface OwnerReply {
    record Writes(List<WriteReply> replies) implements OwnerReply {}

    record States(List<DocumentState> states) implements OwnerReply {}

    /**
     * @param documents in id order
     * @param total how many documents of this owner match now
     */
    record Page(List<DocumentState> documents, int total) implements OwnerReply {}

    /**
     * @param states the live matches
     * @param position the last update that was sent to this edge before; everything later comes as an update
     */
    record Registered(List<DocumentState> states, long position) implements OwnerReply {}

    /** @param sent the number of the last update that holds anything committed before this answer */
    record Position(long sent) implements OwnerReply {}

    /** The request as a whole failed; nothing of it was applied unless the code says otherwise. */
    record Failed(ErrorCode code, String detail) implements OwnerReply {}
}
