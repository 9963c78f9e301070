package dev.lux.harness.budget;

import dev.lux.document.DocumentRecord;
import dev.lux.document.OperationId;
import dev.lux.document.RecordFormat;
import dev.lux.json.JsonTree;
import dev.lux.json.MergePatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a write to the record that is committed. */
@State(Scope.Thread)
public class ApplyBudget {
    private final byte[] small = Samples.small(1);
    private final byte[] patch = "{\"status\":\"done\"}".getBytes(StandardCharsets.US_ASCII);

    /** A PUT of 128 bytes: the record as the store keeps it. */
    @Benchmark
    public byte[] applyPut() {
        return RecordFormat.write(
                new DocumentRecord(3, 4_711, new OperationId(1, 2), small, 1_781_734_680_000_000L, "me", List.of()));
    }

    /** A merge patch of one member on a document of 128 bytes. */
    @Benchmark
    public byte[] applyMergePatch() {
        return JsonTree.write(MergePatch.apply(JsonTree.read(small), JsonTree.read(patch)));
    }
}
