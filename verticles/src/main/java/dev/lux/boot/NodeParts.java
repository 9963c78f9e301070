package dev.lux.boot;

import dev.lux.access.Access;
import dev.lux.admin.AdminRoutes;
import dev.lux.admin.BrokerMetrics;
import dev.lux.admin.ClusterStatus;
import dev.lux.admin.NodeQuestions;
import dev.lux.http.pages.StaticPages;
import dev.lux.lifecycle.Lifecycle;
import dev.lux.lifecycle.WaitingWrites;
import dev.lux.rates.Rates;
import dev.lux.replica.NodeReplica;
import dev.lux.route.BusAddress;
import dev.lux.stream.StreamSlots;
import dev.lux.time.Clock;
import dev.lux.tls.CertificateWatch;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the event loops of a node share; all of it is usable on any of them.
 *
 * @param certificate {@code null} without TLS
 */
record NodeParts(
        Settings settings,
        Clock clock,
        Access access,
        @Nullable CertificateWatch certificate,
        BusAddress addresses,
        NodeReplica replica,
        BrokerMetrics metrics,
        StreamSlots slots,
        Rates rates,
        Lifecycle lifecycle,
        WaitingWrites waitingWrites,
        AdminRoutes admin,
        ClusterStatus cluster,
        NodeQuestions questions,
        StaticPages pages,
        RandomGenerator random) {}
