package dev.lux.http;

import dev.lux.access.Access;
import dev.lux.access.Origins;
import dev.lux.admin.BrokerMetrics;
import dev.lux.admin.ClusterStatus;
import dev.lux.admin.NodeQuestions;
import dev.lux.lifecycle.Lifecycle;
import dev.lux.limits.Limits;
import dev.lux.rates.Rates;
import dev.lux.route.Owners;
import dev.lux.time.Clock;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * What an edge works with.
 *
 * @param streams answers {@code GET /api/lux/stream} and {@code /api/lux/stream/:id}: route, method and origin are
 *     checked, and the id, when there is one, is the valid path parameter {@code id}; the credential is not yet checked
 */
public record EdgeParts(
        Owners owners,
        Polls polls,
        Access access,
        Origins origins,
        Limits limits,
        Rates rates,
        Clock clock,
        BrokerMetrics metrics,
        Lifecycle lifecycle,
        ClusterStatus cluster,
        NodeQuestions questions,
        Handler<RoutingContext> streams) {}
