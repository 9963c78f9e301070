package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.cli.verify.Holder;
import dev.lux.document.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifyReportTest {
    private static final Map<String, Map<Holder, Fingerprint>> ONE = Map.of(
            "x",
            Map.of(
                    new Holder(Holder.Kind.OWNER, "a"), new Fingerprint("x", 7, false, 0xabc, 0xdef),
                    new Holder(Holder.Kind.SUBSCRIBER, "b"), new Fingerprint("x", 0, true, 0, 0)));

    private static VerifyReport report(Map<String, Map<Holder, Fingerprint>> differences, List<String> missing) {
        return new VerifyReport("x*", 3, 1, Set.of("a"), 2, 1, differences, missing, List.of("b is far away"));
    }

    @Test
    void equalIsZeroDifferentOneAndIncompleteSeven() {
        assertThat(report(Map.of(), List.of()).exitCode().number()).isZero();
        assertThat(report(ONE, List.of()).exitCode().number()).isEqualTo(1);
        assertThat(report(ONE, List.of("a shard")).exitCode().number()).isEqualTo(1);
        assertThat(report(Map.of(), List.of("a shard")).exitCode().number()).isEqualTo(7);
    }

    @Test
    void whoHasWhichVersionAndDigestIsTold() {
        String text = VerifyReport.describe(report(ONE, List.of("a shard")).json());
        assertThat(text)
                .contains("1 differ: 3 documents of x*", "missing: a shard", "note: b is far away")
                .containsPattern("owner +a +document +7 +0000000000000def +record 0000000000000abc")
                .containsPattern("subscriber +b +nothing +0");
    }

    @Test
    void whatCouldNotBeComparedIsNotCalledEqual() {
        assertThat(VerifyReport.describe(report(Map.of(), List.of("a shard")).json()))
                .startsWith("incomplete: ");
        assertThat(VerifyReport.describe(report(Map.of(), List.of()).json())).startsWith("equal: ");
    }
}
