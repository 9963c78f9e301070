package dev.lux.cli.demo;

import java.util.Map;
import java.util.OptionalLong;

/** Where the script's changes go: a broker, or a test. */
public interface Stage {
    /** What became of a write. */
    sealed interface Outcome {}

    /** Applied, as this version. */
    record Written(long version) implements Outcome {}

    /** Somebody else has written the document meanwhile. */
    record Changed() implements Outcome {}

    /** The document is not there any more. */
    record Vanished() implements Outcome {}

    /** Refused or lost; it may work later. */
    record Failed() implements Outcome {}

    /**
     * Writes a document.
     *
     * @param ifVersion only when it is at this version; empty for always
     */
    Outcome put(String id, Map<String, Object> data, OptionalLong ifVersion);

    /** Deletes a document that is at this version. */
    Outcome delete(String id, long ifVersion);
}
