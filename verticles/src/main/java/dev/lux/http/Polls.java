package dev.lux.http;

import dev.lux.document.DocumentState;
import io.vertx.core.Future;
import java.time.Duration;

/** Waiting for a document to change. */
public interface Polls {
    /**
     * The newest state as soon as its version is not {@code knownVersion}, or, when that is 0, as soon as the document
     * is live; after {@code timeout} the state as it then is. Never behind an ack that anyone received before the call.
     * Fails only with a {@link dev.lux.error.LuxException}.
     *
     * @param clientGone ends the wait when it completes: nobody is left to read the answer
     */
    Future<DocumentState> awaitChange(String id, long knownVersion, Duration timeout, Future<?> clientGone);
}
