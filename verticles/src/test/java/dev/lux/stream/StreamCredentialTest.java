package dev.lux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.Access;
import dev.lux.access.Credentials;
import dev.lux.access.Principal;
import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.access.Token;
import dev.lux.time.Clock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamCredentialTest implements StreamCredential.Holder, Credentials {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Clock clock = Clock.system();
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private volatile Optional<Principal> now = Optional.empty();
    private final StreamCredential credential =
            new StreamCredential(vertx, clock, new Access(clock, 512, List.of(this)), this);

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void allow(Principal principal) {
        told.add(principal);
    }

    @Override
    public void credentialEnded(CredentialEnd end) {
        told.add(end);
        credential.stop();
    }

    @Override
    public Optional<Principal> principal(Token token, long nowMicros) {
        return Optional.empty();
    }

    @Override
    public Optional<Principal> now(Principal before) {
        return now;
    }

    private static Principal principal(String scope, long expiresMicros) {
        return new Principal("p", new Scopes(List.of(Scope.parse(scope).orElseThrow())), expiresMicros, "c");
    }

    private void on(Runnable task) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        context.runOnContext(turn -> {
            task.run();
            done.countDown();
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itEndsWhenItExpiresAndNotBefore() throws Exception {
        long expires = clock.wallMicros() + 300_000;
        Principal principal = principal("read:a", expires);
        now = Optional.of(principal);
        on(() -> credential.use(principal));
        on(credential::check);
        assertThat(told).isEmpty();
        Awaitility.await().until(() -> !told.isEmpty());
        assertThat(clock.wallMicros()).isGreaterThanOrEqualTo(expires);
        assertThat(told).containsExactly(CredentialEnd.EXPIRED);
    }

    @Test
    void anotherOneTakesItsPlace() throws Exception {
        Principal soon = principal("read:a", clock.wallMicros() + 200_000);
        Principal later = principal("read:a", clock.wallMicros() + 1_000_000);
        on(() -> credential.use(soon));
        on(() -> credential.use(later));
        now = Optional.of(later);
        Awaitility.await().until(() -> !told.isEmpty());
        assertThat(clock.wallMicros()).isGreaterThanOrEqualTo(later.expiresMicros());
    }

    @Test
    void oneThatWasRevokedEndsWhenItIsLookedAt() throws Exception {
        on(() -> credential.use(principal("read:a", Principal.NEVER)));
        on(credential::check);
        assertThat(told).containsExactly(CredentialEnd.REVOKED);
        assertThat(credential.principal()).isNull();
        on(credential::check);
        assertThat(told).hasSize(1);
    }

    @Test
    void oneThatWasGivenOtherRightsIsTold() throws Exception {
        Principal before = principal("read:a", Principal.NEVER);
        Principal after = principal("read:b", Principal.NEVER);
        on(() -> credential.use(before));
        now = Optional.of(before);
        on(credential::check);
        assertThat(told).isEmpty();
        now = Optional.of(after);
        on(credential::check);
        assertThat(told).containsExactly(after);
        assertThat(credential.principal()).isEqualTo(after);
    }

    @Test
    void aDateFarAwayIsWaitedFor() throws Exception {
        Principal principal = principal("read:a", Principal.NEVER - 1);
        now = Optional.of(principal);
        on(() -> credential.use(principal));
        on(credential::check);
        assertThat(told).isEmpty();
        on(credential::stop);
    }
}
