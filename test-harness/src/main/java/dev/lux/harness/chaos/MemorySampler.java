package dev.lux.harness.chaos;

import dev.lux.harness.broker.ClassHistogram;
import dev.lux.harness.broker.ProcessView;
import dev.lux.harness.check.history.History;
import dev.lux.harness.cluster.Node;
import java.io.IOException;
import java.util.List;

/** Records what nodes hold, which collects their garbage and stops them for it: for quiet times. */
final class MemorySampler {
    /** Outboxes and what belongs to them; the states in them are shared with the replica and counted there. */
    private static final String OUTBOXES = "dev.lux.subscription.";

    /** What was encoded and not taken by the kernel. */
    private static final String ENCODED = "io.netty.channel.ChannelOutboundBuffer";

    private MemorySampler() {}

    static void sample(History history, List<Node> nodes) throws IOException {
        for (Node node : nodes) {
            ProcessView view = node.process().view();
            ClassHistogram heap = view.liveHeap();
            long outboxes = heap.bytes().entrySet().stream()
                    .filter(each ->
                            each.getKey().startsWith(OUTBOXES) || each.getKey().startsWith(ENCODED))
                    .mapToLong(each -> each.getValue())
                    .sum();
            history.sampled(node.name(), heap.total(), view.residentBytes(), outboxes);
        }
    }
}
