package dev.lux.http;

import dev.lux.time.Clock;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line per request at DEBUG, at WARN when the broker failed it. Never a header's value, never a body. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private AccessLog() {}

    static void add(RoutingContext ctx, String requestId, Clock clock) {
        long startedNanos = clock.elapsedNanos();
        ctx.addEndHandler(end -> {
            int status = ctx.response().getStatusCode();
            Level level = status >= 500 ? Level.WARN : Level.DEBUG;
            if (LOG.isEnabledForLevel(level)) {
                LOG.atLevel(level)
                        .setMessage("request")
                        .addKeyValue("requestId", requestId)
                        .addKeyValue("method", ctx.request().method().name())
                        .addKeyValue(
                                "path", RequestHead.withoutQuery(ctx.request().uri()))
                        .addKeyValue("status", status)
                        .addKeyValue("complete", end.succeeded())
                        .addKeyValue("micros", (clock.elapsedNanos() - startedNanos) / 1000)
                        .log();
            }
        });
    }
}
