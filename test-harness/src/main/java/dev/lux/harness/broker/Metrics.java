package dev.lux.harness.broker;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One scrape in the Prometheus text format.
 *
 * @param samples values by name with labels, as written
 */
public record Metrics(Map<String, Double> samples) {

    static Metrics parse(String text) {
        Map<String, Double> samples = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#") && line.contains(" ")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return new Metrics(samples);
    }

    /** The sum of all samples of this name whose labels contain this text; 0 when there is none. */
    public double sum(String name, String label) {
        return samples.entrySet().stream()
                .filter(sample ->
                        nameOf(sample.getKey()).equals(name) && sample.getKey().contains(label))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    public boolean has(String name) {
        return samples.keySet().stream().anyMatch(sample -> nameOf(sample).equals(name));
    }

    private static String nameOf(String sample) {
        int brace = sample.indexOf('{');
        return brace < 0 ? sample : sample.substring(0, brace);
    }
}
