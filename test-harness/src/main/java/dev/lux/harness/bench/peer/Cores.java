package dev.lux.harness.bench.peer;

import dev.lux.harness.Programs;
import java.io.IOException;
import java.util.List;

/**
 * Who runs where, so that the load takes nothing from the server.
 *
 * @param server cores of the server, as taskset(1) has them, such as {@code 0} or {@code 0-3}
 * @param load cores of the load
 */
public record Cores(String server, String load) {
    /** The first half of the machine's for the server; with one core, both share it. */
    public static Cores ofThisMachine() {
        int all = Runtime.getRuntime().availableProcessors();
        if (all < 2) {
            return new Cores("0", "0");
        }
        int half = all / 2;
        return new Cores(half == 1 ? "0" : "0-" + (half - 1), half == all - 1 ? "" + half : half + "-" + (all - 1));
    }

    /** Whether the server has one core. */
    boolean isServerOnOne() {
        return server.chars().allMatch(Character::isDigit);
    }

    /** The same machine for a server that runs while no load does. */
    public Cores together() {
        return new Cores(server.equals(load) ? server : server + "," + load, load);
    }

    /** A command that runs another one on the server's cores, and becomes it. */
    public List<String> forServer() throws IOException {
        return List.of(Programs.find("taskset", "util-linux"), "-c", server);
    }

    /** Moves this process, with all its threads, to the load's cores. */
    public void takeLoadHere() throws IOException {
        Programs.run(List.of(
                Programs.find("taskset", "util-linux"),
                "-a",
                "-c",
                "-p",
                load,
                Long.toString(ProcessHandle.current().pid())));
    }
}
