package dev.lux.harness.budget;

import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import dev.lux.limits.Limits;
import dev.lux.wire.WriteMessages;
import dev.lux.wire.WriteParts;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a PUT's body to a write: checked, freed of white space, no tree. */
@State(Scope.Thread)
public class ParseBudget {
    private final JsonLimits limits = WriteMessages.jsonLimits(Limits.DEFAULT);
    private final byte[] small = body(Samples.small(1));
    private final byte[] large = body(Samples.large(1));

    private static byte[] body(byte[] document) {
        String text = new String(document, StandardCharsets.US_ASCII);
        return ("{\"data\":" + text + "}").getBytes(StandardCharsets.US_ASCII);
    }

    private Write write(byte[] body) {
        WriteParts parts = WriteMessages.envelope(JsonMembers.parse(body, limits), "incident-4711", WriteKind.PUT);
        return new WriteParts(parts.id(), parts.kind(), parts.data(), Condition.NONE, parts.guard(), null)
                .validated("monitoring", Limits.DEFAULT);
    }

    /** A body of 128 bytes and its envelope. */
    @Benchmark
    public Object parseSmall() {
        return write(small);
    }

    /** A body of 4 KiB and its envelope. */
    @Benchmark
    public Object parseLarge() {
        return write(large);
    }
}
