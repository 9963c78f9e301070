package dev.lux.admin;

import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.WriteOutcome;
import dev.lux.error.ErrorCode;
import dev.lux.owner.FanOutCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The broker's own meters. All are made at start, so that measuring is an array access and an addition, and so that
 * every series is there, at zero, before it is first needed. Errors are counted by who tells them, not here.
 */
public final class BrokerMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5)
    };
    private final MeterRegistry registry;
    private final Map<WriteKind, WriteCounters> writes = new EnumMap<>(WriteKind.class);
    private final Map<ErrorCode, Counter> errors = new EnumMap<>(ErrorCode.class);
    private final Counter deliveries;
    private final Counter patches;
    private final Counter wholeStates;
    private final Counter replacedStates;
    private final Counter refusedConnections;
    private final FanOutMetrics fanOut;
    private final RepairMetrics repairs;
    private final LongAdder subscriptions = new LongAdder();
    private final Timer writeAck;
    private final Timer delivery;

    public BrokerMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (WriteKind kind : WriteKind.values()) {
            Map<WriteOutcome, Counter> acked = new EnumMap<>(WriteOutcome.class);
            for (WriteOutcome outcome : WriteOutcome.values()) {
                acked.put(outcome, writes(kind, lower(outcome)));
            }
            writes.put(kind, new WriteCounters(acked, writes(kind, "refused"), writes(kind, "failed")));
        }
        for (ErrorCode code : ErrorCode.values()) {
            errors.put(
                    code,
                    Counter.builder("lux.errors")
                            .description("Errors told to clients, over HTTP and streams")
                            .tag("code", code.code())
                            .register(registry));
        }
        deliveries = Counter.builder("lux.deliveries")
                .description("State and gone frames written to streams")
                .register(registry);
        patches = deltas("patch");
        wholeStates = deltas("state");
        replacedStates = Counter.builder("lux.replaced.states")
                .description("States that a newer one replaced before a stream could take them")
                .register(registry);
        refusedConnections = Counter.builder("lux.connections.refused")
                .description("Connections that were closed at once, since too many came from their address")
                .register(registry);
        fanOut = new FanOutMetrics(registry);
        repairs = new RepairMetrics(registry, fanOut);
        writeAck = timer("lux.write.ack", "From a write that is read and valid to its answer");
        delivery = timer(
                "lux.delivery",
                "From the commit of a change to its frame's write to a stream, one of 16 or more in each event loop");
    }

    /** The gauges' sources; each is asked when the metrics are read, on the reader's thread. */
    public void observe(
            LongSupplier documents, LongSupplier stateBytes, LongSupplier streams, LongSupplier waitingWrites) {
        gauge("lux.documents", "Live documents that this node owns", documents);
        gauge("lux.state.bytes", "Bytes of all records that this node owns, tombstones included", stateBytes);
        gauge("lux.subscribers", "Streams that are open on this node", streams);
        gauge("lux.writes.waiting", "Writes that this node has taken and not answered", waitingWrites);
        gauge("lux.subscriptions", "Subscriptions of all streams of this node", subscriptions::sum);
    }

    /** Told of what owners send to nodes. */
    public FanOutCounts fanOut() {
        return fanOut;
    }

    public RepairMetrics repairs() {
        return repairs;
    }

    /** A write was answered; {@code nanos} from valid to answered. */
    public void written(WriteKind kind, WriteReply reply, long nanos) {
        WriteCounters counters = Objects.requireNonNull(writes.get(kind));
        if (reply instanceof WriteReply.Written written) {
            Objects.requireNonNull(counters.acked().get(written.outcome())).increment();
            writeAck.record(nanos, TimeUnit.NANOSECONDS);
        } else if (reply instanceof WriteReply.Refused refused) {
            (refused.code().status() < 500 ? counters.refused() : counters.failed()).increment();
        }
    }

    /** An error was told to a client. */
    public void error(ErrorCode code) {
        Objects.requireNonNull(errors.get(code)).increment();
    }

    /** A connection was closed at once, since too many came from its address. */
    public void connectionRefused() {
        refusedConnections.increment();
    }

    /** {@code count} frames with changes were written to streams. */
    public void delivered(int count) {
        deliveries.increment(count);
    }

    /** Of those, changes of large documents to streams that take patches: so many were patches, so many whole states. */
    public void patchable(int asPatches, int asStates) {
        patches.increment(asPatches);
        wholeStates.increment(asStates);
    }

    /** A frame was written {@code nanos} after its change was committed. */
    public void deliveredAfter(long nanos) {
        delivery.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** {@code count} states were replaced by newer ones before a stream took them. */
    public void replaced(int count) {
        replacedStates.increment(count);
    }

    /** Subscriptions began, or ended when negative. */
    public void subscriptionsChanged(int delta) {
        subscriptions.add(delta);
    }

    private Counter writes(WriteKind kind, String result) {
        return Counter.builder("lux.writes")
                .description("Writes by what became of them; refused is the client's doing, failed the broker's")
                .tag("kind", lower(kind))
                .tag("result", result)
                .register(registry);
    }

    private Counter deltas(String form) {
        return Counter.builder("lux.delta.deliveries")
                .description(
                        "Changes of documents over 2 KiB written to streams that take patches, by what was written")
                .tag("form", form)
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void gauge(String name, String description, LongSupplier source) {
        // The registry holds sources weakly by default; these have no other holder.
        Gauge.builder(name, source, LongSupplier::getAsLong)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private record WriteCounters(Map<WriteOutcome, Counter> acked, Counter refused, Counter failed) {}
}
