package dev.lux.harness.budget;

import dev.lux.document.DocumentState;
import dev.lux.wire.PatchFrames;
import dev.lux.wire.ServerFrames;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a committed state to its frame; once per node and state. */
@State(Scope.Thread)
public class EncodeBudget {
    private final DocumentState small = Samples.state(Samples.small(1), 2);
    private final DocumentState before = Samples.state(Samples.large(1), 1);
    private final DocumentState after = Samples.state(Samples.large(2), 2);

    /** The state of a document of 128 bytes. */
    @Benchmark
    public byte[] encodeState() {
        return ServerFrames.document(small);
    }

    /** What has changed in a document of 4 KiB, found and said as a merge patch. */
    @Benchmark
    public byte[] encodePatch() {
        return Objects.requireNonNull(PatchFrames.between(before, after));
    }
}
