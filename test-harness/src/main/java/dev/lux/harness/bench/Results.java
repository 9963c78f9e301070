package dev.lux.harness.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.bench.peer.ServerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All outcomes of a run, by load and server. */
final class Results {
    private final Map<Load, Map<ServerKind, List<Outcome>>> byLoad = new LinkedHashMap<>();

    private final Map<FigureOf, Map<ServerKind, List<Double>>> byFigure = new LinkedHashMap<>();

    private record Load(Work work, double perSecond) {}

    private record FigureOf(Work work, String name, String unit) {}

    /** The median of what one server did under one load. */
    record Point(double perSecond, double p99Millis, double cpuMicrosPerOffered) {}

    void add(Work work, ServerKind kind, List<Figure> figures) {
        figures.forEach(figure -> byFigure.computeIfAbsent(
                        new FigureOf(work, figure.name(), figure.unit()), first -> new LinkedHashMap<>())
                .computeIfAbsent(kind, first -> new ArrayList<>())
                .add(figure.value()));
    }

    /** Medians of one work, by server, from the lowest load on. */
    Map<ServerKind, List<Point>> points(Work work) {
        Map<ServerKind, List<Point>> points = new LinkedHashMap<>();
        byLoad.forEach((load, servers) -> servers.forEach((kind, outcomes) -> {
            if (load.work() == work) {
                points.computeIfAbsent(kind, first -> new ArrayList<>())
                        .add(new Point(
                                load.perSecond(),
                                median(outcomes, each -> each.p99Micros() / 1e3),
                                median(outcomes, Outcome::microsPerOffered)));
            }
        }));
        return points;
    }

    void add(Work work, Setup setup, ServerKind kind, Outcome outcome) {
        byLoad.computeIfAbsent(new Load(work, setup.perSecond()), load -> new LinkedHashMap<>())
                .computeIfAbsent(kind, server -> new ArrayList<>())
                .add(outcome);
    }

    boolean isRight(ServerKind kind) {
        return byLoad.values().stream()
                .flatMap(servers -> servers.getOrDefault(kind, List.of()).stream())
                .allMatch(Outcome::isRight);
    }

    private static double median(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        return median(outcomes.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** A line for each load and server, and what a delivery costs there compared with this broker. */
    String table() {
        StringBuilder table = new StringBuilder(String.format(
                "%-14s %8s %-10s %4s %9s %12s %12s %8s %8s %9s %9s %9s %6s %6s %6s %7s%n",
                "work",
                "writes/s",
                "server",
                "runs",
                "CPU/write",
                "CPU/delivery",
                "CPU/offered",
                "arrived",
                "bytes",
                "p50 ms",
                "p99 ms",
                "ack p99",
                "stale",
                "server",
                "load",
                "to lux"));
        byLoad.forEach((load, servers) -> {
            List<Outcome> own = servers.getOrDefault(ServerKind.LUX, List.of());
            servers.forEach((kind, outcomes) -> table.append(line(load.work(), load.perSecond(), kind, outcomes))
                    .append(
                            own.isEmpty()
                                    ? ""
                                    : String.format(
                                            " %6.2fx",
                                            median(outcomes, Outcome::microsPerWrite)
                                                    / median(own, Outcome::microsPerWrite)))
                    .append(System.lineSeparator()));
        });
        byFigure.forEach((figure, servers) -> servers.forEach(
                (kind, values) -> table.append(line(figure.work(), kind, figure.name(), figure.unit(), values))
                        .append(System.lineSeparator())));
        return table.toString();
    }

    /** The median of one figure, and what it was at least and at most. */
    static String line(Work work, ServerKind kind, String name, String unit, List<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(
                "%-14s %-10s %4d  %-44s %10.2f %-4s (%.2f to %.2f)",
                work.text(), kind.text(), all.length, name, median(all), unit, all[0], all[all.length - 1]);
    }

    /** Medians: what a server did under one load. */
    static String line(Work work, double perSecond, ServerKind kind, List<Outcome> outcomes) {
        return String.format(
                "%-14s %8.0f %-10s %4d %6.1f us %9.2f us %9.2f us %7.1f%% %8.0f %9.1f %9.1f %9.1f %6.0f %5.0f%% %5.0f%%",
                work.text(),
                perSecond,
                kind.text(),
                outcomes.size(),
                median(outcomes, Outcome::microsPerWrite),
                median(outcomes, Outcome::microsPerDelivery),
                median(outcomes, Outcome::microsPerOffered),
                median(outcomes, each -> 100.0 * each.counts().received() / each.offered()),
                median(outcomes, Outcome::bytesPerDelivery),
                median(outcomes, each -> each.p50Micros() / 1e3),
                median(outcomes, each -> each.p99Micros() / 1e3),
                median(outcomes, each -> each.ackP99Micros() / 1e3),
                median(outcomes, Outcome::stale),
                median(outcomes, each -> each.serverShare() * 100),
                median(outcomes, each -> each.loadShare() * 100));
    }

    String json(String machine) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode().put("machine", machine);
        ArrayNode rows = root.putArray("outcomes");
        byLoad.forEach((load, servers) -> servers.forEach((kind, outcomes) -> outcomes.forEach(outcome -> {
            ObjectNode row = rows.addObject();
            row.put("work", load.work().text());
            row.put("writesPerSecond", load.perSecond());
            row.put("server", kind.text());
            row.put("cpuMicrosPerDelivery", outcome.microsPerDelivery());
            row.put("cpuMicrosPerOffered", outcome.microsPerOffered());
            row.put("cpuMicrosPerWrite", outcome.microsPerWrite());
            row.put("offered", outcome.offered());
            row.put("delivered", outcome.counts().received());
            row.put("leftOut", outcome.counts().leftOut());
            row.put("bytesPerDelivery", outcome.bytesPerDelivery());
            row.put("backwards", outcome.counts().backwards());
            row.put("stale", outcome.stale());
            row.put("ackP50Micros", outcome.ackP50Micros());
            row.put("ackP99Micros", outcome.ackP99Micros());
            row.put("p50Micros", outcome.p50Micros());
            row.put("p99Micros", outcome.p99Micros());
            row.put("maxMicros", outcome.maxMicros());
            row.put("serverShare", outcome.serverShare());
            row.put("loadShare", outcome.loadShare());
        })));
        ArrayNode figures = root.putArray("figures");
        byFigure.forEach((figure, servers) ->
                servers.forEach((kind, values) -> values.forEach(value -> figures.addObject()
                        .put("work", figure.work().text())
                        .put("server", kind.text())
                        .put("name", figure.name())
                        .put("unit", figure.unit())
                        .put("value", value))));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
