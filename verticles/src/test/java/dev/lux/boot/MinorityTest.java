package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.stream.Farewell;
import dev.lux.stream.LiveStream;
import dev.lux.stream.LiveStreams;
import dev.lux.time.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MinorityTest {
    private static final Duration MINORITY = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> told = new ArrayList<>();
    private LiveStreams streams;
    private Minority minority;
    private long nowNanos;
    private boolean quorum = true;

    private final class Told implements LiveStream {
        @Override
        public void checkAlive() {}

        @Override
        public void checkCredential() {}

        @Override
        public void sayBye(Farewell farewell, long reconnectAfterMillis) {
            told.add("bye " + farewell + (reconnectAfterMillis <= 5_000 ? "" : " too late"));
        }

        @Override
        public void endAfterBye(Farewell farewell) {
            told.add("end " + farewell);
        }
    }

    @BeforeEach
    void start() {
        Context context = vertx.getOrCreateContext();
        streams = await(Future.<LiveStreams>future(promise -> context.runOnContext(turn -> {
            LiveStreams made = new LiveStreams(vertx, context, new Random(7));
            made.add(new Told());
            promise.complete(made);
        })));
        Clock clock = new Clock() {
            @Override
            public long wallMicros() {
                throw new UnsupportedOperationException("the wall clock decides nothing here");
            }

            @Override
            public long elapsedNanos() {
                return nowNanos;
            }
        };
        minority = new Minority(
                clock,
                new DrainSettings(Duration.ZERO, Duration.ofSeconds(5), MINORITY),
                () -> quorum,
                List.of(streams));
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

    /** What streams were told in the next look. */
    private List<String> after(Duration time) {
        nowNanos += time.toNanos();
        told.clear();
        minority.look();
        // Comes after what the look has asked for.
        await(streams.end(Farewell.DRAINING));
        return List.copyOf(told);
    }

    @Test
    void a_node_with_quorum_keeps_its_streams() {
        assertThat(after(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void a_quorum_that_comes_back_in_time_was_never_lost() {
        quorum = false;
        assertThat(after(MINORITY.minusMillis(1))).isEmpty();
        quorum = true;
        assertThat(after(Duration.ofMillis(1))).isEmpty();
        quorum = false;
        assertThat(after(MINORITY.minusMillis(1))).isEmpty();
    }

    @Test
    void after_its_time_streams_are_told_and_ended_later() {
        quorum = false;
        assertThat(after(MINORITY)).containsExactly("bye NO_QUORUM");
        assertThat(after(Drain.FAREWELL_AT_MOST.minusMillis(1))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).containsExactly("end NO_QUORUM");
        assertThat(after(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void they_are_welcome_when_it_sees_its_cluster_again_and_it_counts_anew() {
        quorum = false;
        after(MINORITY);
        after(Drain.FAREWELL_AT_MOST);
        quorum = true;
        assertThat(after(Duration.ofSeconds(1))).isEmpty();
        quorum = false;
        assertThat(after(MINORITY.minusMillis(1))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).containsExactly("bye NO_QUORUM");
    }
}
