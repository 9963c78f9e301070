package dev.lux.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The broker's HTTP side. Blocks; follows no redirect, which would carry the key elsewhere. */
final class Broker {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Above the longest poll (50 s). */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(70);

    private final Target target;
    private final HttpClient http;

    Broker(Target target) {
        this.target = target;
        this.http = httpClient();
    }

    static HttpClient httpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** The path of a document; what is no id is escaped, so that the broker refuses it and nothing else is hit. */
    static String document(String id) {
        if (id.isEmpty()) {
            throw CliException.usage("The id is empty.");
        }
        return "/" + encode(id);
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    Answer read(String pathAndQuery, Map<String, String> headers) {
        return send(request(pathAndQuery, headers).GET().build(), ExitCode.UNREACHABLE);
    }

    /** @param body may be empty */
    Answer write(String method, String pathAndQuery, byte[] body, Map<String, String> headers) {
        var publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        return send(request(pathAndQuery, headers).method(method, publisher).build(), ExitCode.RETRY);
    }

    private HttpRequest.Builder request(String pathAndQuery, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(target.api(pathAndQuery))
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", "Bearer " + target.key());
        headers.forEach(builder::header);
        return builder;
    }

    /** @param whenCut what it means when the connection ended before the answer: for a write, that nobody knows */
    private Answer send(HttpRequest request, ExitCode whenCut) {
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw unreachable(target);
        } catch (IOException e) {
            throw whenCut == ExitCode.UNREACHABLE
                    ? unreachable(target)
                    : new CliException(whenCut, "outcome_unknown: the connection ended before the answer came.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.RETRY, "Interrupted.");
        }
    }

    static CliException unreachable(Target target) {
        return new CliException(
                ExitCode.UNREACHABLE,
                "Cannot reach a broker at " + target.base()
                        + ". Is it up (`lux up`)? LUX_URL or --url says where it is.");
    }
}
