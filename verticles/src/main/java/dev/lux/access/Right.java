package dev.lux.access;

import java.util.Locale;
import java.util.Optional;

/** What one may do with the documents of a pattern, or with a part of each. None of them includes another. */
public enum Right {
    /** To get them, to wait for them, and to subscribe to them; also to write under conditions on what they hold. */
    READ,
    /** To put, patch and delete them. */
    WRITE,
    /** With {@link #READ}: to page through all of them, without knowing their ids. */
    LIST,
    /** To look into the cluster that keeps them. */
    ADMIN;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As a scope says it: {@code read}. */
    public String word() {
        return word;
    }

    /** Whether it can be given on a part of a document. */
    boolean isOfParts() {
        return this == READ || this == WRITE;
    }

    /** The right of a {@link #word()}; empty when there is none. */
    static Optional<Right> of(String word) {
        for (Right right : values()) {
            if (right.word.equals(word)) {
                return Optional.of(right);
            }
        }
        return Optional.empty();
    }
}
