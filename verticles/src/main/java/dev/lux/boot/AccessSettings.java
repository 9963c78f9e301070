package dev.lux.boot;

import dev.lux.access.jwt.JwtRules;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials there are beside the development key.
 *
 * @param keysFile LUX_KEYS_FILE: the file of API keys, or {@code null}
 * @param keysShared LUX_KEYS_SHARED: whether keys of other nodes' files are taken, and told of this one's
 * @param jwtSecret LUX_JWT_SECRET: a secret for HS256, at least 32 visible ASCII characters; empty for none
 * @param jwtKeys LUX_JWT_KEYS: files of keys of issuers of JWTs
 * @param jwtKeysUrl LUX_JWT_KEYS_URL: where a set of such keys is fetched, http or https, or {@code null}
 * @param maxTokenBytes LUX_MAX_TOKEN_BYTES: the longest token; 512 to 7168, since all headers together have 8 KiB
 * @param cachedTokens LUX_MAX_CACHED_TOKENS: how many verified JWTs are remembered; 2 to 1,000,000
 */
record AccessSettings(
        @Nullable Path keysFile,
        boolean keysShared,
        String jwtSecret,
        List<Path> jwtKeys,
        @Nullable URI jwtKeysUrl,
        JwtRules jwtRules,
        int maxTokenBytes,
        int cachedTokens) {
    static final int DEFAULT_TOKEN_BYTES = 4096;
    static final int DEFAULT_CACHED_TOKENS = 10_000;

    private static final int MIN_SECRET = 32;

    AccessSettings {
        if (!jwtSecret.isEmpty() && (jwtSecret.length() < MIN_SECRET || !jwtSecret.matches("[!-~]+"))) {
            throw new IllegalArgumentException(
                    "LUX_JWT_SECRET has at least " + MIN_SECRET + " visible ASCII characters");
        }
        if (jwtKeysUrl != null && !isWeb(jwtKeysUrl)) {
            throw new IllegalArgumentException("LUX_JWT_KEYS_URL is a URL of http or https");
        }
        if (maxTokenBytes < 512 || maxTokenBytes > 7168) {
            throw new IllegalArgumentException("LUX_MAX_TOKEN_BYTES is 512 to 7168");
        }
        if (cachedTokens < 2 || cachedTokens > 1_000_000) {
            throw new IllegalArgumentException("LUX_MAX_CACHED_TOKENS is 2 to 1000000");
        }
        jwtKeys = List.copyOf(jwtKeys);
    }

    private static boolean isWeb(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
    }

    boolean takesJwts() {
        return !jwtSecret.isEmpty() || !jwtKeys.isEmpty() || jwtKeysUrl != null;
    }

    /** Whether anybody can come without a development key. */
    boolean hasOthers() {
        return takesJwts() || keysFile != null;
    }
}
