package dev.lux.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** Every arrow of the picture at {@link ShardFollower}, and those that are not there. */
class ShardFollowerTest {
    private final ShardFollower shard = new ShardFollower(3);

    private long asked() {
        shard.want(100);
        return shard.asked(100);
    }

    private void followed() {
        asked();
        shard.followed("owner", 5, 6, 200);
    }

    @Test
    void nobodyWantsItAtFirst() {
        assertThat(shard.shard()).isEqualTo(3);
        assertThat(shard.isUnwanted()).isTrue();
        assertThat(shard.isFollowed()).isFalse();
        assertThat(shard.isDue(Long.MAX_VALUE)).isFalse();
        shard.again(100);
        assertThat(shard.isUnwanted()).as("there is nothing to ask again").isTrue();
    }

    @Test
    void wantedItIsDueAtOnceAndSilentSinceThen() {
        shard.want(100);
        assertThat(shard.isUnwanted()).isFalse();
        assertThat(shard.isDue(99)).isFalse();
        assertThat(shard.isDue(100)).isTrue();
        assertThat(shard.heardNanos()).isEqualTo(100);
    }

    @Test
    void wantedOnceMoreNothingChanges() {
        followed();
        shard.want(300);
        assertThat(shard.isFollowed()).isTrue();
        assertThat(shard.heardNanos()).isEqualTo(200);
    }

    @Test
    void askedItIsNotDueAndOnlyTheLastAttemptCounts() {
        long first = asked();
        assertThat(shard.isDue(Long.MAX_VALUE)).isFalse();
        assertThat(shard.isCurrent(first)).isTrue();
        shard.unanswered(150);
        long second = shard.asked(150);
        assertThat(shard.isCurrent(first)).isFalse();
        assertThat(shard.isCurrent(second)).isTrue();
    }

    @Test
    void unansweredItIsDueAfterItsPauseAndAttemptsAreCounted() {
        long attempt = asked();
        shard.unanswered(150);
        assertThat(shard.isCurrent(attempt)).isFalse();
        assertThat(shard.isDue(149)).isFalse();
        assertThat(shard.isDue(150)).isTrue();
        assertThat(shard.attempts()).isEqualTo(1);
        shard.asked(150);
        shard.unanswered(160);
        assertThat(shard.attempts()).isEqualTo(2);
    }

    @Test
    void askedForLongItIsKnownToBe() {
        asked();
        assertThat(shard.isAskedSince(100)).isFalse();
        assertThat(shard.isAskedSince(101)).isTrue();
        shard.followed("owner", 5, 6, 200);
        assertThat(shard.isAskedSince(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void followedItIsFromOneOwnerInOneStreamUnderOneTerm() {
        followed();
        assertThat(shard.isFollowed()).isTrue();
        assertThat(shard.owner()).isEqualTo("owner");
        assertThat(shard.isFollowedFrom("owner")).isTrue();
        assertThat(shard.isFollowedFrom("other")).isFalse();
        assertThat(shard.isFollowedAs("owner", 5, 6)).isTrue();
        assertThat(shard.isFollowedAs("other", 5, 6)).isFalse();
        assertThat(shard.isFollowedAs("owner", 4, 6)).isFalse();
        assertThat(shard.isFollowedAs("owner", 5, 7)).isFalse();
        assertThat(shard.isDue(Long.MAX_VALUE)).isFalse();
        assertThat(shard.heardNanos()).isEqualTo(200);
        shard.heard(300);
        assertThat(shard.heardNanos()).isEqualTo(300);
    }

    @Test
    void lostItIsDueAtOnceWithoutAttemptsAndStaysAsSilentAsItWas() {
        asked();
        shard.unanswered(150);
        shard.asked(150);
        shard.followed("owner", 5, 6, 200);
        shard.again(300);
        assertThat(shard.isFollowed()).isFalse();
        assertThat(shard.isFollowedFrom("owner")).isFalse();
        assertThat(shard.isDue(300)).isTrue();
        assertThat(shard.attempts()).isZero();
        assertThat(shard.heardNanos()).isEqualTo(200);
    }

    @Test
    void askedAgainTheAnswerThatIsOnItsWayCountsNoMore() {
        long attempt = asked();
        shard.again(120);
        assertThat(shard.isCurrent(attempt)).isFalse();
        assertThat(shard.isDue(120)).isTrue();
    }

    @Test
    void unwantedTheAnswerThatIsOnItsWayCountsNoMoreNorWhenWantedAgain() {
        long attempt = asked();
        shard.unwant();
        assertThat(shard.isUnwanted()).isTrue();
        assertThat(shard.isCurrent(attempt)).isFalse();
        assertThat(shard.isDue(Long.MAX_VALUE)).isFalse();
        shard.want(300);
        long next = shard.asked(300);
        assertThat(shard.isCurrent(attempt)).isFalse();
        assertThat(shard.isCurrent(next)).isTrue();
        assertThat(shard.heardNanos()).isEqualTo(300);
    }

    @Test
    void whoWaitsIsToldWhenItIsFollowed() {
        asked();
        Future<Void> first = shard.whenFollowed();
        Future<Void> second = shard.whenFollowed();
        shard.again(120);
        shard.asked(120);
        assertThat(first.isComplete()).isFalse();
        shard.followed("owner", 5, 6, 200);
        assertThat(first.succeeded()).isTrue();
        assertThat(second.succeeded()).isTrue();
        assertThat(shard.whenFollowed().succeeded()).isTrue();
        shard.again(300);
        assertThat(shard.whenFollowed().isComplete()).isFalse();
    }

    @Test
    void whoWaitsIsToldWhenNobodyWantsItAnyMore() {
        asked();
        Future<Void> waiting = shard.whenFollowed();
        shard.unwant();
        assertThat(waiting.failed()).isTrue();
    }
}
