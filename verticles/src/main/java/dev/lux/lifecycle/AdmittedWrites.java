package dev.lux.lifecycle;

import dev.lux.command.OwnerReply;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.route.Owners;
import io.vertx.core.Future;
import java.util.List;

/** The owners, whom no write reaches any more once the node drains. Usable on any context. */
public final class AdmittedWrites implements Owners {
    private final Owners owners;
    private final Lifecycle lifecycle;

    public AdmittedWrites(Owners owners, Lifecycle lifecycle) {
        this.owners = owners;
        this.lifecycle = lifecycle;
    }

    @Override
    public Future<List<WriteReply>> write(List<Write> writes) {
        return lifecycle.writing(() -> owners.write(writes));
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
