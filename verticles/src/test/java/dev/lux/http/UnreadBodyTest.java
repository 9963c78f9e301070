package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is left behind by a request that is answered before its body has come. */
class UnreadBodyTest {
    private final Map<Long, Handler<Long>> timers = new HashMap<>();
    private final Promise<Void> body = Promise.promise();
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("content-length", "10");
    private Handler<Void> answered = end -> {
        throw new AssertionError("nothing waits for the end of the answer");
    };
    private boolean closed;

    private final Vertx vertx = fake(Vertx.class, this::onVertx);
    private final HttpConnection connection = fake(HttpConnection.class, this::onConnection);
    private final HttpServerResponse response = fake(HttpServerResponse.class, this::onResponse);
    private final HttpServerRequest request = fake(HttpServerRequest.class, this::onRequest);

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @SuppressWarnings("unchecked")
    private Object onVertx(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "setTimer" -> {
                long id = timers.size() + 1L;
                timers.put(id, (Handler<Long>) arguments[1]);
                yield id;
            }
            case "cancelTimer" -> timers.remove(arguments[0]) != null;
            default -> throw new AssertionError("not expected: " + method);
        };
    }

    private @Nullable Object onConnection(Object proxy, Method method, Object[] arguments) {
        assertThat(method.getName()).isEqualTo("close");
        closed = true;
        return null;
    }

    @SuppressWarnings("unchecked")
    private Object onResponse(Object proxy, Method method, Object[] arguments) {
        if (method.getName().equals("bodyEndHandler")) {
            answered = (Handler<Void>) arguments[0];
        }
        return proxy;
    }

    private @Nullable Object onRequest(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "isEnded" -> body.future().isComplete();
            case "headers" -> headers;
            case "getHeader" -> headers.get((CharSequence) arguments[0]);
            case "end" -> body.future();
            case "connection" -> connection;
            case "response" -> response;
            default -> throw new AssertionError("not expected: " + method);
        };
    }

    private void prepare(int maxDropped) {
        UnreadBody.prepare(vertx, request, maxDropped, Duration.ofSeconds(10));
    }

    @Test
    void aBodyThatHasComeLeavesNoTimerThatHoldsItsRequest() {
        prepare(1_000);
        assertThat(timers).hasSize(1);
        body.complete();
        assertThat(timers).isEmpty();
        assertThat(closed).isFalse();
    }

    @Test
    void aConnectionThatBreaksLeavesNoTimerEither() {
        prepare(1_000);
        body.fail("closed");
        assertThat(timers).isEmpty();
    }

    @Test
    void aBodyThatDoesNotComeEndsTheConnection() {
        prepare(1_000);
        timers.forEach((id, late) -> late.handle(id));
        assertThat(closed).isTrue();
    }

    @Test
    void aBodyThatIsNotWorthReadingEndsTheConnectionAndLeavesNoTimer() {
        prepare(5);
        assertThat(closed).isFalse();
        answered.handle(null);
        assertThat(closed).isTrue();
        assertThat(timers).isEmpty();
    }
}
