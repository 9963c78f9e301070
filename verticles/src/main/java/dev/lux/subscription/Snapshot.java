package dev.lux.subscription;

import dev.lux.document.Pattern;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream has been sent the whole state of one pattern: a cursor over the hub's documents in id order, so that
 * a snapshot takes no memory of its own. What lies behind the cursor is kept up to date by changes, what lies before it
 * needs none.
 *
 * <p>Belongs to the stream's event loop.
 */
final class Snapshot {
    private final Pattern pattern;
    private final Map<String, Long> since;
    private final Map<String, Long> absentVersions;
    /** Made when there is something to put in: most clients name no versions. */
    private Map<String, Boolean> believed = Map.of();

    private byte @Nullable [] ref;
    private String position = "";
    private boolean done;
    private boolean resets;

    /**
     * @param ref the client's, as JSON
     * @param since versions that the client has; those that were dealt with are removed from it
     * @param absentVersions for ids in {@code since} that are absent, the version below which no later one falls
     */
    Snapshot(Pattern pattern, byte @Nullable [] ref, Map<String, Long> since, Map<String, Long> absentVersions) {
        this.pattern = pattern;
        this.ref = ref;
        this.since = since;
        // Only what is named in since is ever added.
        this.absentVersions = since.isEmpty() ? Map.of() : new HashMap<>(absentVersions);
    }

    Pattern pattern() {
        return pattern;
    }

    byte @Nullable [] ref() {
        return ref;
    }

    Map<String, Long> since() {
        return since;
    }

    /**
     * The client says that it has just this version, so it is not sent; true as long as its subscription stays.
     *
     * @param told whether it was told, on this stream, that the document is live
     */
    void believes(String id, boolean told) {
        if (believed.isEmpty()) {
            believed = new HashMap<>();
        }
        believed.put(id, told);
    }

    Map<String, Boolean> believed() {
        return believed;
    }

    /** The client is sent this version after it said what it has. Without a reset it takes only what is newer. */
    void clientTakes(String id, long version, boolean reset) {
        if (!since.isEmpty()) {
            since.computeIfPresent(
                    id, (named, has) -> reset ? Long.valueOf(version) : Long.valueOf(Math.max(has, version)));
        }
        if (!believed.isEmpty()) {
            believed.remove(id);
        }
    }

    long absentVersion(String id) {
        return absentVersions.getOrDefault(id, 0L);
    }

    /** A document was deleted, or is at the start; the hub may have forgotten it when the cursor gets there. */
    void sawGone(HubDocument document) {
        if (since.containsKey(document.id())) {
            absentVersions.merge(
                    document.id(), document.version(), document.isReset() ? (lost, left) -> left : Math::max);
        }
    }

    String position() {
        return position;
    }

    void moveTo(String id) {
        position = id;
    }

    /** Every live match was written: what comes to be from now on is a change. */
    void moveToEnd() {
        // Above every id with this prefix: ids are ASCII.
        position = pattern.text() + '\u007f';
    }

    void finish() {
        done = true;
        resets = false;
    }

    /** Until it is finished, what it sends takes the place of what the client has, whatever version that is. */
    void resetAll() {
        resets = true;
    }

    boolean resets() {
        return resets;
    }

    /** Whether the stream has been told of what it is to know of this document. */
    boolean isBehindCursor(String id) {
        return pattern.matches(id) && (done || id.compareTo(position) <= 0);
    }

    boolean isDone() {
        return done;
    }

    /**
     * Begins again.
     *
     * @param answered whether its synced was sent; what the client said belongs to that one
     */
    void restart(boolean answered) {
        position = "";
        done = false;
        if (answered) {
            ref = null;
            since.clear();
        }
    }

    /** The same cursor, which moves no more. */
    Snapshot asFarAsNow() {
        Snapshot copy = new Snapshot(pattern, null, Map.of(), Map.of());
        copy.position = position;
        copy.done = done;
        return copy;
    }
}
