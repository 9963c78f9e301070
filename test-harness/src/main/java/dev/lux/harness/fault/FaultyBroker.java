package dev.lux.harness.fault;

import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A broker that breaks when it is told to, line by line on its standard input, and says that it did. Its class is on the
 * class path of the tests alone.
 */
public final class FaultyBroker {
    /** The system property that names what is wrong with it from the start. */
    public static final String WRONG = "lux.harness.wrong";

    private static final String MAIN = "dev.lux.harness.fault.FaultyMain";
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** What can be wrong on purpose: a broker that the checks must convict, and the fault under which it shows. */
    public enum Wrong {
        NOTHING("kill"),
        /** A commit counts before its copies have it. */
        ACKNOWLEDGED_BEFORE_COPY("isolate-kill"),
        /** A copy that did not answer in time counts as one that did. */
        INDETERMINATE_IS_SUCCESS("isolate-kill"),
        /** Claims raise no term that the store would know of. */
        NO_TERM("isolate-ahead"),
        /** Reads are answered without asking whether this is still the owner. */
        NO_CONFIRM("pause"),
        /** Every 1,000th change is not in the update that should carry it. */
        DROPPED_PUSH("kill-edge"),
        /** Sides of a healed partition merge as Hazelcast does by default: what is there stays. */
        DEFAULT_MERGE("crumble");

        private final String shownBy;

        Wrong(String shownBy) {
            this.shownBy = shownBy;
        }

        /** How it is named on the command line. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind of fault that shows it. */
        public String shownBy() {
            return shownBy;
        }
    }

    private FaultyBroker() {}

    /** It does nothing wrong until it is told to. */
    public static Launch launch(Launch usual) {
        return usual.main(MAIN);
    }

    /** It is wrong from the start. */
    public static Launch launch(Launch usual, Wrong wrong) {
        return launch(usual).jvm("-D" + WRONG + "=" + wrong.text());
    }

    /** Tells a node's broker something, and returns what it then says that fits. */
    static String tell(Node node, String line, Predicate<String> answer) throws IOException {
        int before = node.process().faults().size();
        node.process().tell(line);
        return await(node, before, answer);
    }

    private static String await(Node node, int before, Predicate<String> answer) throws IOException {
        Await.until(ANSWER, Duration.ofMillis(10), () -> said(node, before, answer) != null);
        String said = said(node, before, answer);
        if (said == null) {
            throw new IOException(node + " did not answer in " + ANSWER + ": "
                    + node.process().faults());
        }
        return said;
    }

    private static @org.jspecify.annotations.Nullable String said(Node node, int before, Predicate<String> answer) {
        return node.process().faults().stream()
                .skip(before)
                .filter(answer)
                .findFirst()
                .orElse(null);
    }
}
