package dev.lux.replica;

import java.util.List;
import java.util.Set;

/** Who is told what this node learns: one per event loop. */
public interface Audience {
    /** Runs {@code task} on the audience's event loop, in the order of the calls. Callable from any. */
    void run(Runnable task);

    /** Takes changes, in the order of their commits per document. On the audience's event loop. */
    void apply(List<Change> changes);

    /** From these shards nothing can be heard now, so what is shown of them may be old. On the audience's event loop. */
    void silent(Set<Integer> shards);
}
