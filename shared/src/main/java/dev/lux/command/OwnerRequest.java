package dev.lux.command;

import dev.lux.document.Pattern;
import java.util.List;

/** What an edge asks of one owner. */
public sealed interface OwnerRequest {
    /**
     * Writes, a batch per document. Answered by {@link OwnerReply.Writes}, one reply per batch. The same batch may come
     * again, here or at a later owner of the shard: it is applied once.
     *
     * @param writer who numbers the batches: one event loop of one node, see {@link Writer}
     * @param settled every batch of this writer with a smaller number is answered or given up, and never sent again
     */
    record Writes(long writer, long settled, List<Batch> batches) implements OwnerRequest {}

    /** The current states of documents. Answered by {@link OwnerReply.States}, one per id, after a confirm. */
    record Read(List<String> ids) implements OwnerRequest {}

    /**
     * The first {@code limit} matches above {@code after} in id order, of these shards and no others. Answered by
     * {@link OwnerReply.Page}, after a confirm; by {@link OwnerReply.Unready} unless all of them are served here.
     *
     * @param after empty for the first page
     */
    record Page(List<Integer> shards, Pattern pattern, String after, int limit) implements OwnerRequest {}

    /**
     * From now on push every change that matches to {@code edge}. Answered by {@link OwnerReply.Followed} after a
     * confirm, for those of the shards that are served here; until its position the stream carries every live match, and
     * every known document, whose version is not the known one.
     *
     * @param generation rises with every register and unregister of this edge
     * @param whole whether these are all the prefixes that the edge wants, and all the ids in these shards; else they
     *     are added
     * @param known what the edge holds of the documents that match
     */
    record Register(
            String edge,
            long generation,
            boolean whole,
            List<Integer> shards,
            List<Pattern> patterns,
            List<Known> known)
            implements OwnerRequest {}

    /** No longer push for these patterns. Answered by {@link OwnerReply.Followed} with no shards. */
    record Unregister(String edge, long generation, List<Pattern> patterns) implements OwnerRequest {}

    /**
     * How far is the stream to {@code edge}? Answered by {@link OwnerReply.Followed}, after a confirm, for those of the
     * shards that are served here.
     */
    record Sync(String edge, List<Integer> shards) implements OwnerRequest {}

    /** What an edge holds of a document; an absent one counts as well. */
    record Known(String id, long version) {}
}
