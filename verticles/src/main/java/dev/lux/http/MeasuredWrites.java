package dev.lux.http;

import dev.lux.admin.BrokerMetrics;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.error.LuxException;
import dev.lux.route.Owners;
import dev.lux.time.Clock;
import dev.lux.wire.ErrorJson;
import io.vertx.core.Future;
import java.util.List;

/** Hands writes to their owners and counts what became of each. */
final class MeasuredWrites {
    private final Owners owners;
    private final BrokerMetrics metrics;
    private final Clock clock;

    MeasuredWrites(Owners owners, BrokerMetrics metrics, Clock clock) {
        this.owners = owners;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** As {@link Owners#write}. */
    Future<List<WriteReply>> write(List<Write> writes) {
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
}
