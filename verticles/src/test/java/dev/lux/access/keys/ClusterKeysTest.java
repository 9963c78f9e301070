package dev.lux.access.keys;

import static dev.lux.access.keys.AgreedKeysTest.NOW;
import static dev.lux.access.keys.AgreedKeysTest.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lux.access.Access;
import dev.lux.access.Principal;
import dev.lux.access.Revocation;
import dev.lux.time.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that ask each other, as over the event bus. */
class ClusterKeysTest {
    private static final ApiKey FIRST = key(1, "read:*", null);
    private static final ApiKey SECOND = key(2, "read:*", null);
    private static final Duration KEPT = KeyNodes.KEPT;

    private final List<Node> there = new ArrayList<>();
    private long nowMicros = NOW.getEpochSecond() * 1_000_000;

    private final Clock clock = new Clock() {
        @Override
        public long wallMicros() {
            return nowMicros;
        }

        @Override
        public long elapsedNanos() {
            throw new UnsupportedOperationException();
        }
    };

    private final class Node {
        final String address;
        final ApiKeys known = new ApiKeys();
        final RevokedElsewhere elsewhere = new RevokedElsewhere();
        final ClusterKeys keys;
        final Access access = new Access(clock, 4096, List.of(known, elsewhere));
        int told;

        Node(String address, ApiKey... file) {
            this(address, true, file);
        }

        Node(String address, boolean shared, ApiKey... file) {
            this.address = address;
            this.keys = new ClusterKeys(clock, shared, known, elsewhere);
            write(file);
            there.add(this);
        }

        void write(ApiKey... file) {
            keys.read(KeyFile.EMPTY.withKeys(List.of(file)));
        }

        /** Asks all of these once. */
        void ask(List<Node> some) {
            Set<String> others = some.stream()
                    .map(node -> node.address)
                    .filter(at -> !at.equals(address))
                    .collect(Collectors.toSet());
            keys.present(address, others);
            Set<String> present = new HashSet<>(others);
            present.add(address);
            String question = keys.question();
            for (Node node : some) {
                byte[] answer = node.keys.answer(question);
                told += answer.length;
                keys.take(answer, present);
            }
        }

        /** The scopes of a key here, empty when it is none. */
        String may(ApiKey key) {
            String text =
                    KeyText.make(bytes -> Arrays.fill(bytes, (byte) (key.id().equals(FIRST.id()) ? 1 : 2)));
            Optional<Principal> who = access.ofToken(text);
            return who.map(principal -> principal.scopes().toString()).orElse("");
        }
    }

    private void round(Node... some) {
        for (int i = 0; i < 3; i++) {
            for (Node node : some) {
                node.ask(List.of(some));
            }
        }
    }

    private void round() {
        round(there.toArray(Node[]::new));
    }

    private void pass(Duration time) {
        nowMicros += TimeUnit.MILLISECONDS.toMicros(time.toMillis());
    }

    @Test
    void aKeyOfOneFileIsOneAtAllNodesAndWhoKnowsTheSameIsToldNothing() {
        Node one = new Node("a:1", FIRST);
        Node two = new Node("b:1", SECOND);
        Node three = new Node("c:1");
        round();
        for (Node node : there) {
            assertThat(node.may(FIRST)).isEqualTo("read:*");
            assertThat(node.may(SECOND)).isEqualTo("read:*");
            node.told = 0;
        }
        round();
        assertThat(List.of(one.told, two.told, three.told)).containsOnly(0);
    }

    @Test
    void whatChangesInTheFileChangesEverywhere() {
        Node one = new Node("a:1", FIRST, SECOND);
        Node two = new Node("b:1");
        round();
        one.write(key(1, "write:a", null));
        round();
        assertThat(two.may(FIRST)).isEqualTo("write:a");
        assertThat(two.may(SECOND)).as("gone from the file").isEmpty();
    }

    @Test
    void revocationWinsAgainstAnOldFileThatStillHasTheKey() {
        Node one = new Node("a:1", FIRST);
        Node two = new Node("b:1", FIRST);
        round();
        two.write(FIRST.revokedAt(NOW));
        round();
        assertThat(one.may(FIRST)).isEmpty();
        there.remove(two);
        Node again = new Node("b:1", FIRST);
        assertThat(again.may(FIRST)).as("not asked yet").isNotEmpty();
        round();
        assertThat(again.may(FIRST)).isEmpty();
        assertThat(one.may(FIRST)).isEmpty();
    }

    @Test
    void revocationWinsWhenTwoPartsOfAClusterMeetAgain() {
        Node one = new Node("a:1", FIRST, SECOND);
        Node two = new Node("b:1");
        round();
        one.write(FIRST.revokedAt(NOW));
        round(one);
        pass(Duration.ofMinutes(1));
        round(two);
        assertThat(two.may(FIRST)).isNotEmpty();
        round();
        assertThat(two.may(FIRST)).isEmpty();
        assertThat(two.may(SECOND))
                .as("gone from the file, by the newer word of who has it")
                .isEmpty();
    }

    @Test
    void aNodeThatStartsAgainLocksNobodyOutAndItsNewFileHolds() {
        Node one = new Node("a:1", FIRST, SECOND);
        Node two = new Node("b:1");
        Node three = new Node("c:1");
        round();
        there.remove(one);
        pass(KEPT.dividedBy(2));
        round();
        assertThat(two.may(FIRST)).isNotEmpty();
        Node late = new Node("d:1");
        there.remove(three);
        round();
        assertThat(late.may(FIRST)).as("passed on by another").isNotEmpty();
        // Its clock has gone back meanwhile.
        pass(KEPT.negated());
        Node again = new Node("a:1", FIRST);
        round();
        for (Node node : List.of(two, late, again)) {
            assertThat(node.may(FIRST)).isNotEmpty();
            assertThat(node.may(SECOND)).as("it is not in the file any more").isEmpty();
        }
        pass(KEPT.multipliedBy(3));
        round();
        assertThat(two.may(FIRST)).isNotEmpty();
    }

    @Test
    void whatOnlyANodeHadThatHasLeftIsForgottenByAllTogether() {
        Node one = new Node("a:1", FIRST);
        Node two = new Node("b:1");
        Node three = new Node("c:1");
        round();
        there.remove(one);
        round();
        for (int i = 0; i < 10; i++) {
            pass(KEPT.dividedBy(10).minusMillis(1));
            round();
        }
        assertThat(two.may(FIRST)).isNotEmpty();
        pass(Duration.ofMillis(20));
        two.ask(List.of(two, three));
        assertThat(two.may(FIRST)).as("although the other still has it").isEmpty();
        round();
        assertThat(three.may(FIRST)).isEmpty();
        round();
        assertThat(two.may(FIRST)).isEmpty();
    }

    @Test
    void aNodeThatKeepsToItselfTellsNoKeysAndTakesNoneButTakesRevocations() {
        Node alone = new Node("a:1", false, FIRST);
        Node other = new Node("b:1", SECOND);
        round();
        assertThat(alone.may(SECOND)).isEmpty();
        assertThat(other.may(FIRST)).isEmpty();
        assertThat(alone.may(FIRST)).isNotEmpty();
        other.write(FIRST.revokedAt(NOW));
        round();
        assertThat(alone.may(FIRST)).isEmpty();
    }

    @Test
    void noNodeIsToldASecretOrAnythingBeyondWhatTheFileSays() {
        Node one = new Node("a:1", FIRST);
        Node two = new Node("b:1");
        round(one);
        two.keys.present("b:1", Set.of("a:1"));
        String news = new String(one.keys.answer(two.keys.question()), StandardCharsets.UTF_8);
        assertThat(news).contains(FIRST.sha256());
        assertThat(news)
                .doesNotContain(
                        KeyText.make(bytes -> Arrays.fill(bytes, (byte) 1)).substring(17));
        assertThat(KeyNews.parse(news.getBytes(StandardCharsets.UTF_8)).nodes()).hasSize(1);
    }

    @Test
    void tokensThatAreRevokedArePassedOnByWhoKnowsOfThem() {
        Node one = new Node("a:1");
        Node two = new Node("b:1");
        Node three = new Node("c:1");
        one.keys.read(new KeyFile(List.of(), List.of(new Revocation(null, "gone", NOW))));
        round(one, two);
        round(two, three);
        Principal old = new Principal("gone", FIRST.scopes(), Principal.NEVER, Principal.ofJwt(""), nowMicros - 1);
        assertThat(three.elsewhere.now(old)).isEmpty();
        assertThat(one.elsewhere.known().revocations())
                .as("what is its own it has not from others")
                .hasSizeLessThan(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"revoked\":{\"keys\":[]},\"nodes\":[]}",
                "{\"revoked\":{\"keys\":[]},\"nodes\":[],\"lists\":[],\"more\":1}",
                "{\"revoked\":{\"keys\":[]},\"nodes\":[{}],\"lists\":[]}",
                "{\"revoked\":{\"keys\":[]},\"nodes\":[{\"address\":\"\",\"version\":1,\"keys\":\"\"}],\"lists\":[]}",
                "{\"revoked\":{\"keys\":[]},\"nodes\":[{\"address\":\"a\",\"version\":9007199254740991,\"keys\":\"\"}],"
                        + "\"lists\":[]}",
                "{\"revoked\":{\"keys\":[]},\"nodes\":[],\"lists\":[{}]}"
            })
    void whatIsNoAnswerIsNotTaken(String answer) {
        Node node = new Node("a:1", FIRST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.keys.take(answer.getBytes(StandardCharsets.UTF_8), Set.of()));
        assertThat(node.may(FIRST)).isNotEmpty();
    }
}
