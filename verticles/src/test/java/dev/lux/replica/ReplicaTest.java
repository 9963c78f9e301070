package dev.lux.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.OwnerRequest.Known;
import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.route.ScriptedTable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    private static final long GONE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Replica replica = new Replica(new ScriptedTable()::shardOf);
    private long nowNanos;

    private @Nullable Change live(String id, long version, long term) {
        return take(new DocumentState(id, version, new byte[] {'1'}, 0, "me"), term);
    }

    private @Nullable Change gone(String id, long version, long term) {
        return take(new DocumentState(id, version, null, 0, "me"), term);
    }

    private @Nullable Change take(DocumentState state, long term) {
        return replica.take(new Update.Change(term, state, 3), nowNanos);
    }

    private List<Long> versions(String match) {
        return replica.live(Pattern.parse(match)).stream()
                .map(state -> state.state().version())
                .toList();
    }

    @Test
    void aFirstStateIsNews() {
        Change change = live("a1", 5, 1);
        assertThat(change).isNotNull();
        assertThat(change.state().state().version()).isEqualTo(5);
        assertThat(change.replaced()).isEqualTo(3);
        assertThat(change.reset()).isFalse();
        assertThat(versions("a1")).containsExactly(5L);
    }

    @Test
    void aStateCountsWhenItsVersionIsHigherUnderTheSameTermOrALaterOne() {
        live("a1", 5, 2);
        assertThat(live("a1", 6, 2)).isNotNull();
        assertThat(live("a1", 7, 3)).isNotNull().extracting(Change::reset).isEqualTo(false);
        assertThat(versions("a1")).containsExactly(7L);
    }

    /** An owner that stood still for long still sends what it had, when deletions since then are forgotten here. */
    @Test
    void whatComesUnderAnEarlierTermThanItsShardHasBeenFollowedUnderDoesNotCount() {
        live("a1", 5, 2);
        assertThat(live("a1", 8, 1)).isNull();
        assertThat(live("b1", 9, 1)).isNull();
        replica.followed(1, 4);
        assertThat(live("a1", 10, 3)).isNull();
        assertThat(live("a1", 11, 4)).isNotNull();
        assertThat(versions("a1")).containsExactly(11L);
    }

    @Test
    void theSameAndOlderVersionsOfTheSameOrAnEarlierTermAreNoNews() {
        live("a1", 5, 2);
        assertThat(live("a1", 5, 2)).isNull();
        assertThat(live("a1", 4, 2)).isNull();
        assertThat(live("a1", 4, 1)).isNull();
        assertThat(gone("a1", 4, 2)).isNull();
        assertThat(versions("a1")).containsExactly(5L);
    }

    @Test
    void aLowerVersionOfALaterTermSaysThatTheHigherOneWasLost() {
        live("a1", 5, 2);
        Change change = live("a1", 4, 3);
        assertThat(change).isNotNull();
        assertThat(change.reset()).isTrue();
        assertThat(versions("a1")).containsExactly(4L);
    }

    @Test
    void aDeletionOfALaterTermResetsToo() {
        live("a1", 5, 2);
        Change change = gone("a1", 3, 3);
        assertThat(change).isNotNull();
        assertThat(change.reset()).isTrue();
        assertThat(versions("a1")).isEmpty();
    }

    /** Else what an owner between the two sent, and what comes late, would pass for a reset. */
    @Test
    void theSameVersionOfALaterTermIsNoNewsButItsTermCounts() {
        live("a1", 5, 2);
        assertThat(live("a1", 5, 4)).isNull();
        assertThat(live("a1", 4, 3)).isNull();
        assertThat(live("a1", 4, 4)).isNull();
        assertThat(live("a1", 4, 5)).isNotNull();
    }

    @Test
    void anEarlierTermWithTheSameVersionTakesNothingBack() {
        live("a1", 5, 4);
        assertThat(live("a1", 5, 2)).isNull();
        assertThat(live("a1", 4, 3)).isNull();
    }

    @Test
    void aDeletionIsRememberedForTenSecondsSoThatAnOlderStateDoesNotUndoIt() {
        live("a1", 5, 1);
        gone("a1", 6, 1);
        nowNanos += GONE_NANOS;
        replica.forgetGone(nowNanos);
        assertThat(live("a1", 5, 1)).isNull();
        assertThat(replica.known(1)).containsExactly(new Known("a1", 6));
        nowNanos++;
        replica.forgetGone(nowNanos);
        assertThat(replica.known(1)).isEmpty();
        assertThat(replica.size()).isZero();
    }

    @Test
    void aDocumentThatLivesAgainIsNotForgottenWithItsDeletion() {
        gone("a1", 6, 1);
        live("a1", 7, 1);
        nowNanos += GONE_NANOS + 1;
        replica.forgetGone(nowNanos);
        assertThat(versions("a1")).containsExactly(7L);
    }

    @Test
    void aLaterDeletionIsRememberedFromItsOwnTimeOn() {
        gone("a1", 6, 1);
        nowNanos += GONE_NANOS / 2;
        live("a1", 7, 1);
        gone("a1", 8, 1);
        nowNanos += GONE_NANOS / 2 + 1;
        replica.forgetGone(nowNanos);
        assertThat(replica.known(1)).containsExactly(new Known("a1", 8));
        nowNanos += GONE_NANOS / 2;
        replica.forgetGone(nowNanos);
        assertThat(replica.known(1)).isEmpty();
    }

    @Test
    void whatIsLiveMatchesThePatternInEveryShard() {
        live("a1", 1, 1);
        live("a2", 2, 1);
        live("ab3", 3, 1);
        live("b1", 4, 1);
        gone("a3", 5, 1);
        assertThat(versions("a*")).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(versions("*")).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(versions("a2")).containsExactly(2L);
        assertThat(versions("a3")).isEmpty();
        assertThat(versions("c1")).isEmpty();
    }

    @Test
    void whatIsKnownIncludesWhatIsGone() {
        live("a1", 1, 1);
        live("b1", 2, 1);
        gone("a5", 3, 1);
        live("a2", 4, 1);
        assertThat(replica.known(1))
                .containsExactlyInAnyOrder(new Known("a1", 1), new Known("b1", 2), new Known("a5", 3));
        assertThat(replica.known(3)).isEmpty();
        assertThat(replica.known(Pattern.parse("a*"), shard -> shard == 1))
                .containsExactlyInAnyOrder(new Known("a1", 1), new Known("a5", 3));
        assertThat(replica.known(Pattern.parse("a2"), shard -> true)).containsExactly(new Known("a2", 4));
        assertThat(replica.known(Pattern.parse("a2"), shard -> shard == 1)).isEmpty();
    }

    @Test
    void whatNobodyWantsAnyMoreIsForgottenAndWhatSomebodyWantsIsNot() {
        live("a1", 1, 1);
        live("a2", 2, 1);
        live("b1", 3, 1);
        gone("a3", 4, 1);
        replica.forget(Pattern.parse("a*"), "a2"::equals);
        assertThat(versions("*")).containsExactlyInAnyOrder(2L, 3L);
        assertThat(replica.size()).isEqualTo(2);
        nowNanos += GONE_NANOS + 1;
        replica.forgetGone(nowNanos);
        assertThat(live("a1", 1, 1)).as("forgotten, so it may come again").isNotNull();
    }
}
