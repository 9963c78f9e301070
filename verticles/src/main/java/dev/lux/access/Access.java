package dev.lux.access;

import dev.lux.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns credentials into principals, whatever kind of credential it is. Usable on any thread. */
public final class Access {
    /** RFC 6750, section 2.1; the scheme's case does not matter (RFC 9110, section 11.1). */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([!-~]+)");

    private final Clock clock;
    private final int maxTokenBytes;
    private final List<Credentials> kinds;

    /**
     * @param maxTokenBytes longer tokens are nobody's
     * @param kinds asked in order; the first that knows a token says whose it is
     */
    public Access(Clock clock, int maxTokenBytes, List<Credentials> kinds) {
        this.clock = clock;
        this.maxTokenBytes = maxTokenBytes;
        this.kinds = List.copyOf(kinds);
    }

    /** The principal of a bare token, as it comes in a subprotocol or an {@code auth} message. */
    public Optional<Principal> ofToken(String text) {
        if (text.length() > maxTokenBytes) {
            return Optional.empty();
        }
        Token token = Token.of(text);
        long now = clock.wallMicros();
        for (Credentials kind : kinds) {
            Optional<Principal> principal = kind.principal(token, now);
            if (principal.isPresent()) {
                return principal.flatMap(found -> now(found, now));
            }
        }
        return Optional.empty();
    }

    /** The principal of an {@code Authorization} header; {@code null} when there was none. */
    public Optional<Principal> ofAuthorization(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(header);
        return bearer.matches() ? ofToken(bearer.group(1)) : Optional.empty();
    }

    /**
     * What a principal that was known before is now: the same, or with other scopes when its credential was given others,
     * or nobody when that has expired or was revoked.
     */
    public Optional<Principal> now(Principal before) {
        return now(before, clock.wallMicros());
    }

    private Optional<Principal> now(Principal before, long nowMicros) {
        if (before.isExpired(nowMicros)) {
            return Optional.empty();
        }
        Optional<Principal> current = Optional.of(before);
        for (Credentials kind : kinds) {
            current = current.flatMap(kind::now);
        }
        return current.filter(found -> !found.isExpired(nowMicros));
    }
}
