package dev.lux.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may use the broker (RFC 6454). A request without {@code Origin} is not from a page and always may. The
 * origin of the broker itself always may: the same authority as in {@code Host}, under either scheme, since TLS may
 * end in front of the broker. Comparison is of whole strings, never of parts.
 *
 * @param loopback whether pages of {@code localhost}, {@code 127.0.0.1} and {@code [::1]} may, on any port
 * @param any whether every page may, {@code null} origins included
 * @param listed origins as browsers send them, such as {@code https://ops.example.com}; {@code null} may be one
 */
public record Origins(boolean loopback, boolean any, Set<String> listed) {
    private static final Pattern LOOPBACK =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile(
            "null|[a-z][a-z0-9+.-]*://[a-z0-9._~-]+(:[0-9]{1,5})?|[a-z]+://\\[[0-9a-f:.]+](:[0-9]{1,5})?");

    public Origins {
        for (String origin : listed) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("not an origin (scheme://host[:port], in lower case): " + origin);
            }
        }
        listed = Set.copyOf(listed);
    }

    /**
     * The policy of a setting.
     *
     * @param setting origins separated by commas, or {@code *}; empty for none
     * @param listensOnLoopback whether only this machine reaches the broker
     * @throws IllegalArgumentException when an element is not an origin
     */
    public static Origins parse(String setting, boolean listensOnLoopback) {
        List<String> elements = setting.isBlank()
                ? List.of()
                : Arrays.stream(setting.split(",", -1)).map(String::strip).toList();
        if (elements.equals(List.of("*"))) {
            return new Origins(listensOnLoopback, true, Set.of());
        }
        return new Origins(listensOnLoopback, false, new LinkedHashSet<>(elements));
    }

    /** Whether the page that sent this request, if any page did, may use the broker. */
    public boolean allows(HttpServerRequest request) {
        List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
        if (origins.isEmpty()) {
            return true;
        }
        return origins.size() == 1 && allows(origins.get(0), request.getHeader(HttpHeaders.HOST));
    }

    boolean allows(String origin, @Nullable String host) {
        return any
                || listed.contains(origin)
                || (loopback && LOOPBACK.matcher(origin).matches())
                || (host != null && isOf(host.toLowerCase(Locale.ROOT), origin));
    }

    private static boolean isOf(String host, String origin) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }
}
