package dev.lux.harness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many sockets one process may have: the kernel bounds its open files (getrlimit(2), proc(5)). */
final class OpenFiles {
    /** For what is no subscriber: writers, jars, logs. */
    private static final int OTHERS = 500;

    private OpenFiles() {}

    /** So many sockets, or as many as this process may have; a server that it starts may have as many. */
    static int sockets(int wanted) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith("Max open files")) {
                String soft = line.split(" {2,}", -1)[1];
                return soft.equals("unlimited") ? wanted : Math.min(wanted, Integer.parseInt(soft) - OTHERS);
            }
        }
        throw new IOException("no limit of open files in /proc/self/limits");
    }
}
