package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.lifecycle.Contact;
import dev.lux.lifecycle.Lifecycle;
import dev.lux.lifecycle.Lifecycle.Phase;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReadinessTest {
    private final Lifecycle lifecycle = new Lifecycle();
    private final AtomicBoolean quorum = new AtomicBoolean(true);
    private final AtomicBoolean settled = new AtomicBoolean(true);
    private final Readiness readiness = new Readiness(lifecycle, quorum::get, settled::get);

    @Test
    void aNodeIsReadyWhenItListensServesItsShardsAndSeesTheQuorum() {
        assertThat(readiness.isReady()).as("before it listens").isFalse();
        readiness.listening();
        settled.set(false);
        assertThat(readiness.isReady()).as("before its shards are served").isFalse();
        settled.set(true);
        quorum.set(false);
        assertThat(readiness.isReady()).as("without the quorum").isFalse();
        assertThat(lifecycle.isReady()).isFalse();
        quorum.set(true);
        assertThat(readiness.isReady()).isTrue();
        assertThat(lifecycle.isReady()).isTrue();
    }

    @Test
    void aShardThatMovesLaterMakesNoNodeUnready() {
        readiness.listening();
        assertThat(readiness.isReady()).isTrue();
        settled.set(false);
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void aNodeThatLosesTheQuorumIsReadyAgainWithIt() {
        readiness.listening();
        assertThat(readiness.isReady()).isTrue();
        quorum.set(false);
        assertThat(readiness.isReady()).isFalse();
        quorum.set(true);
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void aNodeThatDoesNotKnowWhichCredentialsHoldIsNotReady() {
        Contact contact = new Contact(() -> 1);
        Readiness other = new Readiness(new Lifecycle(contact), quorum::get, settled::get);
        other.listening();
        assertThat(other.isReady()).isFalse();
        contact.informed(1);
        assertThat(other.isReady()).isTrue();
    }

    @Test
    void aNodeThatLeavesIsNeverReadyAgain() {
        readiness.listening();
        assertThat(readiness.isReady()).isTrue();
        lifecycle.moveTo(Phase.LEAVING);
        assertThat(readiness.isReady()).isFalse();
    }
}
