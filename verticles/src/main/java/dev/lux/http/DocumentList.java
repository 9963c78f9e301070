package dev.lux.http;

import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.command.OwnerReply;
import dev.lux.document.DocumentId;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.route.Owners;
import dev.lux.wire.JsonBytes;
import dev.lux.wire.StateJson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/lux?match=}: a page of documents in id order. */
final class DocumentList {
    /** Of an answer; beyond, the page ends early, with its {@code next}. One document always fits. */
    static final int PAGE_BYTES = 4 * 1024 * 1024;

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final Set<String> PARAMETERS = Set.of("match", "limit", "after");

    private final Owners owners;

    DocumentList(Owners owners) {
        this.owners = owners;
    }

    void handle(Exchange exchange, Principal principal) {
        QueryParameters query = QueryParameters.parse(exchange.request().uri(), PARAMETERS, Set.of());
        String match = query.get("match");
        if (match == null) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "The parameter match is missing.");
        }
        Pattern pattern = Pattern.parse(match);
        principal.require(Right.LIST, pattern);
        // A page shows what is in the documents, not only which there are.
        principal.require(Right.READ, pattern);
        int limit = limit(query.get("limit"));
        String after = query.get("after");
        // One more than asked for tells whether there is a next page.
        owners.page(pattern, after == null ? "" : DocumentId.require(after), limit + 1)
                .map(page -> seenBy(principal, page))
                .onSuccess(page -> exchange.json(200, body(match, page, limit)))
                .onFailure(exchange::fail);
    }

    private static OwnerReply.Page seenBy(Principal principal, OwnerReply.Page page) {
        return principal.scopes().haveRules()
                ? new OwnerReply.Page(
                        page.documents().stream().map(principal::seen).toList(), page.total())
                : page;
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "limit must be 1 to " + MAX_LIMIT + ".");
        }
        return limit;
    }

    private static byte[] body(String match, OwnerReply.Page page, int limit) {
        List<DocumentState> found = page.documents();
        JsonBytes documents = new JsonBytes(4096);
        int count = 0;
        while (count < Math.min(limit, found.size())) {
            DocumentState state = found.get(count);
            if (count > 0 && documents.size() + StateJson.sizeHint(state) > PAGE_BYTES) {
                break;
            }
            documents.ascii(count == 0 ? "" : ",");
            StateJson.appendDocument(documents, state);
            count++;
        }
        JsonBytes out = new JsonBytes(documents.size() + 512)
                .ascii("{\"match\":")
                .string(match)
                .ascii(",\"count\":")
                .number(count)
                .ascii(",\"total\":")
                .number(page.total())
                .ascii(",\"next\":");
        if (count < found.size() && count > 0) {
            out.string(found.get(count - 1).id());
        } else {
            out.ascii("null");
        }
        return out.ascii(",\"documents\":[")
                .raw(documents.toByteArray())
                .ascii("]}")
                .toByteArray();
    }
}
