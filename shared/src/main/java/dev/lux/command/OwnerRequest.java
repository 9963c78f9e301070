package dev.lux.command;

import dev.lux.document.Pattern;
import java.util.List;

/** What an edge asks of one owner. Every document or pattern in it concerns shards that this owner serves. */
public sealed interface OwnerRequest {
    /** Writes, in order. Answered by {@link OwnerReply.Writes}, one reply per write. */
    record Writes(List<Write> writes) implements OwnerRequest {}

    /** The current states of documents. Answered by {@link OwnerReply.States}, one per id, after a confirm. */
    record Read(List<String> ids) implements OwnerRequest {}

    /**
     * The first {@code limit} matches above {@code after} in id order. Answered by {@link OwnerReply.Page}, after a
     * confirm.
     *
     * @param after empty for the first page
     */
    record Page(Pattern pattern, String after, int limit) implements OwnerRequest {}

    /**
     * From now on push every change that matches to {@code edge}. Answered by {@link OwnerReply.Registered} with the
     * live matches, after a confirm.
     */
    record Register(String edge, List<Pattern> patterns) implements OwnerRequest {}

    /** No longer push for these patterns. Answered by {@link OwnerReply.Position}. */
    record Unregister(String edge, List<Pattern> patterns) implements OwnerRequest {}

    /** How far is the stream to {@code edge}? Answered by {@link OwnerReply.Position}, after a confirm. */
    record Sync(String edge) implements OwnerRequest {}
}
