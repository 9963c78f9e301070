package dev.lux.harness.chaos;

import dev.lux.harness.check.history.Fault;
import dev.lux.harness.check.history.Recorded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The timeline of a run as SVG: the faults as bars, and under them what clients saw, on one axis of seconds. Text that
 * every browser shows, with no font or library needed to make it.
 */
final class Picture {
    private static final int WIDTH = 1200;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int LANE = 18;
    private static final int CHART = 130;
    private static final int GAP = 34;
    private static final int TICK_SECONDS = 20;

    private final Recorded history;
    private final StringBuilder svg = new StringBuilder();
    private final double seconds;
    private int y = 30;

    private Picture(Recorded history) {
        this.history = history;
        this.seconds = Math.max(1, history.end() / 1e9);
    }

    static String of(Recorded history) {
        return new Picture(history).draw();
    }

    private String draw() {
        text(LEFT, 18, "start", "14", history.about());
        int top = y;
        drawFaults();
        Curves curves = Curves.of(history);
        chart("acknowledged writes per second", curves.acknowledged(), "#2a7f3f", true);
        chart("longest write under way, seconds, retries included", curves.longest(), "#b3402a", true);
        chart("subscribers connected", curves.connected(), "#2a5fb3", false);
        drawTicks(top);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + (y + 10)
                + "\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + svg + "</svg>\n";
    }

    /** Each on the first lane that is free: with its label, a bar may be wider than its fault. */
    private void drawFaults() {
        List<Double> lanes = new ArrayList<>();
        for (Fault fault : history.faults()) {
            double from = x(fault.starts());
            double to = Math.max(from + 2, x(Math.min(fault.over(), history.end())));
            int lane = 0;
            while (lane < lanes.size() && lanes.get(lane) > from) {
                lane++;
            }
            double labelled = Math.max(to, from + 7.0 * fault.name().length());
            if (lane == lanes.size()) {
                lanes.add(labelled);
            } else {
                lanes.set(lane, labelled);
            }
            int top = y + lane * LANE;
            rect(from, top, to - from, LANE - 4, "#e8b4a8", fault + ": " + fault.proof());
            rect(x(Math.min(fault.inEffect(), history.end())), top, effect(fault), LANE - 4, "#c9604a", "");
            text(from + 3, top + LANE - 7, "start", "11", fault.name());
        }
        y += Math.max(1, lanes.size()) * LANE + GAP / 2;
        for (long quiet : history.quiets()) {
            rect(x(quiet) - 1, y - GAP / 2 - 2, 2, 3 * (CHART + GAP) + GAP / 2.0, "#dddddd", "quiet");
        }
    }

    private double effect(Fault fault) {
        return Math.max(0, x(Math.min(fault.ending(), history.end())) - x(Math.min(fault.inEffect(), history.end())));
    }

    private void chart(String title, double[] values, String colour, boolean filled) {
        double most = Math.max(1, Arrays.stream(values).max().orElse(1));
        int base = y + 14 + CHART;
        text(LEFT, y + 10, "start", "12", title);
        text(LEFT - 6, y + 22, "end", "11", number(most));
        text(LEFT - 6, base, "end", "11", "0");
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            double height = values[i] / most * CHART;
            double centre = x(Math.min((long) ((i + 0.5) * 1e9), history.end()));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", centre, base - height));
        }
        String ends = filled ? String.format(Locale.ROOT, " %d,%d %d,%d", WIDTH - RIGHT, base, LEFT, base) : "";
        svg.append(String.format(
                "<%s points=\"%s%s\" fill=\"%s\" fill-opacity=\"0.25\" stroke=\"%s\" stroke-width=\"1.5\"/>%n",
                filled ? "polygon" : "polyline", points.toString().strip(), ends, filled ? colour : "none", colour));
        rect(LEFT, base, WIDTH - LEFT - RIGHT, 1, "#888888", "");
        y += CHART + GAP;
    }

    private void drawTicks(int top) {
        for (int at = 0; at <= seconds; at += TICK_SECONDS) {
            double x = x(at * 1_000_000_000L);
            rect(x, top, 0.5, y - top - GAP + 14.0, "#cccccc", "");
            text(x, y - 4, "middle", "11", at + " s");
        }
    }

    private double x(long nanos) {
        return LEFT + nanos / 1e9 / seconds * (WIDTH - LEFT - RIGHT);
    }

    private void rect(double x, double top, double width, double height, String colour, String title) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>%n",
                x,
                top,
                width,
                height,
                colour,
                escape(title)));
    }

    private void text(double x, double baseline, String anchor, String size, String what) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\">%s</text>%n",
                x,
                baseline,
                anchor,
                size,
                escape(what)));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
