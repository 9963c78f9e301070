package dev.lux.lifecycle;

import dev.lux.command.OwnerReply;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.route.Owners;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The owners, whom no write reaches any more once the node drains, and none while too many wait. Usable on any context.
 */
public final class AdmittedWrites implements Owners {
    private final Owners owners;
    private final Lifecycle lifecycle;
    private final WaitingWrites waiting;
    private final UnaryOperator<String> ownerOf;

    /** @param ownerOf whoever owns the document with this id now; any text when nobody does */
    public AdmittedWrites(Owners owners, Lifecycle lifecycle, WaitingWrites waiting, UnaryOperator<String> ownerOf) {
        this.owners = owners;
        this.lifecycle = lifecycle;
        this.waiting = waiting;
        this.ownerOf = ownerOf;
    }

    @Override
    public Future<List<WriteReply>> write(List<Write> writes) {
        List<String> of =
                writes.stream().map(write -> ownerOf.apply(write.id())).toList();
        long bytes = writes.stream().mapToLong(write -> write.body().length).sum();
        if (!waiting.take(of, bytes)) {
            WriteReply refused = new Refused(ErrorCode.BUSY, "Too many writes wait for their answer on this node.");
            return Future.succeededFuture(Collections.nCopies(writes.size(), refused));
        }
        return lifecycle.writing(() -> owners.write(writes)).onComplete(answered -> waiting.free(of, bytes));
    }

    @Override
    public Future<DocumentState> read(String id) {
        return owners.read(id);
    }

    @Override
    public Future<List<DocumentState>> readAll(List<String> ids) {
        return owners.readAll(ids);
    }

    @Override
    public Future<OwnerReply.Page> page(Pattern pattern, String after, int limit) {
        return owners.page(pattern, after, limit);
    }
}
