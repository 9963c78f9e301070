package dev.lux.boot;

import dev.lux.access.Access;
import dev.lux.admin.AdminRoutes;
import dev.lux.admin.BrokerMetrics;
import dev.lux.http.pages.StaticPages;
import dev.lux.lifecycle.Lifecycle;
import dev.lux.route.Owners;
import dev.lux.stream.StreamSlots;
import dev.lux.subscription.NodeInterest;
import dev.lux.time.Clock;

/** What the event loops of a node share; all of it is usable on any of them. */
record NodeParts(
        Settings settings,
        Clock clock,
        Access access,
        Owners owners,
        NodeInterest interest,
        BrokerMetrics metrics,
        StreamSlots slots,
        Lifecycle lifecycle,
        AdminRoutes admin,
        StaticPages pages) {}
