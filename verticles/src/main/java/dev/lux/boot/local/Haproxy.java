package dev.lux.boot.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** HAProxy with the configuration that is shipped for it, other addresses aside. */
final class Haproxy {
    /** In the jar of cluster-config: the file that operators get. */
    private static final String SHIPPED = "/balancer/haproxy.cfg";

    private static final String SERVER = "  server ";

    /** Ends with the process that started it, which holds its standard input open. */
    private static final String SCRIPT =
            "exec 3<&0; (cat <&3 >/dev/null; kill -TERM $$) & exec \"$0\" -db -f \"$1\" 3<&-";

    private Haproxy() {}

    /** The program, or {@code null} when it is not installed. */
    static @Nullable String find() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "haproxy"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    static ProcessBuilder builder(String program, String host, int port, List<Integer> nodes) throws IOException {
        Path file = Files.createTempFile("lux-haproxy-", ".cfg");
        file.toFile().deleteOnExit();
        Files.writeString(file, configuration(host, port, nodes));
        return new ProcessBuilder("sh", "-c", SCRIPT, program, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** The shipped text with these addresses. */
    static String configuration(String host, int port, List<Integer> nodes) throws IOException {
        String servers = IntStream.range(0, nodes.size())
                .mapToObj(i -> SERVER + "lux-" + (i + 1) + " 127.0.0.1:" + nodes.get(i) + "\n")
                .collect(Collectors.joining());
        String others = shipped()
                .lines()
                .filter(line -> !line.startsWith(SERVER))
                .map(line -> line.equals("  bind :8080") ? "  bind " + host + ":" + port : line)
                .collect(Collectors.joining("\n"));
        // The list of servers is the end of the file.
        return others + "\n" + servers;
    }

    private static String shipped() throws IOException {
        try (InputStream in = Haproxy.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IOException("no " + SHIPPED + " among the classes");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Waits until a node answers through it that it is ready. */
    static void awaitAnswer(String host, int port) throws IOException {
        String reachable = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "::1" : host;
        String authority = reachable.contains(":") ? "[" + reachable + "]" : reachable;
        URI ready = URI.create("http://" + authority + ":" + port + "/ready");
        IOException last = new IOException("never asked");
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
                connection.setConnectTimeout(1_000);
                connection.setReadTimeout(1_000);
                if (connection.getResponseCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                last = notYet;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
        throw new IOException("no answer through the balancer at " + ready, last);
    }
}
