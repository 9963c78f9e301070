package dev.lux.harness.bench;

import dev.lux.harness.bench.peer.ServerKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run's results look like, as SVG files by their names. */
final class Pictures {
    private static final List<Work> FAN_OUTS = List.of(Work.FAN_OUT_100, Work.FAN_OUT_1000, Work.FAN_OUT_10000);

    private Pictures() {}

    /** Only those of which the run has something to show. */
    static Map<String, String> of(Results results) {
        Map<String, String> pictures = new LinkedHashMap<>();
        Map<String, List<Chart.Point>> latency = new LinkedHashMap<>();
        results.points(Work.BOARD)
                .forEach((kind, points) -> latency.put(
                        kind.text(),
                        points.stream()
                                .map(point -> new Chart.Point(point.perSecond(), point.p99Millis()))
                                .toList()));
        if (!latency.isEmpty()) {
            pictures.put(
                    "latency-over-load.svg",
                    Chart.draw("Board, 100 documents x 500 sockets: p99 of the delivery, ms, over writes/s", latency));
        }
        Map<String, List<Chart.Point>> cost = new LinkedHashMap<>();
        for (Work work : FAN_OUTS) {
            for (Map.Entry<ServerKind, List<Results.Point>> each :
                    results.points(work).entrySet()) {
                List<Chart.Point> line = cost.computeIfAbsent(each.getKey().text(), first -> new ArrayList<>());
                each.getValue()
                        .forEach(point -> line.add(new Chart.Point(work.sockets(), point.cpuMicrosPerOffered())));
            }
        }
        if (!cost.isEmpty()) {
            pictures.put(
                    "cpu-over-sockets.svg",
                    Chart.draw("One document: CPU of the server per delivery, us, over sockets", cost));
        }
        return pictures;
    }
}
