package dev.lux.boot;

import dev.lux.document.DocumentState;
import dev.lux.error.LuxException;
import dev.lux.http.Polls;
import dev.lux.stream.Farewell;
import dev.lux.stream.LiveStream;
import dev.lux.stream.LiveStreams;
import dev.lux.stream.StreamSlots;
import dev.lux.subscription.LongPolls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/**
 * Waiting polls, bounded like streams, since each holds as much, and ended like streams when the node stops. Belongs to
 * the event loop of {@code live}.
 */
record BoundedPolls(LongPolls polls, StreamSlots slots, LiveStreams live) implements Polls {
    @Override
    public Future<DocumentState> awaitChange(String id, long knownVersion, Duration timeout, Future<?> clientGone) {
        try {
            slots.take();
        } catch (LuxException e) {
            return Future.failedFuture(e);
        }
        Promise<DocumentState> answer = Promise.promise();
        Promise<Void> over = Promise.promise();
        Waiting waiting = new Waiting(answer);
        clientGone.onComplete(gone -> over.tryComplete());
        answer.future().onComplete(answered -> {
            over.tryComplete();
            slots.free();
            live.remove(waiting);
        });
        live.add(waiting);
        polls.awaitChange(id, knownVersion, timeout, over.future())
                .onSuccess(answer::tryComplete)
                .onFailure(answer::tryFail);
        return answer.future();
    }

    /** One poll, whose bye is its answer. */
    private record Waiting(Promise<DocumentState> answer) implements LiveStream {
        @Override
        public void checkAlive() {
            // It ends by itself in less time than it takes to call a client dead.
        }

        @Override
        public void checkCredential() {
            // It is looked at when there is an answer.
        }

        @Override
        public void sayBye(Farewell farewell, long reconnectAfterMillis) {
            answer.tryFail(new LuxException(farewell.error(), farewell.error().whatToDo()));
        }

        @Override
        public void endAfterBye(Farewell farewell) {
            // The bye has ended it.
        }
    }
}
