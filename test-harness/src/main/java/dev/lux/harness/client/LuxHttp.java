package dev.lux.harness.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A well-behaved HTTP client of one broker, on the JDK's own client: HTTP/1.1, keep-alive, the key on every request. */
public final class LuxHttp {
    /** How long one request may take: the longest poll and a little. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final String key;
    private final Duration deadline;

    /** @param key the API key, or empty to send none */
    public LuxHttp(URI base, String key) {
        this(base, key, DEADLINE);
    }

    /** @param deadline of one request */
    public LuxHttp(URI base, String key, Duration deadline) {
        this.base = base;
        this.key = key;
        this.deadline = deadline;
    }

    public Reply put(String id, String data, String... headers) {
        return putEnvelope(id, "{\"data\":" + data + "}", headers);
    }

    public Reply putEnvelope(String id, String envelope, String... headers) {
        return send("PUT", "/api/lux/" + id, envelope, withType("application/json", headers));
    }

    public Reply patch(String id, String contentType, String body, String... headers) {
        return send("PATCH", "/api/lux/" + id, body, withType(contentType, headers));
    }

    public Reply get(String id, String... headers) {
        return send("GET", "/api/lux/" + id, "", headers);
    }

    public Reply delete(String id, String... headers) {
        return send("DELETE", "/api/lux/" + id, "", headers);
    }

    public Reply batch(String writes) {
        return send("POST", "/api/lux", "{\"writes\":" + writes + "}", withType("application/json"));
    }

    /** @param query such as {@code match=incident-*&limit=10} */
    public Reply list(String query) {
        return send("GET", "/api/lux?" + query, "");
    }

    /** Any request; headers come in pairs. */
    public Reply send(String method, String path, String body, String... headers) {
        try {
            return reply(http.send(request(method, path, body, headers), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same without waiting. */
    public CompletableFuture<Reply> sendAsync(String method, String path, String body, String... headers) {
        return http.sendAsync(request(method, path, body, headers), BodyHandlers.ofString())
                .thenApply(LuxHttp::reply);
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(deadline)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private static Reply reply(HttpResponse<String> response) {
        TreeMap<String, java.util.List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new Reply(response.statusCode(), headers, response.body());
    }

    private static String[] withType(String contentType, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = contentType;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }
}
