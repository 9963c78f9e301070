package dev.lux.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which broker, and as whom.
 *
 * @param base scheme, host and perhaps a path, without the slash at the end
 * @param key the API key
 */
record Target(String base, String key) {
    static final String DEFAULT_URL = "http://127.0.0.1:8080";

    private static final String NO_KEY = "No API key. Set LUX_API_KEY to the key that `lux up` printed.";

    /** The key comes from the environment alone: other users of a machine can see arguments. */
    static Target resolve(@Nullable String url, Map<String, String> env) {
        String base = url != null ? url : env.getOrDefault("LUX_URL", DEFAULT_URL);
        return new Target(checkUrl(base), checkKey(env.getOrDefault("LUX_API_KEY", "")));
    }

    URI api(String pathAndQuery) {
        return URI.create(base + "/api/lux" + pathAndQuery);
    }

    URI stream() {
        return URI.create("ws" + base.substring("http".length()) + "/api/lux/stream");
    }

    private static String checkUrl(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return url.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Said below, as for any other wrong URL.
        }
        throw CliException.usage(
                "Not a broker's URL: " + Text.visible(url) + " (expected one like " + DEFAULT_URL + ").");
    }

    /** The message never carries the key. */
    private static String checkKey(String key) {
        if (key.isEmpty()) {
            throw CliException.usage(NO_KEY);
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw CliException.usage("The API key may only have printable ASCII characters, and no spaces.");
        }
        return key;
    }
}
