package dev.lux.harness.check.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.model.Op;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The record of a run, append-only. Any thread may record; a session, and a client, is recorded by one thread at a time.
 *
 * <p>What the recorder owes, so that the checkers neither miss nor invent anything: a call is recorded as asked before
 * its first byte is sent, and as answered after its last byte came; a frame after it came; an outcome is {@code
 * NotApplied} only when the protocol says that nothing was applied. Attempts of one write with one Idempotency-Key are
 * calls of their own; a key is used for one write only. Documents have no {@code ttl} and no {@code lease}: each version
 * has a writer.
 */
public final class History implements AutoCloseable {
    private final LongSupplier nanos;
    private final long began;
    private final Sink sink;
    private final AtomicLong calls = new AtomicLong();

    private History(Sink sink, LongSupplier nanos, String about) {
        this.sink = sink;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        sink.append(new Event.Began(0, about));
    }

    /**
     * Into a file, which is replaced.
     *
     * @param about what the artefact says of itself: seed, nodes, revision
     */
    public static History toFile(Path file, String about) throws IOException {
        return new History(new Sink.Lines(file), System::nanoTime, about);
    }

    /**
     * For a simulation.
     *
     * @param nanos its clock
     */
    public static History inMemory(LongSupplier nanos, String about) {
        return new History(new Sink.Memory(), nanos, about);
    }

    /** What a file holds. */
    public static Recorded read(Path file) throws IOException {
        Recorder recorder = new Recorder();
        EventLines.read(file, recorder::take);
        return recorder.recorded();
    }

    /** What was recorded until now. */
    public Recorded recorded() throws IOException {
        Recorder recorder = new Recorder();
        sink.replay(recorder::take);
        return recorder.recorded();
    }

    /**
     * A write is about to be sent.
     *
     * @return the call, for its answer
     */
    public long write(String client, String node, Op write) {
        long call = calls.incrementAndGet();
        sink.append(new Event.Asked(now(), call, client, node, write.id(), write));
        return call;
    }

    /**
     * A GET is about to be sent.
     *
     * @return the call, for its answer
     */
    public long read(String client, String node, String document) {
        long call = calls.incrementAndGet();
        sink.append(new Event.Asked(now(), call, client, node, document, null));
        return call;
    }

    /** A call has ended, once. One that is never answered counts as unknown. */
    public void answered(long call, Outcome outcome) {
        sink.append(new Event.Answered(now(), call, outcome));
    }

    public void opened(String session, String node) {
        sink.append(new Event.Opened(now(), session, node));
    }

    /** Before the subscription is sent; for those in the URL of a stream, right after {@link #opened}. */
    public void subscribed(String session, String match, Map<String, Long> since) {
        sink.append(new Event.Subscribed(now(), session, match, Map.copyOf(since)));
    }

    public void received(String session, JsonNode frame) {
        sink.append(new Event.Received(now(), session, frame));
    }

    /** @param wanted whether it ended for good, by its own will: else it is expected to come back */
    public void closed(String session, boolean wanted, String why) {
        sink.append(new Event.Closed(now(), session, wanted, why));
    }

    /** Before a fault's first step; see {@link Fault}. */
    public void faultStarts(String fault, String kind, Set<String> isolated, boolean losesState) {
        sink.append(new Event.FaultStarts(now(), fault, kind, Set.copyOf(isolated), losesState));
    }

    /** After the fault was seen to be there. */
    public void faultInEffect(String fault, String proof) {
        sink.append(new Event.FaultMoves(now(), fault, Fault.Step.IN_EFFECT, proof));
    }

    /** Before the first step that undoes it. */
    public void faultEnds(String fault) {
        sink.append(new Event.FaultMoves(now(), fault, Fault.Step.ENDING, ""));
    }

    public void faultOver(String fault) {
        sink.append(new Event.FaultMoves(now(), fault, Fault.Step.OVER, ""));
    }

    /** All calls were answered, and no write is asked for a while: subscribers converge. */
    public void quiet() {
        sink.append(new Event.Quiet(now()));
    }

    /** No write is asked any more: reads that follow are of the final state. */
    public void writersEnded() {
        sink.append(new Event.WritersEnded(now()));
    }

    public void sampled(String node, long liveHeapBytes, long residentBytes, long outboxBytes) {
        sink.append(new Event.Sampled(now(), node, liveHeapBytes, residentBytes, outboxBytes));
    }

    private long now() {
        return nanos.getAsLong() - began;
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
