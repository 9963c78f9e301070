package dev.lux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveStreamsTest {
    private static final Duration SPREAD = Duration.ofSeconds(4);

    private final Vertx vertx = Vertx.vertx();
    private final List<Stream> all = new ArrayList<>();
    private Context context;
    private LiveStreams streams;

    private static final class Stream implements LiveStream {
        private final List<Long> byes = new ArrayList<>();
        private final List<Farewell> reasons = new ArrayList<>();
        private int ends;
        private int checks;

        @Override
        public void checkAlive() {}

        @Override
        public void checkCredential() {
            checks++;
        }

        @Override
        public void sayBye(Farewell farewell, long reconnectAfterMillis) {
            reasons.add(farewell);
            byes.add(reconnectAfterMillis);
        }

        @Override
        public void endAfterBye(Farewell farewell) {
            ends++;
        }
    }

    @BeforeEach
    void start() {
        context = vertx.getOrCreateContext();
        streams = await(Future.<LiveStreams>future(promise ->
                context.runOnContext(turn -> promise.complete(new LiveStreams(vertx, context, new Random(42))))));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private Stream add() {
        Stream stream = new Stream();
        all.add(stream);
        await(Future.<Void>future(promise -> context.runOnContext(turn -> {
            streams.add(stream);
            promise.complete();
        })));
        return stream;
    }

    private LongStream delays() {
        return all.stream().mapToLong(stream -> stream.byes.get(0));
    }

    @Test
    void everyStreamIsToldThatCredentialsHaveChanged() {
        add();
        add();
        await(streams.checkCredentials());
        assertThat(all).allMatch(stream -> stream.checks == 1);
    }

    @Test
    void theReturnOfClientsIsSpreadEvenly() {
        for (int i = 0; i < 400; i++) {
            add();
        }
        await(streams.sayBye(Farewell.DRAINING, SPREAD));
        assertThat(all).allMatch(stream -> stream.byes.size() == 1 && stream.ends == 0);
        assertThat(delays().boxed()).allMatch(delay -> delay >= 0 && delay <= SPREAD.toMillis());
        for (long quarter = 0; quarter < 4; quarter++) {
            long from = quarter * 1_000;
            // Of 400 a hundred are expected in each quarter; 60 is nearly five standard deviations away.
            assertThat(delays().filter(delay -> delay >= from && delay < from + 1_000)
                            .count())
                    .as("from %d ms", from)
                    .isBetween(60L, 140L);
        }
    }

    @Test
    void withoutASpreadTheyMayComeBackAtOnce() {
        add();
        await(streams.sayBye(Farewell.DRAINING, Duration.ZERO));
        assertThat(delays().boxed()).containsExactly(0L);
    }

    @Test
    void aStreamThatComesAfterTheByeIsToldItToo() {
        await(streams.sayBye(Farewell.DRAINING, SPREAD));
        Stream late = add();
        assertThat(late.byes).hasSize(1);
        assertThat(late.ends).isZero();
    }

    @Test
    void theEndEndsThoseThatAreThereAndThoseThatStillCome() {
        Stream early = add();
        await(streams.sayBye(Farewell.DRAINING, SPREAD));
        await(streams.end(Farewell.DRAINING));
        Stream late = add();
        assertThat(List.of(early, late)).allMatch(stream -> stream.byes.size() == 1 && stream.ends == 1);
    }

    @Test
    void streamsAreWelcomeAgainAfterAnotherFarewellThanThatOfAStop() {
        Stream early = add();
        await(streams.sayBye(Farewell.NO_QUORUM, SPREAD));
        await(streams.end(Farewell.NO_QUORUM));
        await(streams.welcome());
        Stream late = add();
        assertThat(early.reasons).containsExactly(Farewell.NO_QUORUM);
        assertThat(early.ends).isEqualTo(1);
        assertThat(late.reasons).isEmpty();
        assertThat(late.ends).isZero();
    }

    @Test
    void aStopIsSaidAfterAnotherFarewellAndNothingTakesItBack() {
        Stream early = add();
        await(streams.sayBye(Farewell.NO_QUORUM, SPREAD));
        await(streams.sayBye(Farewell.DRAINING, SPREAD));
        await(streams.end(Farewell.NO_QUORUM));
        await(streams.welcome());
        await(streams.sayBye(Farewell.NO_QUORUM, SPREAD));
        Stream late = add();
        assertThat(early.reasons).containsExactly(Farewell.NO_QUORUM, Farewell.DRAINING);
        assertThat(early.ends).isZero();
        assertThat(late.reasons).containsExactly(Farewell.DRAINING);
    }
}
