package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StatusCommandTest {
    private static final String STATUS = "{\"node\":\"a\",\"ready\":true,\"members\":["
            + "{\"node\":\"a\",\"role\":\"data\",\"address\":\"10.0.0.1:5701\",\"this\":true,\"shards\":271,"
            + "\"answered\":true,\"ready\":true,\"served\":271,\"documents\":12,\"bytes\":4000,"
            + "\"repairs\":{\"silence\":0,\"digest\":3}},"
            + "{\"node\":\"b\",\"role\":\"edge\",\"address\":\"10.0.0.2:5701\",\"this\":false,\"shards\":0,"
            + "\"answered\":false}],"
            + "\"quorum\":{\"has\":true,\"dataMembers\":1,\"needed\":1,\"alive\":1},"
            + "\"shards\":{\"total\":271,\"unowned\":0,\"missingCopies\":0,\"lost\":0}}";

    @Test
    void whatEachNodeSaysOfItselfIsShownAndWhoIsSilentToo() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, STATUS)) {
            Run run = Run.onTerminal().lux(broker.url(), "status");
            assertThat(run.exit).isZero();
            assertThat(run.out().lines())
                    .contains(
                            "a: ready, 271 shards served, 12 documents, 4000 bytes; repairs:  digest 3",
                            "b: no answer");
        }
    }

    @Test
    void aNodeThatIsNotReadyEndsWithSeven() throws Exception {
        try (FakeBroker broker =
                FakeBroker.answering(200, STATUS.replace("\"a\",\"ready\":true", "\"a\",\"ready\":false"))) {
            assertThat(Run.piped().lux(broker.url(), "status").exit).isEqualTo(7);
        }
    }
}
