package dev.lux.cli;

import dev.lux.document.Fingerprint;
import dev.lux.document.Pattern;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a live subscriber of one node has, at any moment; on a thread of its own. */
final class LiveView implements AutoCloseable {
    private final StreamSocket socket;
    private final Map<String, Fingerprint> held = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> synced = new CompletableFuture<>();
    private volatile String ended = "";

    private LiveView(StreamSocket socket) {
        this.socket = socket;
    }

    static LiveView open(HttpClient http, Target target, Pattern pattern) throws InterruptedException {
        LiveView view = new LiveView(StreamSocket.open(http, target));
        view.socket.send("{\"type\":\"subscribe\",\"match\":" + RawJson.quote(pattern.match()) + "}");
        Thread thread = new Thread(view::follow, "lux-verify-stream");
        thread.setDaemon(true);
        thread.start();
        return view;
    }

    private void follow() {
        try {
            while (ended.isEmpty()) {
                StreamSocket.Event event = socket.next();
                if (event instanceof StreamSocket.Message message) {
                    take(message.text());
                } else if (event instanceof StreamSocket.Ended end) {
                    end("the stream ended with " + end.closeCode());
                }
            }
        } catch (InterruptedException e) {
            end("interrupted");
        }
    }

    private void take(String frame) {
        Facts facts = Facts.of(frame);
        String id = facts.text("id");
        switch (facts.text("type")) {
            case "state" -> {
                byte[] data = RawJson.member(frame.getBytes(StandardCharsets.UTF_8), "data");
                held.put(
                        id,
                        new Fingerprint(
                                id, facts.number("version"), false, 0, data == null ? 0 : Fingerprint.visible(data)));
            }
            case "gone" -> held.remove(id);
            case "synced" -> synced.complete(null);
            case "error" -> end(facts.text("code"));
            default -> {
                // Of no matter here.
            }
        }
    }

    private void end(String why) {
        ended = why;
        synced.completeExceptionally(new CliException(ExitCode.RETRY, why));
    }

    /** Waits for the snapshot. Throws when there will be none. */
    void awaitSynced(Duration longest) throws InterruptedException {
        try {
            synced.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CliException(ExitCode.RETRY, "A stream brought no complete state in time.");
        }
    }

    /** Why it follows nothing any more; empty as long as it does. */
    String ended() {
        return ended;
    }

    /** Live documents by id. */
    Map<String, Fingerprint> now() {
        return Map.copyOf(held);
    }

    @Override
    public void close() {
        socket.close();
    }
}
