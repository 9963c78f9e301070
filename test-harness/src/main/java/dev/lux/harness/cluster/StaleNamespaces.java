package dev.lux.harness.cluster;

import dev.lux.harness.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Removes namespaces and devices, and ends what still runs in them. */
final class StaleNamespaces {
    private final String ip;

    StaleNamespaces(String ip) {
        this.ip = ip;
    }

    /** Those of earlier runs that were killed. */
    void remove() {
        remove(ip, Names::isStale);
    }

    /** Those of one network. */
    static void remove(String ip, Names names) {
        remove(ip, names::owns);
    }

    private static void remove(String ip, Predicate<String> mine) {
        for (String namespace : firstWords(List.of(ip, "netns", "list"))) {
            if (mine.test(namespace)) {
                firstWords(List.of(ip, "netns", "pids", namespace))
                        .forEach(
                                pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
                quietly(List.of(ip, "netns", "del", namespace));
            }
        }
        for (String line : firstWords(List.of(ip, "-br", "link", "show"))) {
            String device = line.contains("@") ? line.substring(0, line.indexOf('@')) : line;
            if (mine.test(device)) {
                quietly(List.of(ip, "link", "del", device));
            }
        }
    }

    private static List<String> firstWords(List<String> command) {
        List<String> words = new ArrayList<>();
        quietly(command).lines().forEach(line -> words.add(line.strip().split("\\s+", 2)[0]));
        words.remove("");
        return words;
    }

    /** What is gone already needs no removal. */
    private static String quietly(List<String> command) {
        try {
            return Programs.run(command);
        } catch (IOException gone) {
            return "";
        }
    }
}
