package dev.lux.boot;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code LUX_*} variables of a process, and behind them the settings of its file. A setting that nobody asks for is
 * a typo, and refuses the start.
 */
final class Environment {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private final Map<String, String> variables;
    private final ConfigFile file;
    private final Set<String> known = new HashSet<>();

    /**
     * @param file asked for what is not in the environment
     * @param forOthers variables that the launcher or the clients know
     */
    Environment(Map<String, String> variables, ConfigFile file, Set<String> forOthers) {
        this.variables = variables;
        this.file = file;
        this.known.addAll(forOthers);
    }

    String text(String name, String fallback) {
        known.add(name);
        String value = variables.get(name);
        return value == null ? file.value(name, fallback) : value;
    }

    /** @param parse throws an {@link IllegalArgumentException} of what makes no sense, to which the name is added */
    <T> T parsed(String name, String fallback, Function<String, T> parse) {
        try {
            return parse.apply(text(name, fallback));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    int integer(String name, int fallback) {
        long value = number(name, fallback);
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " is too large: " + value);
        }
        return (int) value;
    }

    long number(String name, long fallback) {
        String text = text(name, Long.toString(fallback));
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(name + " must be a whole number, but is: " + text);
        }
        return Long.parseLong(text);
    }

    /** @return of texts such as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h} */
    Duration duration(String name, Duration fallback) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return fallback;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    name + " must be a duration such as 500ms, 10s, 5m or 1h, but is: " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** Every variable that was asked for, and those of others. */
    Set<String> known() {
        return known;
    }

    /** @throws IllegalArgumentException when a setting was given that nobody asked for */
    void refuseUnknown() {
        file.refuseUnknown(known);
        Set<String> unknown = new TreeSet<>();
        for (String name : variables.keySet()) {
            if (name.startsWith("LUX_") && !known.contains(name)) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown settings in the environment: " + unknown + "; known are: " + new TreeSet<>(known));
        }
    }
}
