package dev.lux.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class OwnerLinkTest {
    private final OwnerLink link = new OwnerLink();

    /** Takes updates as an edge does. */
    private void take(long... numbers) {
        for (long number : numbers) {
            if (link.isNext(number)) {
                link.advance();
            }
        }
    }

    @Test
    void updatesAreTakenInOrderAndOnce() {
        link.begin(7);
        take(1, 2, 4, 2, 1);
        assertThat(link.applied()).isEqualTo(2);
        take(5, 3, 4);
        assertThat(link.applied()).isEqualTo(4);
    }

    @Test
    void onlyALaterEpochBeginsTheStreamAgain() {
        assertThat(link.begin(7)).isTrue();
        take(1, 2);
        assertThat(link.begin(7)).isFalse();
        assertThat(link.begin(6)).isFalse();
        assertThat(link.applied()).isEqualTo(2);
        assertThat(link.begin(8)).isTrue();
        assertThat(link.epoch()).isEqualTo(8);
        assertThat(link.applied()).isZero();
        assertThat(link.isNext(1)).isTrue();
    }

    @Test
    void aPositionIsReachedWithItsUpdate() {
        link.begin(7);
        Future<Void> third = link.reached(7, 3);
        Future<Void> first = link.reached(7, 1);
        assertThat(link.reached(7, 0).succeeded()).isTrue();
        take(1);
        assertThat(first.succeeded()).isTrue();
        take(2);
        assertThat(third.isComplete()).isFalse();
        take(3);
        assertThat(third.succeeded()).isTrue();
        assertThat(link.reached(7, 3).succeeded()).isTrue();
    }

    @Test
    void aPositionOfAnotherEpochIsNotReached() {
        link.begin(7);
        Future<Void> waiting = link.reached(7, 3);
        assertThat(link.reached(6, 0).failed()).isTrue();
        assertThat(link.reached(8, 0).failed()).isTrue();
        link.begin(8);
        assertThat(waiting.failed()).isTrue();
        take(1, 2, 3);
        assertThat(link.reached(7, 3).failed()).isTrue();
    }

    @Test
    void aStreamIsCompleteWhenAllThatTheLastBeaconSaidHasCome() {
        link.begin(7);
        assertThat(link.beacon(2)).as("nothing was said before").isTrue();
        take(1);
        assertThat(link.beacon(4)).as("the second is missing").isFalse();
        take(2, 3);
        assertThat(link.beacon(4)).isFalse();
        take(4);
        assertThat(link.beacon(9)).isTrue();
        link.begin(8);
        assertThat(link.beacon(1)).as("another stream").isTrue();
    }

    @Test
    void theTwoAgreeWhenTheLastQuestionIsSeenAndAllAreAnswered() {
        assertThat(link.isAgreed(0)).isTrue();
        long first = link.ask();
        long second = link.ask();
        assertThat(second).isGreaterThan(first);
        assertThat(link.isAsking()).isTrue();
        link.answered();
        assertThat(link.isAgreed(second)).isFalse();
        link.answered();
        assertThat(link.isAsking()).isFalse();
        assertThat(link.isAgreed(first)).isFalse();
        assertThat(link.isAgreed(second)).isTrue();
    }

    @Test
    void generationsGoOnInALaterStream() {
        link.begin(7);
        long before = link.ask();
        link.answered();
        link.begin(8);
        assertThat(link.ask()).isGreaterThan(before);
    }
}
