package dev.lux.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.subscription.NodeUnderTest;
import dev.lux.subscription.Sink;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamSessionTest {
    private NodeUnderTest node;

    @BeforeAll
    void start() {
        node = new NodeUnderTest();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private static final class Frames implements Sink {
        final List<String> frames = new CopyOnWriteArrayList<>();

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void write(byte[] frame, long version) {
            frames.add(new String(frame, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {}

        @Override
        public void pauseReading(boolean pause) {}
    }

    private final Frames frames = new Frames();

    private StreamSession session(int maxSubscriptions) {
        return node.call(() -> {
            StreamSession session = new StreamSession(node.hub(), frames, maxSubscriptions);
            session.allow(Scopes.ALL);
            return session;
        });
    }

    private void awaitNothingRegistered(Pattern pattern) {
        Awaitility.await("interest is released")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !node.registered().contains(pattern));
    }

    @Test
    void aPatternThatWasAskedForTwiceAndTakenBackIsNotSubscribed() {
        Pattern pattern = Pattern.parse("twice*");
        StreamSession session = session(10);
        Future<Void> all = node.ask(() -> {
            Future<Void> both = Future.all(
                            session.subscribe(pattern, null, Map.of()), session.subscribe(pattern, null, Map.of()))
                    .mapEmpty();
            session.unsubscribe(pattern);
            return both;
        });
        NodeUnderTest.await(all);
        assertThat(node.call(() -> session.outbox().patterns())).isEmpty();
        awaitNothingRegistered(pattern);
    }

    @Test
    void aSessionThatEndsWhileAPatternIsAskedForTwiceLeavesNothingBehind() {
        Pattern pattern = Pattern.parse("closed*");
        StreamSession session = session(10);
        Future<Void> all = node.ask(() -> {
            Future<Void> both = Future.all(
                            session.subscribe(pattern, null, Map.of()), session.subscribe(pattern, null, Map.of()))
                    .mapEmpty();
            session.close();
            return both;
        });
        NodeUnderTest.await(all);
        assertThat(node.call(() -> session.outbox().patterns())).isEmpty();
        awaitNothingRegistered(pattern);
    }

    @Test
    void aSessionHasAtMostSoManySubscriptionsAndARepetitionIsNone() {
        StreamSession session = session(1);
        Pattern pattern = Pattern.parse("most*");
        NodeUnderTest.await(node.ask(() -> session.subscribe(pattern, null, Map.of())));
        NodeUnderTest.await(node.ask(() -> session.subscribe(pattern, null, Map.of())));
        assertThatThrownBy(() ->
                        NodeUnderTest.await(node.ask(() -> session.subscribe(Pattern.parse("other*"), null, Map.of()))))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        LuxException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_SUBSCRIPTIONS));
        node.run(() -> session.unsubscribe(pattern));
        NodeUnderTest.await(node.ask(() -> session.subscribe(Pattern.parse("other*"), null, Map.of())));
        node.run(session::close);
        awaitNothingRegistered(Pattern.parse("other*"));
    }

    @Test
    void whatMayNotBeReadAnyMoreEndsWhetherItRunsOrIsBeingPrepared() {
        Pattern kept = Pattern.parse("mine-1");
        Pattern running = Pattern.parse("lost-1*");
        Pattern prepared = Pattern.parse("lost-2*");
        StreamSession session = session(10);
        NodeUnderTest.await(node.ask(
                () -> Future.all(session.subscribe(kept, null, Map.of()), session.subscribe(running, null, Map.of()))
                        .mapEmpty()));
        List<Pattern> lost = node.call(() -> {
            var unused = session.subscribe(prepared, null, Map.of());
            return session.allow(new Scopes(List.of(Scope.parse("read:mine-*").orElseThrow())));
        });
        assertThat(lost).containsExactlyInAnyOrder(running, prepared);
        assertThat(node.call(() -> session.outbox().patterns())).containsExactly(kept);
        awaitNothingRegistered(running);
        awaitNothingRegistered(prepared);
        node.run(session::close);
    }

    @Test
    void whatMayNotBeReadIsNotSubscribedAndOfAUrlNothingIs() {
        StreamSession session = session(10);
        node.run(() ->
                session.allow(new Scopes(List.of(Scope.parse("read:mine-*").orElseThrow()))));
        for (Future<Void> refused : List.of(
                node.call(() -> session.subscribe(Pattern.parse("mine*"), null, Map.of())),
                node.call(() -> session.subscribeAll(new StreamRequest(
                        List.of(Pattern.parse("mine-1"), Pattern.parse("other")), false, null, false))))) {
            assertThat(refused.cause())
                    .isInstanceOfSatisfying(
                            LuxException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
        }
        assertThat(node.call(() -> session.outbox().patterns())).isEmpty();
        node.run(session::close);
    }

    @Test
    void aSubscriptionThatIsTakenBackAndMadeAgainIsMade() {
        Pattern pattern = Pattern.parse("again*");
        StreamSession session = session(10);
        NodeUnderTest.await(node.ask(() -> {
            Future<Void> first = session.subscribe(pattern, null, Map.of());
            session.unsubscribe(pattern);
            Future<Void> second = session.subscribe(pattern, null, Map.of());
            return Future.all(first, second).mapEmpty();
        }));
        assertThat(node.call(() -> session.outbox().patterns())).containsExactly(pattern);
        node.write("again-1", false);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> frames.frames.stream().anyMatch(frame -> frame.contains("again-1")));
        node.run(session::close);
        awaitNothingRegistered(pattern);
    }
}
