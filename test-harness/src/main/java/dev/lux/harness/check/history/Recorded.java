package dev.lux.harness.check.history;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A history that is looked at; it does not change.
 *
 * @param about what the artefact says of itself
 * @param calls by document, in the order in which they were asked
 * @param sightings by document and version: the first frame that showed it, on any session
 * @param sessions in the order in which they were opened
 * @param faults in the order in which they started
 * @param quiets the times of the quiet points
 * @param writersEnded from when on reads are of the final state, or null when the run did not get there
 * @param samples in their order
 * @param end the time of the last event
 */
public record Recorded(
        String about,
        Map<String, List<Call>> calls,
        Map<String, Map<Long, Sighting>> sightings,
        List<Session> sessions,
        List<Fault> faults,
        List<Long> quiets,
        @Nullable Long writersEnded,
        List<Event.Sampled> samples,
        long end) {
    /** A state that a subscriber was told of. */
    public record Sighting(State state, long at, String session) {
        @Override
        public String toString() {
            return session + " was told " + state + " at " + Texts.time(at);
        }
    }

    /** All calls of all documents. */
    public Iterable<Call> allCalls() {
        return () -> calls.values().stream().flatMap(List::stream).iterator();
    }

    public List<Call> callsOf(String document) {
        return calls.getOrDefault(document, List.of());
    }

    public Map<Long, Sighting> sightingsOf(String document) {
        return sightings.getOrDefault(document, Map.of());
    }

    /** The faults that may have lost acknowledged state. */
    public List<Fault> losses() {
        return faults.stream().filter(Fault::losesState).toList();
    }
}
