package dev.lux.rates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    private final TokenBucket bucket = new TokenBucket(10, 0);

    private int takeAll(long nowNanos) {
        int taken = 0;
        while (taken < 1_000 && bucket.take(1, nowNanos)) {
            taken++;
        }
        return taken;
    }

    @Test
    void aBurstAndThenTheRate() {
        assertThat(takeAll(0)).isEqualTo(50);
        assertThat(takeAll(SECOND)).isEqualTo(10);
        assertThat(takeAll(SECOND + SECOND / 10 - 1)).isZero();
        assertThat(takeAll(SECOND + SECOND / 10 + 1)).isEqualTo(1);
    }

    @Test
    void quietMakesNoMoreThanOneBurst() {
        assertThat(takeAll(3_600 * SECOND)).isEqualTo(50);
    }

    @Test
    void whatIsLargerThanTheBucketIsPaidFor() {
        assertThat(bucket.take(80, 0)).isTrue();
        assertThat(bucket.take(1, 3 * SECOND)).isFalse();
        assertThat(bucket.take(1, 3 * SECOND + SECOND / 10 + 1)).isTrue();
    }

    @Test
    void fullIsWhatHasNothingToRemember() {
        assertThat(bucket.isFull(0)).isTrue();
        assertThat(bucket.take(1, 0)).isTrue();
        assertThat(bucket.isFull(0)).isFalse();
        assertThat(bucket.isFull(SECOND / 10 + 1)).isTrue();
    }

    @Test
    void timeThatGoesBackGivesNothing() {
        assertThat(takeAll(10 * SECOND)).isEqualTo(50);
        assertThat(takeAll(0)).isZero();
    }
}
