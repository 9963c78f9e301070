package dev.lux.rates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedBucketsTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void eachHasItsOwn() {
        KeyedBuckets buckets = new KeyedBuckets(1);
        for (int i = 0; i < 5; i++) {
            assertThat(buckets.take("a", 1, 0)).isTrue();
        }
        assertThat(buckets.take("a", 1, 0)).isFalse();
        assertThat(buckets.take("b", 1, 0)).isTrue();
    }

    @Test
    void withoutALimitNothingIsRemembered() {
        KeyedBuckets buckets = new KeyedBuckets(0);
        assertThat(buckets.isLimited()).isFalse();
        assertThat(buckets.take("a", Long.MAX_VALUE, 0)).isTrue();
        assertThat(buckets.take("a", Long.MAX_VALUE, 0)).isTrue();
        assertThat(buckets.size()).isZero();
    }

    @Test
    void whoWasQuietIsForgottenFirst() {
        KeyedBuckets buckets = new KeyedBuckets(1);
        for (int i = 0; i < 6; i++) {
            buckets.take("loud", 1, 5 * SECOND);
        }
        for (int i = 1; i < KeyedBuckets.MOST; i++) {
            buckets.take("quiet-" + i, 1, 0);
        }
        assertThat(buckets.size()).isEqualTo(KeyedBuckets.MOST);
        buckets.take("new", 1, 5 * SECOND);
        assertThat(buckets.size()).isEqualTo(2);
        assertThat(buckets.take("loud", 1, 5 * SECOND)).isFalse();
    }

    @Test
    void thereAreNeverMoreThanThat() {
        KeyedBuckets buckets = new KeyedBuckets(1);
        for (int i = 0; i < 2 * KeyedBuckets.MOST; i++) {
            buckets.take("loud-" + i, 1, 0);
            assertThat(buckets.size()).isLessThanOrEqualTo(KeyedBuckets.MOST);
        }
    }
}
