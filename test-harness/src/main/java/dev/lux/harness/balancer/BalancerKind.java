package dev.lux.harness.balancer;

import dev.lux.harness.Programs;
import dev.lux.harness.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The programs that a configuration is shipped for. */
public enum BalancerKind {
    HAPROXY("haproxy", "haproxy.cfg") {
        @Override
        String configured(String shipped, int port, List<URI> nodes) {
            List<String> servers = IntStream.range(0, nodes.size())
                    .mapToObj(
                            i -> "  server lux-" + (i + 1) + " " + nodes.get(i).getAuthority())
                    .toList();
            return replaceLines(shipped, "  server ", servers).replace("bind :8080", "bind 127.0.0.1:" + port);
        }

        @Override
        List<String> command(String program, Path folder, Path configuration) {
            return List.of(program, "-db", "-f", configuration.toString());
        }
    },

    NGINX("nginx", "nginx.conf") {
        @Override
        String configured(String shipped, int port, List<URI> nodes) {
            List<String> servers = nodes.stream()
                    .map(node -> "    server " + node.getAuthority() + " max_fails=3 fail_timeout=5s;")
                    .toList();
            String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                    .map(kind -> "  " + kind + "_temp_path " + kind + ";\n")
                    .collect(Collectors.joining());
            return replaceLines(shipped, "    server 127.", servers)
                    .replace("listen 8080;", "listen 127.0.0.1:" + port + ";")
                    .replace("http {\n", "http {\n" + temporary);
        }

        @Override
        List<String> command(String program, Path folder, Path configuration) {
            String settings = "daemon off; pid " + folder.resolve("pid") + ";";
            return List.of(
                    program, "-p", folder.toString(), "-e", "stderr", "-g", settings, "-c", configuration.toString());
        }
    };

    private final String program;
    private final String file;

    BalancerKind(String program, String file) {
        this.program = program;
        this.file = file;
    }

    /** The shipped text with this port on loopback and these nodes; nothing else differs. */
    abstract String configured(String shipped, int port, List<URI> nodes);

    abstract List<String> command(String program, Path folder, Path configuration);

    /** The configuration as an operator gets it. */
    Path shipped() {
        return Repository.root().resolve("cluster-config/balancer").resolve(file);
    }

    /** @throws IOException with what to install when the program is not there */
    String findProgram() throws IOException {
        return Programs.find(program, program);
    }

    /** Puts lines in the place of those that begin so. */
    private static String replaceLines(String text, String start, List<String> lines) {
        List<String> all = text.lines().toList();
        List<String> old = all.stream().filter(line -> line.startsWith(start)).toList();
        if (old.isEmpty()) {
            throw new IllegalStateException("no line starts with [" + start + "]");
        }
        return all.stream()
                        .flatMap(line -> line.equals(old.get(0)) ? lines.stream() : Stream.of(line))
                        .filter(line -> lines.contains(line) || !old.contains(line))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
