package dev.lux.route;

import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import io.vertx.core.Future;
import java.time.Duration;

/** One request to one owner, as an edge sends it. Calls and completions on the edge's event loop. */
public interface OwnerCalls {
    /** How long an answer is awaited; whoever asks, asks again. */
    Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * Delivery: at most once per call; order: that of the calls to one owner.
     *
     * @return fails with a {@link NoAnswer} when none came in time
     */
    Future<OwnerReply> ask(String owner, OwnerRequest request, Duration patience);

    default Future<OwnerReply> ask(String owner, OwnerRequest request) {
        return ask(owner, request, PATIENCE);
    }

    /** No answer came. */
    final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean delivered;

        /** @param delivered whether the owner may have had the request */
        public NoAnswer(boolean delivered, String why) {
            super(why, null, false, false);
            this.delivered = delivered;
        }

        static boolean mayBeDelivered(Throwable failure) {
            return !(failure instanceof NoAnswer silence) || silence.delivered;
        }
    }
}
