package dev.lux.harness.chaos;

import dev.lux.harness.fault.Disturbance;
import java.util.List;

/** The kinds of faults that can be made on one cluster. */
public interface FaultSource {
    /** By name, in an order that is always the same. */
    List<String> kinds();

    /** A new one of a kind, on whatever nodes it chooses. */
    Disturbance make(String kind);
}
