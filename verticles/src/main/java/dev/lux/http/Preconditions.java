package dev.lux.http;

import dev.lux.command.Condition;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two conditional headers of a request; both hold together.
 *
 * @param ifMatch {@code null} when absent
 * @param ifNoneMatch {@code null} when absent
 */
record Preconditions(@Nullable EntityTags ifMatch, @Nullable EntityTags ifNoneMatch) {
    /** Never a version of a document that exists. */
    private static final List<Long> NEVER = List.of(0L);

    /** @throws dev.lux.error.LuxException {@code invalid_request} when one is malformed */
    static Preconditions of(MultiMap headers) {
        return new Preconditions(
                EntityTags.of(headers, HttpHeaders.IF_MATCH), EntityTags.of(headers, HttpHeaders.IF_NONE_MATCH));
    }

    boolean isEmpty() {
        return ifMatch == null && ifNoneMatch == null;
    }

    /** What must hold for a write: {@code If-Match} compares strongly, {@code If-None-Match} weakly. */
    Condition condition() {
        if (isEmpty()) {
            return Condition.NONE;
        }
        List<Long> anyOf = List.of();
        boolean mustExist = ifMatch != null && ifMatch.any();
        if (ifMatch != null && !mustExist) {
            anyOf = ifMatch.strong().isEmpty() ? NEVER : ifMatch.strong();
        }
        boolean mustBeAbsent = ifNoneMatch != null && ifNoneMatch.any();
        return new Condition(mustExist, mustBeAbsent, anyOf, ifNoneMatch == null ? List.of() : ifNoneMatch.all());
    }

    /** Whether a read of this live version is answered with 304. */
    boolean isNotModified(long version) {
        return ifNoneMatch != null && (ifNoneMatch.any() || ifNoneMatch.all().contains(version));
    }

    /** Whether {@code If-Match} holds; {@code version} is 0 for an absent document. */
    boolean matches(long version) {
        return new Preconditions(ifMatch, null).condition().holds(version);
    }
}
