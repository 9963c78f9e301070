package dev.lux.stream;

import dev.lux.access.Access;
import dev.lux.access.Principal;
import dev.lux.access.WriteRights;
import dev.lux.command.WriteReply;
import dev.lux.time.Clock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose stream it is, for as long as the credential says so.
 *
 * <pre>
 *   nobody's --use--> somebody's --use, other rights--> somebody's --expired, or revoked--> over
 * </pre>
 *
 * <p>It costs a delivery nothing: a timer waits for the expiry, and {@link #check} is called when credentials have
 * changed. Belongs to the stream's event loop.
 */
public final class StreamCredential {
    /** When it is looked at again at the latest: wall clocks are set, and timers don't notice. */
    private static final long LONGEST_TIMER_MILLIS = Duration.ofMinutes(10).toMillis();

    /** The stream. */
    public interface Holder {
        /** The credential gives these rights from now on. */
        void allow(Principal now);

        /** The stream is nobody's any more. */
        void credentialEnded(CredentialEnd end);
    }

    private final Vertx vertx;
    private final Clock clock;
    private final Access access;
    private final Holder holder;
    private @Nullable Principal principal;
    private long timer = -1;

    public StreamCredential(Vertx vertx, Clock clock, Access access, Holder holder) {
        this.vertx = vertx;
        this.clock = clock;
        this.access = access;
        this.holder = holder;
    }

    /** {@code null} while the stream is nobody's. */
    public @Nullable Principal principal() {
        return principal;
    }

    /** What may be told of a write's reply: by the credential of now, which may be another than that of the write. */
    public WriteReply visible(String id, WriteReply reply) {
        Principal who = principal;
        return who == null ? reply : WriteRights.visible(who, id, reply);
    }

    /** Takes a credential that is valid now, the first one or another. */
    public void use(Principal who) {
        principal = who;
        arm(who);
    }

    /** Looks whether the credential is still what it was. */
    public void check() {
        Principal before = principal;
        if (before == null) {
            return;
        }
        if (before.isExpired(clock.wallMicros())) {
            holder.credentialEnded(CredentialEnd.EXPIRED);
            return;
        }
        Optional<Principal> now = access.now(before);
        if (now.isEmpty()) {
            holder.credentialEnded(CredentialEnd.REVOKED);
            return;
        }
        use(now.get());
        if (!now.get().equals(before)) {
            holder.allow(now.get());
        }
    }

    /** Whether the credential has expired, and nobody has noticed yet. */
    public boolean isExpired() {
        Principal who = principal;
        return who != null && who.isExpired(clock.wallMicros());
    }

    /** The stream has ended. */
    public void stop() {
        vertx.cancelTimer(timer);
        principal = null;
    }

    private void arm(Principal who) {
        vertx.cancelTimer(timer);
        if (who.expiresMicros() != Principal.NEVER) {
            long leftMicros = Math.max(0, who.expiresMicros() - clock.wallMicros());
            timer = vertx.setTimer(Math.min(LONGEST_TIMER_MILLIS, leftMicros / 1000 + 1), due -> check());
        }
    }
}
