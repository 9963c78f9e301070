package dev.lux.access.jwt;

import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JSON Web Key Set at a URL (RFC 7517): fetched at the start and again every {@link #EVERY}, and sooner when a token
 * names a key that is not there, but never twice within {@link #AT_LEAST_BETWEEN}, whatever clients send. While it can't be
 * fetched, what was fetched last stays. Redirects are not followed. Usable on any thread.
 */
final class KeySetUrl {
    static final Duration EVERY = Duration.ofMinutes(5);
    static final Duration AT_LEAST_BETWEEN = Duration.ofSeconds(10);
    /** For the whole answer. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A larger set is refused. */
    static final int MAX_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(KeySetUrl.class);

    private final Vertx vertx;
    private final Clock clock;
    private final URI url;
    private final Consumer<byte[]> fetched;
    private final HttpClient http;
    private final AtomicLong lastBeganNanos;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** @param fetched takes a set; throws an {@link IllegalArgumentException} when it is none */
    KeySetUrl(Vertx vertx, Clock clock, URI url, Consumer<byte[]> fetched) {
        this.vertx = vertx;
        this.clock = clock;
        this.url = url;
        this.fetched = fetched;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) PATIENCE.toMillis())
                .setKeepAlive(false));
        this.lastBeganNanos = new AtomicLong(clock.elapsedNanos() - AT_LEAST_BETWEEN.toNanos());
    }

    /**
     * Fetches it now, and goes on.
     *
     * @return completes when it was fetched, or could not be: then there are no keys for the time being
     */
    Future<Void> start() {
        vertx.setPeriodic(EVERY.toMillis(), timer -> inBackground(refresh()));
        return refresh();
    }

    /** A token named a key that is not there: perhaps there are new ones. */
    void missed() {
        inBackground(refresh());
    }

    private static void inBackground(Future<Void> notWaitedFor) {
        notWaitedFor.onFailure(failure -> LOG.error("a set of keys could not be looked at", failure));
    }

    private Future<Void> refresh() {
        long now = clock.elapsedNanos();
        boolean isTooSoon = now - lastBeganNanos.get() < AT_LEAST_BETWEEN.toNanos();
        if (isTooSoon || !busy.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        lastBeganNanos.set(now);
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url.toString())
                        .putHeader("accept", "application/jwk-set+json, application/json"))
                .compose(request -> request.send().compose(KeySetUrl::body))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(bytes -> {
                    fetched.accept(bytes);
                    return bytes;
                })
                .onFailure(failure ->
                        LOG.warn("keys stay as they were, since {} can't be used: {}", url, failure.getMessage()))
                .onComplete(done -> busy.set(false))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private static Future<byte[]> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("status " + response.statusCode());
        }
        Promise<byte[]> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
                    if (body.length() + chunk.length() > MAX_BYTES) {
                        whole.tryFail("more than " + MAX_BYTES + " bytes");
                        response.request().reset();
                    } else {
                        body.appendBuffer(chunk);
                    }
                })
                .exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(body.getBytes()));
        return whole.future();
    }
}
