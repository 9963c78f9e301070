package dev.lux.websocket;

import dev.lux.access.Access;
import dev.lux.admin.BrokerMetrics;
import dev.lux.lifecycle.Contact;
import dev.lux.limits.Limits;
import dev.lux.rates.Rates;
import dev.lux.route.Owners;
import dev.lux.stream.LiveStreams;
import dev.lux.stream.StreamSlots;
import dev.lux.subscription.Hub;
import dev.lux.time.Clock;
import io.vertx.core.Vertx;

/** What the sockets of one event loop work with. */
public record SocketParts(
        Vertx vertx,
        Owners owners,
        Hub hub,
        Access access,
        Limits limits,
        Rates rates,
        Clock clock,
        BrokerMetrics metrics,
        SharedFrames frames,
        LiveStreams streams,
        StreamSlots slots,
        SessionBeats beats,
        Contact contact) {}
