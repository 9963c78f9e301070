package dev.lux.harness.browser;

import com.sun.net.httpserver.HttpServer;
import dev.lux.harness.Repository;
import dev.lux.harness.broker.BrokerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** A page of somebody else's, on a port of its own, that runs one script with what the product's pages presuppose. */
public final class ScriptPage implements AutoCloseable {
    private final HttpServer server;

    private ScriptPage(HttpServer server) {
        this.server = server;
    }

    /**
     * @param script a module's text, run with {@code broker}, {@code wsBroker}, {@code apiKey} and render functions that
     *     show the state as JSON; {@code ./lux.js} is a copy of the SDK beside the page
     */
    public static ScriptPage serve(BrokerProcess broker, String script) throws IOException {
        String url = broker.url().toString();
        String globals = """
                globalThis.broker = '%s';
                globalThis.wsBroker = '%s';
                globalThis.apiKey = '%s';
                const show = (state) => { document.querySelector('#shown').textContent = JSON.stringify(state); };
                Object.assign(globalThis, { renderDashboard: show, renderAgentProgress: show, render: show });
                """.formatted(url, url.replaceFirst("^http", "ws"), broker.key());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        file(server, "/", "text/html", """
                <!doctype html><title>page</title><p id="shown">nothing</p>
                <script type="module" src="globals.js"></script><script type="module" src="script.js"></script>""");
        file(server, "/globals.js", "text/javascript", globals);
        file(server, "/script.js", "text/javascript", script);
        file(
                server,
                "/lux.js",
                "text/javascript",
                Files.readString(Repository.root().resolve("web-sdk/dist/broker/lux.js")));
        server.start();
        return new ScriptPage(server);
    }

    private static void file(HttpServer server, String path, String type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
