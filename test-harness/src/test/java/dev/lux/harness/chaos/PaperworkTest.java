package dev.lux.harness.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.check.history.History;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.client.Json;
import dev.lux.harness.model.Op;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** What is told of a run is what was in its history. */
class PaperworkTest {
    private long nanos;
    private final History history = History.inMemory(() -> nanos, "seed 5 <&>");

    @BeforeEach
    void tell() {
        at(0);
        history.opened("s0", "n1");
        history.subscribed("s0", "*", Map.of());
        write("w0", 1, 0.5, 0.6, Outcome.created(1));
        at(2);
        history.faultStarts("1 kill", "kill", Set.of(), false);
        at(2.5);
        history.faultInEffect("1 kill", "n2 ended with 137");
        write("w0", 2, 3, 4, new Outcome.Unknown("reset"));
        write("w0", 2, 4.1, 5.5, Outcome.replaced(2));
        write("w1", 3, 5.6, 5.7, new Outcome.Refused("version_conflict", null));
        write("w1", 4, 5.8, 5.9, new Outcome.NotApplied("busy"));
        at(6);
        history.faultEnds("1 kill");
        at(7);
        history.closed("s0", false, "1006");
        history.faultOver("1 kill");
        at(8.2);
        history.opened("s0", "n1");
        history.subscribed("s0", "*", Map.of());
        history.received(
                "s0",
                Json.object()
                        .put("type", "state")
                        .put("id", "d")
                        .put("version", 2)
                        .put("data", 2));
        at(10);
        history.quiet();
    }

    private void at(double seconds) {
        nanos = Math.round(seconds * 1e9);
    }

    private void write(String client, int n, double from, double to, Outcome outcome) {
        at(from);
        Op op = new Op("d", Op.Kind.PUT, Json.parse(Integer.toString(n)), new Op.Condition.None(), null);
        long call = history.write(client, "n1", op);
        at(to);
        history.answered(call, outcome);
    }

    private Recorded recorded() throws Exception {
        return history.recorded();
    }

    @Test
    void the_table_counts_writes_and_tells_of_each_fault() throws Exception {
        String table = FaultTable.of(recorded());
        assertThat(table).contains("2 ok, 1 refused by a condition, 1 failed, 0 unknown; 5 attempts");
        assertThat(table)
                .containsPattern("1 kill +\\| kill +\\| +2\\.0 \\| +0\\.5 \\| +5\\.0 \\| +3 \\| +2\\.5 \\| +1200\\.0"
                        + " \\| +1200\\.0 \\| n2 ended with 137");
    }

    @Test
    void the_curves_are_by_the_second() throws Exception {
        Curves curves = Curves.of(recorded());
        assertThat(curves.acknowledged()).startsWith(1, 0, 0, 0, 0, 1).hasSize(11);
        assertThat(curves.connected()).containsExactly(1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1);
        assertThat(curves.longest()[3]).isEqualTo(2.5);
        assertThat(curves.longest()[5]).isEqualTo(2.5);
        assertThat(curves.longest()[6]).isZero();
    }

    @Test
    void the_picture_is_xml_with_all_that_happened() throws Exception {
        String svg = Picture.of(recorded());
        assertThat(svg).contains(">1 kill<", "n2 ended with 137", "subscribers connected", "seed 5 &lt;&amp;&gt;");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
