package dev.lux.access;

import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.Pattern;
import dev.lux.error.LuxException;

/**
 * Who may write what, and what of the document a refusal may show. What a write asks of the content, by a guard or a JSON
 * Patch, its outcome tells: so it needs the right to read.
 */
public final class WriteRights {
    private WriteRights() {}

    /** @throws LuxException {@code forbidden} */
    public static void require(Principal principal, Write write) {
        Pattern document = Pattern.ofId(write.id());
        principal.require(Right.WRITE, document);
        if (write.guard() != null || write.kind() == WriteKind.JSON_PATCH) {
            principal.require(Right.READ, document);
        }
    }

    /** The reply as this principal may see it: without the document, unless it may read that. */
    public static WriteReply visible(Principal principal, String id, WriteReply reply) {
        return reply instanceof WriteReply.Refused refused
                        && refused.current() != null
                        && !principal.may(Right.READ, Pattern.ofId(id))
                ? new WriteReply.Refused(refused.code(), refused.detail())
                : reply;
    }
}
