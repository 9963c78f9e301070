package dev.lux.sse;

import dev.lux.error.LuxException;
import dev.lux.limits.Limits;
import dev.lux.stream.Farewell;
import dev.lux.stream.LiveStream;
import dev.lux.stream.LiveStreams;
import dev.lux.stream.StreamRequest;
import dev.lux.stream.StreamSession;
import dev.lux.stream.StreamSlots;
import dev.lux.subscription.Hub;
import dev.lux.wire.ErrorJson;
import dev.lux.wire.ServerFrames;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** One event stream, from its request to its end. Belongs to the connection's event loop. */
public final class EventStream implements LiveStream {
    private final HttpServerResponse response;
    private final EventSink sink;
    private final StreamSession session;
    private final LiveStreams streams;
    private final StreamSlots slots;
    private boolean ended;

    private EventStream(
            HttpServerResponse response,
            Hub hub,
            Limits limits,
            LiveStreams streams,
            StreamSlots slots,
            boolean withIds) {
        this.response = response;
        this.sink = new EventSink(response, withIds, limits.socketBufferBytes());
        this.session = new StreamSession(hub, sink, limits.subscriptionsPerStream());
        this.streams = streams;
        this.slots = slots;
    }

    /**
     * Answers with an event stream. The credential has been checked.
     *
     * @param over completes when the answer has ended or its connection is gone
     * @throws LuxException {@code too_many_streams}
     */
    public static void open(
            HttpServerResponse response,
            Future<Void> over,
            StreamRequest request,
            Hub hub,
            Limits limits,
            LiveStreams streams,
            StreamSlots slots) {
        slots.take();
        EventStream stream = new EventStream(response, hub, limits, streams, slots, request.single());
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                // Asks nginx, which buffers answers, not to.
                .putHeader("x-accel-buffering", "no");
        response.drainHandler(room -> stream.session.outbox().drain());
        over.onComplete(any -> stream.end());
        streams.add(stream);
        stream.sink.comment();
        stream.session.subscribeAll(request).onFailure(stream::fail);
    }

    private void fail(Throwable failure) {
        if (!ended && failure instanceof LuxException refusal) {
            session.outbox().control(ServerFrames.error(null, null, ErrorJson.refused(refusal)));
        }
        finish();
    }

    @Override
    public void checkAlive() {
        sink.comment();
    }

    @Override
    public void sayBye(Farewell farewell, long reconnectAfterMillis) {
        if (!ended) {
            session.outbox().control(ServerFrames.bye(farewell.error().code(), reconnectAfterMillis));
        }
    }

    @Override
    public void endAfterBye(Farewell farewell) {
        finish();
    }

    private void finish() {
        end();
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            session.close();
            streams.remove(this);
            slots.free();
        }
    }
}
