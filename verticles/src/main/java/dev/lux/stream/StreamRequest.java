package dev.lux.stream;

import dev.lux.document.DocumentId;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.wire.ClientMessage;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the URL of a stream asks for: {@code /stream/{id}?since=V} or {@code /stream?match=P&match=P&id=A&id=B},
 * each with {@code delta=merge-patch} or without.
 *
 * @param patterns to be subscribed at once; empty when the client will subscribe by messages
 * @param single whether the stream is of one document
 * @param since the version that the client has of that document, or {@code null}
 * @param patches whether the client takes patches
 */
public record StreamRequest(
        List<Pattern> patterns, boolean single, @Nullable Long since, boolean patches) {
    private static final long MAX_VERSION = (1L << 53) - 1;
    private static final Set<String> OF_ONE = Set.of("since", "delta");
    private static final Set<String> OF_SEVERAL = Set.of("match", "id", "delta");

    /**
     * @param id of the path, valid, or {@code null}
     * @param query decoded parameters
     * @param lastEventId the header {@code Last-Event-ID}, or {@code null}
     * @throws LuxException when a parameter is unknown or wrong
     */
    public static StreamRequest parse(@Nullable String id, MultiMap query, @Nullable String lastEventId) {
        Set<String> known = id == null ? OF_SEVERAL : OF_ONE;
        for (String name : query.names()) {
            if (!known.contains(name)) {
                throw new LuxException(ErrorCode.UNKNOWN_KEY, "A stream's URL has no such parameter.");
            }
        }
        List<String> deltas = query.getAll("delta");
        deltas.forEach(ClientMessage::requireMergePatch);
        boolean patches = !deltas.isEmpty();
        if (id != null) {
            String since = lastEventId != null ? lastEventId : query.get("since");
            return new StreamRequest(List.of(Pattern.ofId(id)), true, since == null ? null : version(since), patches);
        }
        List<Pattern> patterns = new ArrayList<>();
        query.getAll("match").forEach(match -> patterns.add(Pattern.parse(match)));
        query.getAll("id").forEach(one -> patterns.add(Pattern.ofId(DocumentId.require(one))));
        return new StreamRequest(patterns.stream().distinct().toList(), false, null, patches);
    }

    private static Long version(String text) {
        if (!text.matches("[0-9]{1,16}") || Long.parseLong(text) > MAX_VERSION) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "A version is an integer.");
        }
        return Long.valueOf(text);
    }

    /** What the client has of the documents that {@code pattern} matches. */
    Map<String, Long> sinceOf(Pattern pattern) {
        return since == null ? Map.of() : Map.of(pattern.text(), since);
    }
}
