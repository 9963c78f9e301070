package dev.lux.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.harness.broker.BrokerProcess;
import dev.lux.harness.broker.Launch;
import dev.lux.harness.client.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients over TLS, and a certificate that is renewed while they are there. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TlsTest {
    private static final int LARGE = 60_000;
    private static final int LARGE_DOCUMENTS = 40;

    @TempDir
    static Path directory;

    private static TestCertificate first;
    private static TestCertificate second;
    private static TestCertificate other;
    private static Path certificateFile;
    private static Path keyFile;
    private static SSLContext trust;
    private static BrokerProcess broker;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        first = TestCertificate.make(directory, "EC");
        second = TestCertificate.make(directory, "RSA");
        other = TestCertificate.make(directory, "EC");
        certificateFile = directory.resolve("tls.crt");
        keyFile = directory.resolve("tls.key");
        first.writeTo(certificateFile, keyFile);
        trust = TestCertificate.trusting(first, second);
        client = HttpClient.newBuilder().sslContext(trust).build();
        broker = launch().start();
    }

    private static Launch launch() {
        return Launch.broker()
                .env("LUX_TLS_CERTIFICATE", certificateFile.toString())
                .env("LUX_TLS_KEY", keyFile.toString());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static final class Frames implements WebSocket.Listener {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                texts.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }

        /** The next frame that has all of these. */
        String next(String... parts) throws InterruptedException {
            while (true) {
                String text = texts.poll(10, TimeUnit.SECONDS);
                assertThat(text).as("a frame with %s", String.join(", ", parts)).isNotNull();
                if (java.util.Arrays.stream(parts).allMatch(text::contains)) {
                    return text;
                }
            }
        }
    }

    private static WebSocket subscribe(Frames frames, String pattern) {
        return client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + broker.key())
                .subprotocols("lux.v1")
                .buildAsync(
                        URI.create("wss://127.0.0.1:" + broker.url().getPort() + "/api/lux/stream?match=" + pattern),
                        frames)
                .join();
    }

    private static int put(String id, String body) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(broker.url().resolve("/api/lux/" + id))
                                .header("Authorization", "Bearer " + broker.key())
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"data\":" + body + "}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static X509Certificate shown() throws IOException {
        try (SSLSocket socket = (SSLSocket)
                trust.getSocketFactory().createSocket("127.0.0.1", broker.url().getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(1)
    void reads_and_writes_are_encrypted_and_nothing_else_is_answered() throws Exception {
        assertThat(broker.url().getScheme()).isEqualTo("https");
        assertThat(put("tls-1", "{\"a\":1}")).isEqualTo(201);
        HttpResponse<String> read = client.send(
                HttpRequest.newBuilder(broker.url().resolve("/live")).build(), HttpResponse.BodyHandlers.ofString());
        // The client would take HTTP/2 if it were offered.
        assertThat(read.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        try (Socket plain =
                new Socket(InetAddress.getLoopbackAddress(), broker.url().getPort())) {
            plain.setSoTimeout(5_000);
            plain.getOutputStream().write("GET /live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(2)
    void a_socket_has_large_snapshots_and_what_comes_after() throws Exception {
        for (int i = 0; i < LARGE_DOCUMENTS; i++) {
            assertThat(put("large-" + i, "{\"text\":\"" + "x".repeat(LARGE) + "\"}"))
                    .isEqualTo(201);
        }
        Frames frames = new Frames();
        WebSocket socket = subscribe(frames, "large-*");
        for (int i = 0; i < LARGE_DOCUMENTS; i++) {
            assertThat(frames.next("\"state\"", "large-")).hasSizeGreaterThan(LARGE);
        }
        assertThat(put("large-7", "{\"n\":7}")).isEqualTo(200);
        frames.next("\"large-7\"", "\"n\":7");
        socket.abort();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(3)
    void a_fault_is_answered_before_the_connection_ends() throws IOException {
        try (SSLSocket socket = (SSLSocket)
                trust.getSocketFactory().createSocket("127.0.0.1", broker.url().getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("GET  /live HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            // It fails when the end comes without one of TLS.
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(4)
    void what_cant_be_used_changes_nothing() throws Exception {
        TestCertificate.replace(keyFile, other.keyPem());
        assertThat(Await.until(
                        Duration.ofSeconds(20),
                        () -> broker.log().stream()
                                .anyMatch(line -> line.contains("the key does not belong to the certificate"))))
                .isTrue();
        assertThat(shown()).isEqualTo(first.certificate());
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(5)
    void a_renewed_certificate_is_shown_and_open_sockets_stay() throws Exception {
        Frames frames = new Frames();
        WebSocket socket = subscribe(frames, "renewed");
        frames.next("\"synced\"");
        second.writeTo(certificateFile, keyFile);
        assertThat(Await.until(Duration.ofSeconds(20), () -> {
                    try {
                        return shown().equals(second.certificate());
                    } catch (IOException e) {
                        return false;
                    }
                }))
                .isTrue();
        assertThat(put("renewed", "{\"n\":1}")).isEqualTo(201);
        frames.next("\"renewed\"", "\"n\":1");
        socket.abort();
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Order(6)
    void a_key_of_another_certificate_refuses_the_start() throws IOException {
        first.writeTo(certificateFile, keyFile);
        TestCertificate.replace(keyFile, other.keyPem());
        assertThatThrownBy(() -> launch().start().close())
                .hasMessageContaining("the key does not belong to the certificate");
    }
}
