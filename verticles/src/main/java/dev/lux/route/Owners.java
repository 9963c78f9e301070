package dev.lux.route;

import dev.lux.command.OwnerReply;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import io.vertx.core.Future;
import java.util.List;

/**
 * The owners of all documents, as an edge sees them.
 *
 * <p>Delivery: each call is answered within its deadline. A future fails only with a
 * {@link dev.lux.error.LuxException}. Order: writes of one call to one document are applied in the list's order;
 * separate calls from one context to one document in the order of the calls.
 */
public interface Owners {
    /** One reply per write, in the order of the list; a refused write is a reply, not a failure. */
    Future<List<WriteReply>> write(List<Write> writes);

    /** The document now, absent included; never behind an ack that anyone received before the call. */
    Future<DocumentState> read(String id);

    /** The same of many documents, in the order of the ids; one message per owner, however many there are. */
    Future<List<DocumentState>> readAll(List<String> ids);

    /**
     * The first {@code limit} matches above {@code after} in id order, over all owners.
     *
     * @param after empty for the first page
     */
    Future<OwnerReply.Page> page(Pattern pattern, String after, int limit);
}
