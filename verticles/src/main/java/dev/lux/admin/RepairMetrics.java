package dev.lux.admin;

import dev.lux.replica.RepairStats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What was lost between nodes and brought again, as metrics. Usable on any thread. */
public final class RepairMetrics implements RepairStats {
    private final Map<Cause, Counter> causes = new EnumMap<>(Cause.class);
    private final FanOutMetrics fanOut;

    RepairMetrics(MeterRegistry registry, FanOutMetrics fanOut) {
        this.fanOut = fanOut;
        for (Cause cause : Cause.values()) {
            causes.put(
                    cause,
                    Counter.builder("lux.repairs")
                            .description("Shards that this node registered again at their owner, by why")
                            .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    @Override
    public void lost(Cause cause) {
        Objects.requireNonNull(causes.get(cause)).increment();
    }

    /** Repairs since the start, by cause; and updates that were sent again. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        causes.forEach((cause, counter) -> counts.put(cause.name().toLowerCase(Locale.ROOT), (long) counter.count()));
        counts.put("updates_resent", fanOut.resentUpdates());
        return counts;
    }
}
