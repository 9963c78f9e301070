package dev.lux.harness.check;

import dev.lux.harness.check.history.Recorded;
import java.util.List;

/** Holds a history against one promise. */
public interface Checker {
    /** What it checks, in a few words, for the report. */
    String name();

    /** All that breaks the promise; empty when it was kept. */
    List<Violation> check(Recorded history);

    /** What it measured on the way, as lines for the report. */
    default List<String> figures(Recorded history) {
        return List.of();
    }
}
