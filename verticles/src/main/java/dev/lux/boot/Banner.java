package dev.lux.boot;

import dev.lux.boot.local.LocalCluster;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What {@code up} prints: the key once, the URLs to open, and last the line that scripts wait for. */
final class Banner {
    private Banner() {}

    /** Every address is no address to open: the loopback one is. */
    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }

    /** The nodes behind what clients use. */
    static void printNodes(PrintStream out, Settings settings, LocalCluster cluster) {
        String host = cluster.hasBalancer() ? "127.0.0.1" : reachable(settings.host());
        for (int port : cluster.nodePorts()) {
            out.println("node       http://" + host + ":" + port);
        }
    }

    static void print(PrintStream out, Settings settings, int port) {
        String url = settings.tls().scheme() + "://" + reachable(settings.host()) + ":" + port;
        String key = settings.apiKey();
        String fragment = key.isEmpty() ? "" : "#key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        if (settings.keyGenerated()) {
            out.println("key        " + settings.apiKey());
        }
        out.println("board      " + url + "/apps/board/" + fragment);
        out.println("dashboard  " + url + "/apps/dashboard/" + fragment);
        out.println("agents     " + url + "/apps/agents/" + fragment);
        out.println("any        " + url + "/apps/document/" + fragment);
        out.println("ready " + url);
        out.flush();
    }
}
