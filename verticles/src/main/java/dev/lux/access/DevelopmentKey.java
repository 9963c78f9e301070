package dev.lux.access;

import java.util.Optional;
import java.util.regex.Pattern;

/** The one key that may everything, {@code LUX_API_KEY}. Of it only a digest is kept. */
public final class DevelopmentKey implements Credentials {
    /** Whose key it is. */
    public static final Principal PRINCIPAL = new Principal("dev", Scopes.ALL, Principal.NEVER, "development");

    private static final Pattern KEY = Pattern.compile("[!-~]{8,512}");

    private final byte[] digest;

    /**
     * @param key 8 to 512 visible ASCII characters
     * @throws IllegalArgumentException when it is not
     */
    public DevelopmentKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("LUX_API_KEY must be 8 to 512 visible ASCII characters");
        }
        this.digest = Token.sha256(key);
    }

    @Override
    public Optional<Principal> principal(Token token, long nowMicros) {
        return token.isOf(digest) ? Optional.of(PRINCIPAL) : Optional.empty();
    }
}
