package dev.lux.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.document.Pattern;
import dev.lux.replica.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random histories of a stream: whatever happens in whatever order, a client that keeps to the protocol page holds
 * exactly the live matches whenever it is quiet, and every frame on the way keeps the promises.
 */
@Timeout(60)
class OutboxPropertyTest {
    private static final int HISTORIES = 3_000;
    private static final int STEPS = 60;
    private static final String[] IDS = {"a", "ab", "abc", "b", "ba"};
    private static final String[] PATTERNS = {"*", "a*", "ab*", "a", "b*", "b"};

    private boolean views;

    @ParameterizedTest(name = "at most {0} pending, {1} looks per turn")
    @CsvSource({"1000, 1000", "2, 1000", "1, 1000", "1000, 1", "1000, 3", "2, 2", "1, 1"})
    void aClientHoldsExactlyTheLiveMatchesWheneverItIsQuiet(int pendingLimit, int looksPerTurn) {
        assertThat(patchesOf(new OutboxBounds(pendingLimit, looksPerTurn), false))
                .isZero();
    }

    @ParameterizedTest(name = "at most {0} pending, {1} looks per turn")
    @CsvSource({"1000, 1000", "2, 1000", "1000, 1", "2, 2"})
    void aPatchIsOnlySentToAClientThatHoldsItsBase(int pendingLimit, int looksPerTurn) {
        assertThat(patchesOf(new OutboxBounds(pendingLimit, looksPerTurn), true))
                .isGreaterThan(1_000);
    }

    @ParameterizedTest(name = "at most {0} pending, {1} looks per turn")
    @CsvSource({"1000, 1000", "2, 1000", "1000, 1", "2, 2"})
    void aStreamOfWhichTheRightsChangeShowsWhatItMayNow(int pendingLimit, int looksPerTurn) {
        views = true;
        assertThat(patchesOf(new OutboxBounds(pendingLimit, looksPerTurn), true))
                .isGreaterThan(500);
    }

    private long patchesOf(OutboxBounds bounds, boolean takesPatches) {
        long patches = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            try {
                History history = new History(seed, bounds, takesPatches, false);
                history.views = views;
                history.run();
                patches += history.client.patches();
            } catch (AssertionError e) {
                throw new AssertionError(told(seed, bounds, takesPatches), e);
            }
        }
        return patches;
    }

    /** Runs a history again, to write down what happens in it. */
    private String told(int seed, OutboxBounds bounds, boolean takesPatches) {
        History history = new History(seed, bounds, takesPatches, true);
        history.views = views;
        try {
            history.run();
            return "seed " + seed + " does not fail again";
        } catch (AssertionError e) {
            return "seed " + seed + ":\n" + String.join("\n", history.log) + "\n" + e.getMessage();
        }
    }

    private record Past(long version, boolean live) {}

    private static final class History {
        final List<String> log = new ArrayList<>();
        private final boolean logging;
        private final Random random;
        private final OutboxUnderTest stream;
        private final ReferenceClient client = new ReferenceClient();
        /** What the owner has: versions of live documents, and of deletions. */
        private final Map<String, Long> live = new TreeMap<>();

        private final Map<String, Long> deleted = new HashMap<>();
        private final Map<String, List<Past>> past = new HashMap<>();
        /** Real versions are even, made-up ones odd. */
        private long lastVersion = 1_000;

        private boolean views;

        private int lastRef;

        History(int seed, OutboxBounds bounds, boolean takesPatches, boolean logging) {
            this.logging = logging;
            random = new Random(seed);
            stream = new OutboxUnderTest(bounds);
            if (takesPatches) {
                stream.patches();
            }
            if (bounds.pendingDocuments() < IDS.length) {
                client.lenient();
            }
        }

        private void log(String what) {
            if (logging) {
                log.add(what);
            }
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                if (views && random.nextInt(12) == 0) {
                    look();
                }
                step();
                takeFrames();
            }
            quiet();
        }

        private void step() {
            switch (random.nextInt(18)) {
                case 0, 1, 2, 3, 4 -> write();
                case 5, 6, 7 -> {
                    log("tell");
                    stream.tell();
                }
                case 8, 9 -> room(random.nextInt(4));
                case 10 -> room(Long.MAX_VALUE);
                case 11, 12, 13 -> subscribe();
                case 14 -> unsubscribe();
                case 15, 16 -> {
                    int turns = 1 + random.nextInt(6);
                    log(turns + " later turns");
                    for (int i = 0; i < turns; i++) {
                        stream.laterTurn();
                    }
                }
                default -> {
                    forget();
                    if (random.nextInt(4) == 0) {
                        quiet();
                    }
                }
            }
        }

        private void look() {
            takeFrames();
            boolean all = random.nextBoolean();
            log("look at " + (all ? "all" : "part"));
            client.sees(all);
            stream.outbox.look(all ? View.WHOLE : OutboxUnderTest.PART);
        }

        private void write() {
            String id = oneOf(IDS);
            if (random.nextInt(6) == 0) {
                lose(id);
                return;
            }
            lastVersion += 2;
            boolean delete = live.containsKey(id) && random.nextBoolean();
            log((delete ? "delete " : "put ") + id + " " + lastVersion);
            Past now = new Past(lastVersion, !delete);
            past.computeIfAbsent(id, first -> new ArrayList<>()).add(now);
            holds(id, now);
            stream.arrives(id, lastVersion, !delete);
        }

        /** The owner holds an older state than it said before. */
        private void lose(String id) {
            List<Past> versions = past.getOrDefault(id, List.of());
            if (versions.size() < 2) {
                return;
            }
            int left = random.nextInt(versions.size() - 1);
            versions.subList(left + 1, versions.size()).clear();
            Past now = versions.get(left);
            log("lose " + id + ", left is " + now);
            holds(id, now);
            stream.resets(id, now.version, now.live);
        }

        private void holds(String id, Past now) {
            (now.live ? live : deleted).put(id, now.version);
            (now.live ? deleted : live).remove(id);
        }

        private void room(long frames) {
            log("room " + frames);
            stream.room(frames);
        }

        private void subscribe() {
            Pattern pattern = Pattern.parse(oneOf(PATTERNS));
            String ref = Integer.toString(++lastRef);
            stream.tell();
            takeFrames();
            Map<String, Long> since = since(pattern);
            Map<String, Long> absent = new HashMap<>();
            since.keySet().forEach(id -> {
                if (stream.documents.get(id) == null) {
                    absent.put(id, deleted.getOrDefault(id, 0L));
                }
            });
            log("subscribe " + pattern + " ref " + ref + " since " + since);
            client.subscribes(pattern, ref, since);
            stream.subscribe(pattern.match(), ref, since, absent);
        }

        private Map<String, Long> since(Pattern pattern) {
            Map<String, Long> since = new HashMap<>();
            Map<String, Long> held = client.held();
            for (String id : IDS) {
                if (pattern.matches(id) && random.nextInt(3) == 0) {
                    Long has = held.get(id);
                    if (has != null) {
                        since.put(id, has);
                    } else if (client.knowsNothingOf(id)) {
                        since.put(id, sinceOfEarlierConnection(id));
                    }
                }
            }
            return since;
        }

        private long sinceOfEarlierConnection(String id) {
            long now = live.getOrDefault(id, deleted.getOrDefault(id, lastVersion));
            return switch (random.nextInt(3)) {
                case 0 -> live.containsKey(id) ? now : now - 1;
                case 1 -> now - 7;
                default -> now + 7;
            };
        }

        private void unsubscribe() {
            Pattern pattern = Pattern.parse(oneOf(PATTERNS));
            log("unsubscribe " + pattern);
            if (stream.outbox.isSubscribed(pattern)) {
                // A new snapshot of another subscription may say again what this one has said.
                client.lenient();
            }
            stream.unsubscribe(pattern.match());
            client.unsubscribes(pattern);
        }

        /** The hub forgets old deletions. */
        private void forget() {
            for (String id : IDS) {
                HubDocument document = stream.documents.get(id);
                if (document != null && !document.isLive() && !document.hasNews() && !document.isPending()) {
                    log("forget " + id);
                    stream.documents.remove(document);
                }
            }
        }

        private void takeFrames() {
            for (JsonNode frame : stream.sink.taken()) {
                if (logging) {
                    log("    " + frame);
                }
                client.takes(frame);
            }
        }

        private void quiet() {
            log("quiet");
            stream.tell();
            stream.unblock();
            stream.laterTurns();
            takeFrames();
            Map<String, Long> expected = new TreeMap<>();
            live.forEach((id, version) -> {
                if (client.subscribed().stream().anyMatch(pattern -> pattern.matches(id))) {
                    expected.put(id, version);
                }
            });
            assertThat(client.held()).isEqualTo(expected);
            assertThat(expected.keySet()).allMatch(client::hasWhatItSees);
            assertThat(client.unanswered()).as("subscriptions without synced").isEmpty();
        }

        private String oneOf(String[] values) {
            return values[random.nextInt(values.length)];
        }
    }
}
