package dev.lux.command;

import java.util.List;

/**
 * What must hold of a document's version for a write to be applied (RFC 9110, section 13, and {@code ifVersion}). A
 * tombstone counts as absent.
 *
 * @param mustExist {@code If-Match: *}
 * @param mustBeAbsent {@code If-None-Match: *}, or {@code ifVersion: 0}
 * @param anyOf when not empty, the document exists at one of these versions
 * @param noneOf the document does not exist at any of these versions
 */
public record Condition(boolean mustExist, boolean mustBeAbsent, List<Long> anyOf, List<Long> noneOf) {
    public static final Condition NONE = new Condition(false, false, List.of(), List.of());

    public Condition {
        anyOf = List.copyOf(anyOf);
        noneOf = List.copyOf(noneOf);
    }

    /** The condition of {@code ifVersion}: that version, or absent when it is 0. */
    public static Condition ifVersion(long version) {
        return version == 0
                ? new Condition(false, true, List.of(), List.of())
                : new Condition(false, false, List.of(version), List.of());
    }

    /** @param version the live document's version, or 0 when it is absent */
    public boolean holds(long version) {
        boolean exists = version != 0;
        return (!mustExist || exists)
                && (!mustBeAbsent || !exists)
                && (anyOf.isEmpty() || (exists && anyOf.contains(version)))
                && (!exists || !noneOf.contains(version));
    }
}
