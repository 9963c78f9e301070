package dev.lux.harness.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over logarithmic axes as SVG, which every browser shows. */
final class Chart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;
    private static final int LEFT = 70;
    private static final int RIGHT = 130;
    private static final int TOP = 40;
    private static final int BOTTOM = 40;
    private static final String[] COLOURS = {"#2a5fb3", "#b3402a", "#2a7f3f", "#7a4fb0", "#b38a1e", "#555555"};

    private final StringBuilder svg = new StringBuilder();
    private final double lowestX;
    private final double highestX;
    private final double lowestY;
    private final double highestY;

    /** One value; both above 0. */
    record Point(double x, double y) {}

    private Chart(List<Point> all) {
        lowestX = all.stream().mapToDouble(Point::x).min().orElse(1);
        highestX =
                Math.max(lowestX * 2, all.stream().mapToDouble(Point::x).max().orElse(1));
        lowestY = floor(all.stream().mapToDouble(Point::y).min().orElse(1));
        highestY = Math.max(
                lowestY * 10, floor(all.stream().mapToDouble(Point::y).max().orElse(1)) * 10);
    }

    static String draw(String title, Map<String, List<Point>> lines) {
        List<Point> all = new ArrayList<>();
        lines.values().forEach(all::addAll);
        return new Chart(all).lines(title, lines);
    }

    private String lines(String title, Map<String, List<Point>> lines) {
        text(LEFT, 22, "start", title);
        for (double y = lowestY; y <= highestY * 1.001; y *= 10) {
            line(LEFT, py(y), WIDTH - RIGHT, py(y), "#dddddd");
            text(LEFT - 6, py(y) + 4, "end", number(y));
        }
        List<Double> ticks = lines.values().stream()
                .flatMap(List::stream)
                .map(Point::x)
                .distinct()
                .sorted()
                .toList();
        for (double x : ticks) {
            line(px(x), TOP, px(x), HEIGHT - BOTTOM, "#eeeeee");
            text(px(x), HEIGHT - BOTTOM + 18, "middle", number(x));
        }
        int at = 0;
        for (Map.Entry<String, List<Point>> each : lines.entrySet()) {
            String colour = COLOURS[at % COLOURS.length];
            at++;
            StringBuilder points = new StringBuilder();
            for (Point point : each.getValue()) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", px(point.x), py(point.y)));
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>%s: %s at %s</title></circle>%n",
                        px(point.x),
                        py(point.y),
                        colour,
                        each.getKey(),
                        number(point.y),
                        number(point.x)));
            }
            svg.append(String.format(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    points.toString().strip(), colour));
            text(WIDTH - RIGHT + 34, TOP + 18 * at, "start", each.getKey());
            line(WIDTH - RIGHT + 10, TOP + 18.0 * at - 4, WIDTH - RIGHT + 30, TOP + 18.0 * at - 4, colour);
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + HEIGHT
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + svg + "</svg>\n";
    }

    /** The power of ten at or below it. */
    private static double floor(double value) {
        return Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-3))));
    }

    private double px(double x) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(x / lowestX) / Math.log(highestX / lowestX);
    }

    private double py(double y) {
        double share = Math.log(Math.max(y, lowestY) / lowestY) / Math.log(highestY / lowestY);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    private void line(double x1, double y1, double x2, double y2, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour));
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
