package dev.lux.harness.bench;

import dev.lux.harness.bench.peer.Cores;
import dev.lux.harness.bench.peer.Server;
import dev.lux.harness.bench.peer.ServerKind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Servers take turns at each work, again and again, so that what else the machine does meets all of them alike. */
public final class Bench {
    private final Cores cores;
    private final List<ServerKind> servers;
    private final int repeat;
    private final Duration time;
    private final PrintStream out;

    public Bench(Cores cores, List<ServerKind> servers, int repeat, Duration time, PrintStream out) {
        this.cores = cores;
        this.servers = List.copyOf(servers);
        this.repeat = repeat;
        this.time = time;
        this.out = out;
    }

    /**
     * Measures, prints, and writes {@code bench.json} and the pictures.
     *
     * @return whether this broker did all that it was asked: nothing stale, nothing backwards, nothing refused
     */
    public boolean run(List<Work> works, Path folder) throws IOException, InterruptedException {
        cores.takeLoadHere();
        Results results = new Results();
        for (int round = 1; round <= repeat; round++) {
            for (Work work : works) {
                for (ServerKind kind : servers) {
                    if (!work.isFor(kind)) {
                        continue;
                    }
                    if (work.single() == null) {
                        round(work, kind, round, results);
                    } else {
                        single(work, kind, round, results);
                    }
                }
            }
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("bench.json"), results.json(Machine.describe()));
        for (Map.Entry<String, String> picture : Pictures.of(results).entrySet()) {
            Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
        }
        out.println();
        out.println(Machine.describe());
        out.println(results.table());
        out.println("figures and pictures are in " + folder);
        return results.isRight(ServerKind.LUX);
    }

    private void round(Work work, ServerKind kind, int round, Results results)
            throws IOException, InterruptedException {
        try (Server server = kind.start(cores, work.documents(), work.documentBytes())) {
            for (Setup setup : work.warmUps(server.pids().size())) {
                if (!Trial.warmUp(server, setup)) {
                    break;
                }
            }
            for (Setup setup : work.setups(time)) {
                Outcome outcome = Trial.run(server, setup);
                results.add(work, setup, kind, outcome);
                out.printf("%d %s%n", round, Results.line(work, setup.perSecond(), kind, List.of(outcome)));
                if (!outcome.keepsUp()) {
                    out.printf("  %s can't do this rate, and so no higher one%n", kind.text());
                    return;
                }
            }
        }
    }

    private void single(Work work, ServerKind kind, int round, Results results)
            throws IOException, InterruptedException {
        Single single = work.single();
        if (single == null) {
            return;
        }
        List<Figure> figures = single.of(kind, cores, time);
        results.add(work, kind, figures);
        for (Figure figure : figures) {
            out.printf(
                    "%d %s%n", round, Results.line(work, kind, figure.name(), figure.unit(), List.of(figure.value())));
        }
    }
}
