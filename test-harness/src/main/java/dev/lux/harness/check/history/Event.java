package dev.lux.harness.check.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.model.Op;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of a history. The names here are those in the file. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Began.class, name = "began"),
    @JsonSubTypes.Type(value = Event.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = Event.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Event.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Event.Subscribed.class, name = "subscribed"),
    @JsonSubTypes.Type(value = Event.Received.class, name = "received"),
    @JsonSubTypes.Type(value = Event.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = Event.FaultStarts.class, name = "fault-starts"),
    @JsonSubTypes.Type(value = Event.FaultMoves.class, name = "fault-moves"),
    @JsonSubTypes.Type(value = Event.Quiet.class, name = "quiet"),
    @JsonSubTypes.Type(value = Event.WritersEnded.class, name = "writers-ended"),
    @JsonSubTypes.Type(value = Event.Sampled.class, name = "sampled")
})
public sealed interface Event {
    /** Nanoseconds since the history began. */
    long at();

    /** @param about what an artefact has to say of itself: seed, nodes, revision, wall clock */
    record Began(long at, String about) implements Event {}

    /**
     * A call that is about to be sent.
     *
     * @param write null for a read
     */
    record Asked(
            long at,
            long call,
            String client,
            String node,
            String document,
            @Nullable Op write) implements Event {}

    record Answered(long at, long call, Outcome outcome) implements Event {}

    /** A subscriber has a connection, its first or a new one. */
    record Opened(long at, String session, String node) implements Event {}

    /** @param since as it was sent, possibly empty */
    record Subscribed(long at, String session, String match, Map<String, Long> since) implements Event {}

    /** A frame as it came. */
    record Received(long at, String session, JsonNode frame) implements Event {}

    /** @param wanted whether the subscriber ended for good, by its own will */
    record Closed(long at, String session, boolean wanted, String why) implements Event {}

    /**
     * The first step of a fault is about to be made.
     *
     * @param isolated nodes that can reach no quorum while it is in effect
     * @param losesState whether more data members die at once than there are copies: acknowledged state may be lost
     */
    record FaultStarts(long at, String fault, String kind, Set<String> isolated, boolean losesState) implements Event {}

    /** @param proof with {@code IN_EFFECT}: what was observed that shows it; else empty */
    record FaultMoves(long at, String fault, Fault.Step step, String proof) implements Event {}

    /** From here on no write is in flight, and all subscribers converge. */
    record Quiet(long at) implements Event {}

    /** The last write was answered or given up; reads that are asked later see the final state. */
    record WritersEnded(long at) implements Event {}

    /**
     * @param liveHeapBytes after a collection
     * @param outboxBytes what the node holds for sockets that don't read
     */
    record Sampled(long at, String node, long liveHeapBytes, long residentBytes, long outboxBytes) implements Event {}
}
