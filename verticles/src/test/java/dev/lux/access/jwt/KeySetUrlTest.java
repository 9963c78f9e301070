package dev.lux.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lux.access.Token;
import dev.lux.time.Clock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that are fetched from a server that changes them, is away, or says something else. */
@Timeout(60)
class KeySetUrlTest {
    private static final long NOW = 1_800_000_000L;
    private static final JwtRules RULES =
            new JwtRules(Set.of("lux"), Set.of("lux"), Duration.ofSeconds(30), "scope", "");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong elapsedNanos = new AtomicLong();
    private final Clock clock = new Clock() {
        @Override
        public long wallMicros() {
            return NOW * 1_000_000;
        }

        @Override
        public long elapsedNanos() {
            return elapsedNanos.get();
        }
    };
    private final AtomicInteger requests = new AtomicInteger();
    private final JwtCredentials credentials = new JwtCredentials(List.of(), RULES, 100);
    private volatile int status = 200;
    private volatile String answer = "";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void follow() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
        credentials
                .follow(vertx, clock, url)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static String set(String id, KeyPair pair) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        byte[] modulus = key.getModulus().toByteArray();
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"" + id + "\",\"n\":\"" + Issuer.base64(modulus)
                + "\",\"e\":\"AQAB\"}]}";
    }

    private boolean isTaken(String id) {
        String token = Issuer.sign(
                "{\"alg\":\"RS256\",\"kid\":\"" + id + "\"}",
                "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":" + (NOW + 60) + "}",
                "SHA256withRSA",
                Issuer.RSA.getPrivate());
        return credentials.principal(Token.of(token), NOW * 1_000_000).isPresent();
    }

    private void pass(Duration time) {
        elapsedNanos.addAndGet(time.toNanos());
    }

    @Test
    void keysAreThereOnceTheyWereFetched() {
        answer = set("one", Issuer.RSA);
        follow();
        assertThat(isTaken("one")).isTrue();
        assertThat(requests).hasValue(1);
    }

    @Test
    void aNewKeyIsFetchedWhenATokenNamesItAndTheOldOneIsGone() {
        answer = set("one", Issuer.RSA);
        follow();
        assertThat(isTaken("one")).isTrue();
        answer = set("two", Issuer.RSA);
        pass(KeySetUrl.AT_LEAST_BETWEEN);
        Awaitility.await().until(() -> isTaken("two"));
        assertThat(isTaken("one")).isFalse();
        assertThat(requests).hasValue(2);
    }

    @Test
    void tokensThatNameUnknownKeysDoNotMakeTheBrokerAskAndAsk() {
        answer = set("one", Issuer.RSA);
        follow();
        pass(KeySetUrl.AT_LEAST_BETWEEN.minusNanos(1));
        for (int i = 0; i < 200; i++) {
            assertThat(isTaken("unknown-" + i)).isFalse();
        }
        Awaitility.await().during(Duration.ofMillis(300)).until(() -> requests.get() == 1);
        pass(Duration.ofNanos(1));
        for (int i = 0; i < 200; i++) {
            assertThat(isTaken("unknown-" + i)).isFalse();
        }
        Awaitility.await().until(() -> requests.get() == 2);
        Awaitility.await().during(Duration.ofMillis(300)).until(() -> requests.get() == 2);
    }

    @Test
    void anOutageCostsNoKey() {
        answer = set("one", Issuer.RSA);
        follow();
        status = 503;
        for (String wrong : List.of("", "{}", "{\"keys\":[]}", "x".repeat(KeySetUrl.MAX_BYTES + 1))) {
            answer = wrong;
            int before = requests.get();
            pass(KeySetUrl.AT_LEAST_BETWEEN);
            Awaitility.await().until(() -> !isTaken("two") && requests.get() > before);
            assertThat(isTaken("one")).isTrue();
            status = 200;
        }
        server.stop(0);
        pass(KeySetUrl.AT_LEAST_BETWEEN);
        assertThat(isTaken("two")).isFalse();
        assertThat(isTaken("one")).isTrue();
    }

    @Test
    void anOutageAtTheStartEndsWhenTheSetIsThere() {
        status = 500;
        follow();
        assertThat(isTaken("one")).isFalse();
        status = 200;
        answer = set("one", Issuer.RSA);
        pass(KeySetUrl.AT_LEAST_BETWEEN);
        Awaitility.await().until(() -> isTaken("one"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        status = 302;
        answer = set("one", Issuer.RSA);
        follow();
        assertThat(isTaken("one")).isFalse();
        assertThat(requests).hasValue(1);
    }

    @Test
    void aSecretInAPublicSetIsNoKey() {
        answer = "{\"keys\":[{\"kty\":\"oct\",\"k\":\"" + Issuer.base64(Issuer.SECRET) + "\"}]}";
        follow();
        String token = Issuer.hs256("{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"a\",\"exp\":" + (NOW + 60) + "}");
        assertThat(credentials.principal(Token.of(token), NOW * 1_000_000)).isEmpty();
    }
}
