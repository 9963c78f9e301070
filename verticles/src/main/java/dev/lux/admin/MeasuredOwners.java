package dev.lux.admin;

import dev.lux.command.OwnerReply;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import dev.lux.route.Owners;
import dev.lux.time.Clock;
import dev.lux.wire.ErrorJson;
import io.vertx.core.Future;
import java.util.List;

/** The owners, with a count of what became of each write, whichever way it came. Usable on any context. */
public final class MeasuredOwners implements Owners {
    private final Owners owners;
    private final BrokerMetrics metrics;
    private final Clock clock;

    public MeasuredOwners(Owners owners, BrokerMetrics metrics, Clock clock) {
        this.owners = owners;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Future<List<WriteReply>> write(List<Write> writes) {
        long startedNanos = clock.elapsedNanos();
        return owners.write(writes)
                .onSuccess(replies -> {
                    long nanos = clock.elapsedNanos() - startedNanos;
                    for (int i = 0; i < writes.size(); i++) {
                        metrics.written(writes.get(i).kind(), replies.get(i), nanos);
                    }
                })
                .onFailure(failure -> {
                    if (failure instanceof LuxException lux) {
                        WriteReply.Refused refused = ErrorJson.refused(lux);
                        writes.forEach(
                                write -> metrics.written(write.kind(), refused, clock.elapsedNanos() - startedNanos));
                    }
                });
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
