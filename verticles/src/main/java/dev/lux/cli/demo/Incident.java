package dev.lux.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A ticket on its way over the operations board; the next one follows it.
 *
 * @param number the ticket's
 * @param stride from this ticket's number to that of the next one
 * @param owner nobody in triage
 */
record Incident(
        int number, int stride, Status status, @Nullable String owner, String title) implements Producer {
    static final List<String> OPERATORS = List.of("operator-a", "operator-b", "operator-c", "operator-d");

    private static final List<String> TITLES = List.of(
            "Checkout errors in one region",
            "Slow search results",
            "Emails are delayed",
            "Login loop on mobile",
            "Invoices without tax",
            "Disk filling on a worker",
            "Webhook retries rising");

    /** The columns of the board, in order. */
    enum Status {
        TRIAGE,
        INVESTIGATING,
        MITIGATING,
        RESOLVED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Status next() {
            return switch (this) {
                case TRIAGE -> INVESTIGATING;
                case INVESTIGATING -> MITIGATING;
                case MITIGATING, RESOLVED -> RESOLVED;
            };
        }
    }

    static Incident opened(int number, int stride, RandomGenerator random) {
        return new Incident(number, stride, Status.TRIAGE, null, any(TITLES, random));
    }

    String ticket() {
        return "INC-" + number;
    }

    @Override
    public String id() {
        return "incident-" + ticket();
    }

    @Override
    public Map<String, Object> data() {
        return new Fields()
                .with("ticket", ticket())
                .with("status", status.word())
                .with("owner", owner)
                .with("title", title)
                .summary(ticket() + " " + status.word());
    }

    @Override
    public Incident step(RandomGenerator random) {
        if (status == Status.RESOLVED) {
            return opened(number + stride, stride, random);
        }
        boolean handedOver = owner != null && random.nextInt(100) < 15;
        String nextOwner = owner == null || handedOver ? any(OPERATORS, random) : owner;
        return new Incident(number, stride, handedOver ? status : status.next(), nextOwner, title);
    }

    @Override
    public Duration pause(RandomGenerator random) {
        return switch (status) {
            case TRIAGE -> Producer.seconds(random, 5, 12);
            case INVESTIGATING, MITIGATING -> Producer.seconds(random, 8, 20);
            case RESOLVED -> Producer.seconds(random, 20, 40);
        };
    }

    private static String any(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }
}
