package dev.lux.harness.budget;

import dev.lux.command.OwnerReply;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.route.Owners;
import io.vertx.core.Future;
import java.util.List;

/** Nobody is asked here. */
final class NoOwners implements Owners {
    @Override
    public Future<List<WriteReply>> write(List<Write> writes) {
        return nobody();
    }

    @Override
    public Future<DocumentState> read(String id) {
        return nobody();
    }

    @Override
    public Future<List<DocumentState>> readAll(List<String> ids) {
        return nobody();
    }

    @Override
    public Future<OwnerReply.Page> page(Pattern pattern, String after, int limit) {
        return nobody();
    }

    private static <T> Future<T> nobody() {
        return Future.failedFuture("there are no owners");
    }
}
