package dev.lux.cli.verify;

import java.util.Comparator;
import java.util.Locale;

/**
 * One who holds documents.
 *
 * @param node where
 */
public record Holder(Kind kind, String node) implements Comparable<Holder> {
    private static final Comparator<Holder> ORDER =
            Comparator.comparing(Holder::kind).thenComparing(Holder::node);

    /** In the order in which a write reaches them. */
    public enum Kind {
        /** The memory of the owner. */
        OWNER,
        /** The store's record on the owner's node. */
        PRIMARY,
        /** The store's record on another node. */
        COPY,
        /** A reader over HTTP. */
        READ,
        /** A live subscriber. */
        SUBSCRIBER;

        /** Whether it sees live documents alone, and of them only what clients see. */
        public boolean isReader() {
            return this == READ || this == SUBSCRIBER;
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int compareTo(Holder other) {
        return ORDER.compare(this, other);
    }
}
