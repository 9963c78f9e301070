package dev.lux.websocket;

import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.admin.BrokerMetrics;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.document.Pattern;
import dev.lux.stream.Farewell;
import dev.lux.subscription.Outbox;
import dev.lux.wire.ServerFrames;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a socket is told beside its documents; nothing any more once it is closed. Belongs to its event loop. */
final class SocketAnswers {
    private final Outbox outbox;
    private final BrokerMetrics metrics;
    private final Consumer<Refused> onRefusal;
    private boolean closed;

    /** @param onRefusal is told of each */
    SocketAnswers(Outbox outbox, BrokerMetrics metrics, Consumer<Refused> onRefusal) {
        this.outbox = outbox;
        this.metrics = metrics;
        this.onRefusal = onRefusal;
    }

    void close() {
        closed = true;
    }

    /** That a message was taken, to who wants to know. */
    void done(byte @Nullable [] ref) {
        if (ref != null) {
            tell(ServerFrames.ack(ref));
        }
    }

    /** What became of a write. */
    void reply(byte @Nullable [] ref, Write write, WriteReply reply) {
        if (reply instanceof WriteReply.Written written) {
            tell(ServerFrames.ack(ref, write.id(), written.version(), write.granted()));
        } else {
            refuse(ref, write.id(), (Refused) reply);
        }
    }

    void fail(byte @Nullable [] ref, @Nullable String id, Throwable failure) {
        if (!closed) {
            refuse(ref, id, Faults.refusal(failure));
        }
    }

    void refuse(byte @Nullable [] ref, @Nullable String id, Refused refused) {
        if (!closed) {
            metrics.error(refused.code());
            onRefusal.accept(refused);
            tell(ServerFrames.error(ref, id, refused));
        }
    }

    /** A subscription has ended, since the credential does not cover it any more. */
    void lost(Pattern pattern) {
        if (!closed) {
            Refused refusal = Faults.refusal(Principal.forbidden(Right.READ, pattern));
            metrics.error(refusal.code());
            tell(ServerFrames.ended(pattern.match(), refusal));
        }
    }

    void bye(Farewell farewell, long reconnectAfterMillis) {
        tell(ServerFrames.bye(farewell.error().code(), reconnectAfterMillis));
    }

    private void tell(byte[] frame) {
        if (!closed) {
            outbox.control(frame);
        }
    }
}
