package dev.lux.boot;

import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What {@code up} prints: the key once, the URLs to open, and last the line that scripts wait for. */
final class Banner {
    private Banner() {}

    static void print(PrintStream out, Settings settings, int port) {
        String shown = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        String url = "http://" + (shown.equals("0.0.0.0") ? "127.0.0.1" : shown) + ":" + port;
        String fragment = "#key=" + URLEncoder.encode(settings.apiKey(), StandardCharsets.UTF_8);
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
