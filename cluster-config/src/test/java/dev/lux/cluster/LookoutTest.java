package dev.lux.cluster;

import static dev.lux.cluster.ClusterNodeExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lux.cluster.Watchdog.Sight;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node makes of what other nodes' probes, played by the test, say. */
@Timeout(60)
class LookoutTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String ME = "me";

    private final int[] ports = FreePorts.find(3);
    private final ClusterSettings settings = Cluster.of(3)
            .joining("127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1])
            .settings();
    private final Lookout lookout = lookout(settings);
    private final Membership.View nobody = new Membership.View(Set.of(), 2, Set.of(), Set.of());

    private static Lookout lookout(ClusterSettings settings) {
        return new Lookout(settings, ME, new Peers(settings, InetAddress::getAllByName));
    }

    @AfterAll
    static void stop() {
        await(VERTX.close().toCompletionStage());
    }

    private ProbeAnswer.Seen seen(String node, int port) {
        return new ProbeAnswer.Seen(node, new MemberAddress("127.0.0.1", port));
    }

    private ProbeAnswer answer(String node, boolean quorum, ProbeAnswer.Seen... members) {
        return new ProbeAnswer(
                "a-name", 3, node, "m", MergePhase.NONE, Role.DATA, quorum, 12_345, Arrays.asList(members));
    }

    private void answers(int port, ProbeAnswer answer) {
        await(ProbeServer.listen(VERTX, Cluster.of(3).port(port).settings(), () -> answer)
                .toCompletionStage());
    }

    @Test
    void anAnswerIsReadAsItWasGiven() {
        ProbeAnswer answer = answer("a", true, seen("a", 5701), new ProbeAnswer.Seen("b", new MemberAddress("::1", 2)));
        assertThat(ProbeAnswer.decode(answer.encode())).isEqualTo(answer);
        assertThat(new String(answer.encode(), StandardCharsets.UTF_8)).endsWith("}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 400 Bad Request",
                "{}",
                "[]",
                "{\"name\":1}",
                "{\"name\":\"a\",\"dataMembers\":3,\"node\":\"a\",\"role\":\"KING\",\"quorum\":true,\"wallMicros\":1,\"members\":[]}",
                "{\"name\":\"a\",\"dataMembers\":3,\"node\":\"a\",\"role\":\"DATA\",\"quorum\":true,\"wallMicros\":1,\"members\":[1]}",
                "{\"name\":\"a\",\"dataMembers\":3,\"node\":\"a\",\"member\":\"m\",\"merge\":\"NONE\",\"role\":\"DATA\",\"quorum\":true,\"wallMicros\":9523278000000000123,\"members\":[]}",
                "{\"name\":\"a\",\"dataMembers\":3.5,\"node\":\"a\",\"member\":\"m\",\"merge\":\"NONE\",\"role\":\"DATA\",\"quorum\":true,\"wallMicros\":1,\"members\":[]}"
            })
    void whatIsNoAnswerIsNone(String text) {
        assertThat(ProbeAnswer.decode(text.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void aNodeWithItsQuorumAsksNobody() throws InterruptedException {
        Membership.View quorum = new Membership.View(Set.of(), 0, Set.of(), Set.of());
        assertThat(lookout.look(quorum)).isEqualTo(Sight.OF_QUORUM);
    }

    @Test
    void othersGoOnWhenEnoughOfThemSayThatTheyHaveAQuorumWithoutThisNode() throws InterruptedException {
        answers(ports[0], answer("a", true, seen("a", ports[0]), seen("b", ports[1])));
        answers(ports[1], answer("b", true, seen("a", ports[0]), seen("b", ports[1])));
        assertThat(lookout.look(nobody)).isEqualTo(new Sight(false, false, true));
    }

    @Test
    void aMemberThatOnlyOthersSpeakOfIsAskedToo() throws InterruptedException {
        answers(ports[0], answer("a", true, seen("a", ports[0]), seen("c", ports[2])));
        answers(ports[2], answer("c", true, seen("a", ports[0]), seen("c", ports[2])));
        assertThat(lookout.look(nobody).othersGoOn()).isTrue();
    }

    @Test
    void oneOfThreeIsNotEnough() throws InterruptedException {
        answers(ports[0], answer("a", true, seen("a", ports[0])));
        assertThat(lookout.look(nobody).othersGoOn()).isFalse();
    }

    @Test
    void othersWithoutAQuorumDoNotGoOn() throws InterruptedException {
        answers(ports[0], answer("a", false, seen("a", ports[0])));
        answers(ports[1], answer("b", false, seen("b", ports[1])));
        assertThat(lookout.look(nobody).othersGoOn()).isFalse();
    }

    @Test
    void othersThatListThisNodeDoNotGoOnWithoutIt() throws InterruptedException {
        answers(ports[0], answer("a", true, seen("a", ports[0]), seen(ME, 5701)));
        answers(ports[1], answer("b", true, seen("b", ports[1]), seen("a", ports[0])));
        assertThat(lookout.look(nobody).othersGoOn()).isFalse();
    }

    @Test
    void anotherClusterDoesNotMatter() throws InterruptedException {
        answers(ports[0], new ProbeAnswer("other", 3, "a", "m", MergePhase.NONE, Role.DATA, true, 0, List.of()));
        answers(ports[1], new ProbeAnswer("other", 3, "b", "m", MergePhase.NONE, Role.DATA, true, 0, List.of()));
        assertThat(lookout.look(nobody).othersGoOn()).isFalse();
        StartCheck.refuseMismatch(settings, lookout);
    }

    @Test
    void edgesElsewhereDoNotMatter() throws InterruptedException {
        answers(ports[0], new ProbeAnswer("a-name", 3, "a", "m", MergePhase.NONE, Role.EDGE, true, 0, List.of()));
        answers(ports[1], new ProbeAnswer("a-name", 3, "b", "m", MergePhase.NONE, Role.EDGE, true, 0, List.of()));
        assertThat(lookout.look(nobody).othersGoOn()).isFalse();
    }

    @Test
    void anEdgeWithoutAnyDataMemberIsAlone() throws InterruptedException {
        ClusterSettings edge =
                Cluster.of(3).role(Role.EDGE).joining("127.0.0.1:" + ports[0]).settings();
        assertThat(lookout(edge).look(nobody).edgeAlone()).isTrue();
        assertThat(lookout.look(nobody).edgeAlone()).isFalse();
    }

    @Test
    void aNodeWithAnotherNumberOfDataMembersRefusesTheStart() {
        answers(
                ports[0],
                new ProbeAnswer(
                        "a-name", 5, "a", "m", MergePhase.NONE, Role.DATA, false, 0, List.of(seen("a", ports[0]))));
        assertThatIllegalStateException()
                .isThrownBy(() -> StartCheck.beforeJoining(settings, lookout, Duration.ofSeconds(20)))
                .withMessageContaining("LUX_CLUSTER_DATA_MEMBERS is 3 here and 5 on another node")
                .withMessageContaining("127.0.0.1:" + ports[0]);
    }

    @Test
    void aDataMemberWaitsForNobody() throws InterruptedException {
        StartCheck.beforeJoining(settings, lookout, Duration.ofSeconds(20));
    }

    @Test
    void anEdgeWaitsForADataMember() throws InterruptedException {
        ClusterSettings edge =
                Cluster.of(3).role(Role.EDGE).joining("127.0.0.1:" + ports[0]).settings();
        assertThatIllegalStateException()
                .isThrownBy(() -> StartCheck.beforeJoining(edge, lookout(edge), Duration.ofMillis(600)))
                .withMessageContaining("no data member");
        answers(ports[0], answer("a", false, seen("a", ports[0])));
        StartCheck.beforeJoining(edge, lookout(edge), Duration.ofSeconds(20));
    }

    @Test
    void aProbeThatSaysNothingCostsNoMoreThanTheTimeForAnAnswer() throws InterruptedException {
        NetServer silent = await(VERTX.createNetServer()
                .connectHandler(socket -> {})
                .listen(ports[0] + MemberAddress.PROBE_PORT_OFFSET, "127.0.0.1")
                .toCompletionStage());
        answers(ports[1], answer("b", true, seen("b", ports[1])));
        assertThat(lookout.others()).extracting(ProbeAnswer::node).containsExactly("b");
        await(silent.close().toCompletionStage());
    }
}
