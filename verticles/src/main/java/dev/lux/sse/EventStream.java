package dev.lux.sse;

import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import dev.lux.stream.CredentialEnd;
import dev.lux.stream.Farewell;
import dev.lux.stream.LiveStream;
import dev.lux.stream.StreamCredential;
import dev.lux.stream.StreamRequest;
import dev.lux.stream.StreamSession;
import dev.lux.wire.ErrorJson;
import dev.lux.wire.ServerFrames;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** One event stream, from its request to its end. Belongs to the connection's event loop. */
public final class EventStream implements LiveStream, StreamCredential.Holder {
    private final HttpServerResponse response;
    private final EventSink sink;
    private final StreamSession session;
    private final StreamCredential credential;
    private final EventParts parts;
    private boolean ended;

    private EventStream(HttpServerResponse response, EventParts parts, boolean withIds) {
        this.response = response;
        this.parts = parts;
        this.sink = new EventSink(response, withIds, parts.limits().socketBufferBytes());
        this.session = new StreamSession(parts.hub(), sink, parts.limits().subscriptionsPerStream());
        this.credential = new StreamCredential(parts.vertx(), parts.clock(), parts.access(), this);
    }

    /**
     * Answers with an event stream.
     *
     * @param principal who may read all that is asked for
     * @param over completes when the answer has ended or its connection is gone
     * @throws LuxException {@code too_many_streams}
     */
    public static void open(
            HttpServerResponse response,
            Future<Void> over,
            StreamRequest request,
            Principal principal,
            EventParts parts) {
        parts.slots().take();
        EventStream stream = new EventStream(response, parts, request.single());
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                // Asks nginx, which buffers answers, not to.
                .putHeader("x-accel-buffering", "no");
        response.drainHandler(room -> stream.session.outbox().drain());
        over.onComplete(any -> stream.end());
        parts.streams().add(stream);
        stream.sink.comment();
        stream.credential.use(principal);
        stream.session.allow(principal.scopes());
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
    public void checkCredential() {
        credential.check();
    }

    @Override
    public void allow(Principal now) {
        for (Pattern lost : session.allow(now.scopes())) {
            session.outbox()
                    .control(
                            ServerFrames.ended(lost.match(), ErrorJson.refused(Principal.forbidden(Right.READ, lost))));
        }
    }

    @Override
    public void credentialEnded(CredentialEnd end) {
        if (!ended) {
            session.outbox().control(ServerFrames.error(null, null, end.refusal()));
        }
        finish();
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
            credential.stop();
            session.close();
            parts.streams().remove(this);
            parts.slots().free();
        }
    }
}
