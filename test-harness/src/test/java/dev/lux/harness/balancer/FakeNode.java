package dev.lux.harness.balancer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A node that does what a healthy one seldom does. It reads one request per connection, remembers its head unless it is
 * a health check, answers as it is told, and closes; an empty answer is a connection that ends without one.
 */
public final class FakeNode implements AutoCloseable {
    private final ServerSocket server;
    private final Function<String, String> answer;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-node");
        thread.setDaemon(true);
        return thread;
    });

    private FakeNode(Function<String, String> answer) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        threads.execute(this::accept);
    }

    /** @param answer the bytes for a request that has this head */
    public static FakeNode that(Function<String, String> answer) throws IOException {
        return new FakeNode(answer);
    }

    /** One that is about to stop: not ready, and it takes nothing. */
    public static FakeNode draining() throws IOException {
        return that(head -> status(503, "Service Unavailable", "{\"code\":\"draining\",\"retry\":true}"));
    }

    /** One that is ready, takes requests, and ends the connection instead of answering. */
    public static FakeNode dyingAtWork() throws IOException {
        return that(head -> isHealthCheck(head) ? status(200, "OK", "{}") : "");
    }

    public static String status(int status, String reason, String body) {
        return "HTTP/1.1 " + status + " " + reason + "\r\nContent-Type: application/problem+json\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }

    private static boolean isHealthCheck(String head) {
        return head.startsWith("GET /ready ");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = readHead(client.getInputStream());
            if (!isHealthCheck(head) && !head.isEmpty()) {
                heads.add(head);
            }
            client.getOutputStream().write(answer.apply(head).getBytes(StandardCharsets.ISO_8859_1));
            client.getOutputStream().flush();
            client.shutdownOutput();
            // What was sent must not be lost to a reset because some of the body was never read.
            client.setSoTimeout(1_000);
            client.getInputStream().readAllBytes();
        } catch (IOException gone) {
            return;
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.append((char) b);
        }
        return head.toString();
    }

    /** The heads of the requests that came, health checks left out. */
    public List<String> heads() {
        return heads;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
