package dev.lux.http;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names for requests: the client's own when it is short and plain, else one that no other edge makes. */
final class RequestIds {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String prefix = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36) + "-";
    private long number;

    String choose(@Nullable String fromClient) {
        if (fromClient != null && PLAIN.matcher(fromClient).matches()) {
            return fromClient;
        }
        return prefix + Long.toString(++number, 36);
    }
}
