package dev.lux.harness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processor time that the kernel counts for processes, all threads and cores together; see proc(5). */
final class ProcessorTime {
    /** USER_HZ, in which proc(5) counts on every architecture. */
    private static final long TICK_NANOS = 10_000_000;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private ProcessorTime() {}

    static long nanos(List<Long> pids) throws IOException {
        long ticks = 0;
        for (long pid : pids) {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(afterName[USER]) + Long.parseLong(afterName[SYSTEM]);
        }
        return ticks * TICK_NANOS;
    }
}
