package dev.lux.access;

import dev.lux.command.Reach;
import dev.lux.command.Tenure;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import dev.lux.json.Part;

/**
 * Who may write what, and what of the document a refusal may show. What a write asks of the content, by a guard or a JSON
 * Patch, its outcome tells: so it needs the right to read.
 */
public final class WriteRights {
    private WriteRights() {}

    /**
     * The write as this principal may do it: what it may not know or change of the document goes with it to the owner,
     * who knows what would change.
     *
     * @throws LuxException {@code forbidden}
     */
    public static Write allowed(Principal principal, Write write) {
        Pattern document = Pattern.ofId(write.id());
        principal.require(Right.WRITE, document);
        if (write.guard() != null || write.kind() == WriteKind.JSON_PATCH) {
            principal.require(Right.READ, document);
        }
        return principal.scopes().haveRules() ? within(principal.scopes(), write, document) : write;
    }

    /**
     * A write that may end in a deletion that nobody asks for later: its writer must be allowed to change all of the
     * document.
     *
     * @throws LuxException {@code forbidden}
     */
    public static Write requireWhole(Write write) {
        Reach reach = write.reach();
        if (reach != null && !reach.changes().isAll()) {
            throw Principal.forbidden(Right.WRITE, Pattern.ofId(write.id()));
        }
        return write;
    }

    private static Write within(Scopes scopes, Write write, Pattern document) {
        Part changes = scopes.writable().of(document);
        // Who reads nothing writes blindly: whatever it may change, for all that it knows it is the document.
        Part sees = scopes.allow(Right.READ, document) ? scopes.readable().of(document) : changes;
        if (sees.isAll() && changes.isAll()) {
            return write;
        }
        Write within = write.within(new Reach(sees, changes));
        Tenure tenure = write.tenure();
        return tenure != null && tenure.mayDelete() ? requireWhole(within) : within;
    }

    /** The reply as this principal may see it: of the document only what it may read. */
    public static WriteReply visible(Principal principal, String id, WriteReply reply) {
        if (!(reply instanceof WriteReply.Refused refused) || refused.current() == null) {
            return reply;
        }
        return principal.may(Right.READ, Pattern.ofId(id))
                ? new WriteReply.Refused(
                        refused.code(), refused.detail(), principal.seen(refused.current()), refused.failedGuards())
                : new WriteReply.Refused(refused.code(), refused.detail());
    }
}
