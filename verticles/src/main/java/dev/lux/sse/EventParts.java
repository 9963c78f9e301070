package dev.lux.sse;

import dev.lux.access.Access;
import dev.lux.limits.Limits;
import dev.lux.stream.LiveStreams;
import dev.lux.stream.StreamSlots;
import dev.lux.subscription.Hub;
import dev.lux.time.Clock;
import io.vertx.core.Vertx;

/** What the event streams of one event loop work with. */
public record EventParts(
        Vertx vertx, Hub hub, Access access, Limits limits, Clock clock, LiveStreams streams, StreamSlots slots) {}
