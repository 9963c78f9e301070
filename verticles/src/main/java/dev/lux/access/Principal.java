package dev.lux.access;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Who is behind a credential, what it allows, and until when. One kind for all credentials.
 *
 * @param name what {@code meta.by} shows
 * @param expiresMicros since 1970: from this moment on the credential is none; {@link #NEVER} when it does not expire
 * @param credential which credential it is, without its secret: what a revocation names
 * @param issuedMicros since 1970: when a JWT says that it was issued; 0 when it does not, and for other credentials
 */
public record Principal(String name, Scopes scopes, long expiresMicros, String credential, long issuedMicros) {
    public static final long NEVER = Long.MAX_VALUE;

    private static final String JWT = "jwt";

    /** Of a credential that does not say when it was issued. */
    public Principal(String name, Scopes scopes, long expiresMicros, String credential) {
        this(name, scopes, expiresMicros, credential, 0);
    }

    /** What {@link #credential} is for a JWT; with an empty {@code id}, for one that names none. */
    public static String ofJwt(String id) {
        return id.isEmpty() ? JWT : JWT + ":" + id;
    }

    /** Whether its credential is a JWT. */
    public boolean isOfJwt() {
        return credential.equals(JWT) || credential.startsWith(JWT + ":");
    }

    /** The longest name, in bytes of UTF-8: a record of a document has room for so many. */
    public static final int MAX_NAME_BYTES = 255;

    /** Whether {@code name} can be one: not empty, not too long, without control characters. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
                && name.codePoints().noneMatch(Principal::isHidden);
    }

    /** Control and format characters, halves of pairs, and what Unicode has not assigned. */
    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Microseconds since 1970; {@link #NEVER} for a time that is beyond what they can say. */
    public static long micros(Instant time) {
        long seconds = TimeUnit.SECONDS.toMicros(time.getEpochSecond());
        long more = TimeUnit.NANOSECONDS.toMicros(time.getNano());
        return seconds > NEVER - more ? NEVER : seconds + more;
    }

    public boolean may(Right right, Pattern pattern) {
        return scopes.allow(right, pattern);
    }

    /** What of a document's state it may see, of one that it may read. */
    public DocumentState seen(DocumentState state) {
        return scopes.haveRules() ? state.within(scopes.readable().of(Pattern.ofId(state.id()))) : state;
    }

    /** @throws LuxException {@code forbidden}, whether or not there is such a document */
    public void require(Right right, Pattern pattern) {
        if (!may(right, pattern)) {
            throw forbidden(right, pattern);
        }
    }

    /** The refusal of what no scope contains. */
    public static LuxException forbidden(Right right, Pattern pattern) {
        return new LuxException(
                ErrorCode.FORBIDDEN,
                "No scope of the credential gives the right to " + right.word() + " all of " + pattern.match() + ".");
    }

    public boolean isExpired(long nowMicros) {
        return nowMicros >= expiresMicros;
    }
}
