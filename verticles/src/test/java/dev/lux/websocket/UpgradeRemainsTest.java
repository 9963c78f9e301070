package dev.lux.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the Vert.x that is used: a newer one may keep it elsewhere. */
@Timeout(30)
class UpgradeRemainsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<WeakReference<HttpServerRequest>> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private void upgrade(HttpServerRequest request, boolean letGo) {
        requests.add(new WeakReference<>(request));
        Channel channel = ((HttpServerConnection) request.connection())
                .channelHandlerContext()
                .channel();
        request.toWebSocket().onSuccess(socket -> {
            if (letGo) {
                UpgradeRemains.letGo(channel);
            }
            socket.textMessageHandler(text -> socket.writeTextMessage("you said " + text));
        });
    }

    private WebSocket open(boolean letGo) {
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(request -> upgrade(request, letGo))
                .listen(0, "127.0.0.1"));
        WebSocket socket = await(vertx.createWebSocketClient().connect(server.actualPort(), "127.0.0.1", "/"));
        socket.textMessageHandler(received::add);
        return socket;
    }

    private boolean requestIsFreed() throws InterruptedException {
        WeakReference<HttpServerRequest> request = requests.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (int i = 0; i < 20 && request.get() != null; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return request.get() == null;
    }

    @Test
    void theRequestIsFreedWhileTheSocketLives() throws InterruptedException {
        WebSocket socket = open(true);
        assertThat(requestIsFreed()).isTrue();
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void otherwiseItIsKept() throws InterruptedException {
        WebSocket socket = open(false);
        assertThat(requestIsFreed()).isFalse();
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void theSocketWorks() throws InterruptedException {
        WebSocket socket = open(true);
        for (int i = 0; i < 1_500; i++) {
            await(socket.writeTextMessage("word " + i));
        }
        for (int i = 0; i < 1_500; i++) {
            assertThat(received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("you said word " + i);
        }
        await(socket.close());
    }
}
