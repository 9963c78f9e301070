package dev.lux.harness.check.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the events of one history together. Not for several threads. */
final class Recorder {
    private static final Outcome NO_ANSWER = new Outcome.Unknown("no answer");

    private final Map<Long, Event.Asked> asked = new LinkedHashMap<>();
    private final Map<Long, Event.Answered> answered = new HashMap<>();
    private final Map<String, Map<Long, Recorded.Sighting>> sightings = new TreeMap<>();
    private final Map<String, List<Step>> sessions = new LinkedHashMap<>();
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final List<Long> quiets = new ArrayList<>();
    private final List<Event.Sampled> samples = new ArrayList<>();
    private String about = "";
    private @Nullable Long writersEnded;
    private long end;

    void take(Event event) {
        end = Math.max(end, event.at());
        if (event instanceof Event.Asked one) {
            asked.put(one.call(), one);
        } else if (event instanceof Event.Answered one) {
            answer(one);
        } else if (event instanceof Event.Opened one) {
            sessions.computeIfAbsent(one.session(), any -> new ArrayList<>())
                    .add(new Step.Opened(one.at(), one.node()));
        } else if (event instanceof Event.Subscribed one) {
            steps(one.session()).add(new Step.Subscribed(one.at(), one.match(), Map.copyOf(one.since())));
        } else if (event instanceof Event.Received one) {
            steps(one.session()).add(frame(one));
        } else if (event instanceof Event.Closed one) {
            steps(one.session()).add(new Step.Closed(one.at(), one.wanted(), one.why()));
        } else if (event instanceof Event.FaultStarts one) {
            faults.put(one.fault(), Fault.starting(one));
        } else if (event instanceof Event.FaultMoves one) {
            move(one);
        } else if (event instanceof Event.Quiet one) {
            quiets.add(one.at());
        } else if (event instanceof Event.WritersEnded one) {
            writersEnded = one.at();
        } else if (event instanceof Event.Sampled one) {
            samples.add(one);
        } else if (event instanceof Event.Began one) {
            about = one.about();
        }
    }

    private void answer(Event.Answered one) {
        if (!asked.containsKey(one.call()) || answered.put(one.call(), one) != null) {
            throw new IllegalArgumentException("call " + one.call() + " was not asked, or is answered twice");
        }
    }

    private void move(Event.FaultMoves one) {
        if (faults.computeIfPresent(one.fault(), (name, fault) -> fault.moved(one)) == null) {
            throw new IllegalArgumentException("fault " + one.fault() + " has not started");
        }
    }

    private List<Step> steps(String session) {
        List<Step> steps = sessions.get(session);
        if (steps == null) {
            throw new IllegalArgumentException("session " + session + " was not opened");
        }
        return steps;
    }

    private Step frame(Event.Received received) {
        JsonNode frame = received.frame();
        long at = received.at();
        String type = frame.path("type").asText();
        String match = frame.path("match").asText();
        return switch (type) {
            case "state", "gone" -> told(received, type.equals("state") ? frame.path("data") : null);
            case "synced" -> new Step.Synced(at, match, frame.path("count").asLong(-1));
            case "status" -> new Step.Status(at, match, frame.path("live").asBoolean());
            default -> new Step.Other(at, type);
        };
    }

    private Step told(Event.Received received, @Nullable JsonNode data) {
        JsonNode frame = received.frame();
        String document = frame.path("id").asText();
        State state = new State(frame.path("version").asLong(), data);
        return new Step.Told(
                received.at(),
                document,
                sighted(document, state, received),
                frame.path("reset").asBoolean(),
                frame.path("skipped").asLong());
    }

    /** Many subscribers are told the same state: it is kept once. What was lost for good has no version. */
    private State sighted(String document, State state, Event.Received received) {
        if (state.version() == 0) {
            return state;
        }
        Recorded.Sighting first = sightings
                .computeIfAbsent(document, any -> new TreeMap<>())
                .merge(
                        state.version(),
                        new Recorded.Sighting(state, received.at(), received.session()),
                        (before, now) -> now.at() < before.at() && now.state().equals(before.state()) ? now : before);
        return first.state().equals(state) ? first.state() : state;
    }

    Recorded recorded() {
        Map<String, List<Call>> calls = new TreeMap<>();
        asked.values().stream()
                .sorted(Comparator.comparingLong(Event.Asked::at).thenComparing(Event.Asked::call))
                .forEach(one -> calls.computeIfAbsent(one.document(), any -> new ArrayList<>())
                        .add(call(one)));
        return new Recorded(
                about,
                calls,
                sightings,
                sessions.entrySet().stream()
                        .map(each -> new Session(each.getKey(), each.getValue()))
                        .toList(),
                List.copyOf(faults.values()),
                List.copyOf(quiets),
                writersEnded,
                List.copyOf(samples),
                end);
    }

    private Call call(Event.Asked one) {
        Event.Answered answer = answered.get(one.call());
        return new Call(
                one.call(),
                one.client(),
                one.node(),
                one.document(),
                one.write(),
                one.at(),
                // Nobody knows when an unknown write takes effect; that it was given up says nothing.
                answer == null ? Long.MAX_VALUE : answer.at(),
                answer == null ? NO_ANSWER : answer.outcome());
    }
}
