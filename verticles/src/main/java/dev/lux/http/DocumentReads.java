package dev.lux.http;

import dev.lux.access.Access;
import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.lifecycle.Contact;
import dev.lux.route.Owners;
import dev.lux.wire.JsonBytes;
import dev.lux.wire.StateJson;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code HEAD} of one document, at once or with {@code ?wait} when it has changed. */
final class DocumentReads {
    private static final Set<String> PARAMETERS = Set.of("wait");

    private final Owners owners;
    private final Polls polls;
    private final Access access;
    private final Contact contact;

    DocumentReads(Owners owners, Polls polls, Access access, Contact contact) {
        this.owners = owners;
        this.polls = polls;
        this.access = access;
        this.contact = contact;
    }

    void handle(Exchange exchange, Principal principal, String id) {
        principal.require(Right.READ, Pattern.ofId(id));
        QueryParameters query = QueryParameters.parse(exchange.request().uri(), PARAMETERS, Set.of());
        Preconditions preconditions = Preconditions.of(exchange.request().headers());
        String wait = query.get("wait");
        Future<DocumentState> state = wait == null
                ? owners.read(id)
                : poll(exchange, id, preconditions.ifNoneMatch(), WaitTime.parse(wait))
                        .map(found -> stillFor(principal, id, found));
        state.onSuccess(found -> answer(exchange, principal.seen(found), preconditions))
                .onFailure(exchange::fail);
    }

    /** Waits while what the client has, by its tags, is what there is. */
    private Future<DocumentState> poll(Exchange exchange, String id, @Nullable EntityTags known, Duration wait) {
        exchange.waitsForNews();
        Future<Void> over = exchange.over();
        if (known == null) {
            return polls.awaitChange(id, 0, wait, over);
        }
        if (known.all().size() == 1) {
            return polls.awaitChange(id, known.all().get(0), wait, over);
        }
        return owners.read(id)
                .compose(state -> state.isLive() && (known.any() || known.all().contains(state.version()))
                        ? polls.awaitChange(id, state.version(), wait, over)
                        : Future.succeededFuture(state));
    }

    /** Of what a poll has found, what its client may still see. */
    private DocumentState stillFor(Principal principal, String id, DocumentState found) {
        contact.require();
        Principal now = access.now(principal)
                .orElseThrow(() -> new LuxException(ErrorCode.UNAUTHORIZED, ErrorCode.UNAUTHORIZED.whatToDo()));
        now.require(Right.READ, Pattern.ofId(id));
        return now.seen(found);
    }

    private static void answer(Exchange exchange, DocumentState state, Preconditions preconditions) {
        if (!preconditions.matches(state.isLive() ? state.version() : 0)) {
            exchange.refuse(
                    new WriteReply.Refused(ErrorCode.VERSION_CONFLICT, "If-Match does not hold.", state, List.of()));
        } else if (!state.isLive()) {
            exchange.refuse(new WriteReply.Refused(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.whatToDo()));
        } else if (preconditions.isNotModified(state.version())) {
            exchange.notModified(state.version());
        } else {
            JsonBytes out = new JsonBytes(StateJson.sizeHint(state));
            StateJson.appendDocument(out, state);
            exchange.json(200, out.toByteArray(), state.version());
        }
    }
}
