package dev.lux.cli;

import dev.lux.cli.demo.Change;
import dev.lux.cli.demo.Performance;
import dev.lux.cli.demo.Script;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lux demo}: the thin loop around {@link Script} and {@link Performance}. */
@Command(
        name = "demo",
        description = {
            "Feeds the pages under /apps/ until Ctrl-C, or until the time is over: incidents, queues and a deployment,",
            "a dashboard and its services, agents at work, devices. A document that somebody else writes is left alone",
            "for a minute."
        })
final class DemoCommand extends BrokerCommand {
    /** More than this behind, and the missed part is not made up for. */
    private static final Duration LATE = Duration.ofSeconds(2);

    /** Longer than a document is left alone that somebody else has written. */
    private static final long LEASE_SECONDS = 90;

    @ArgGroup(exclusive = true)
    private Length length = new Length();

    @Option(names = "--seed", paramLabel = "S", description = "The same seed tells the same story; 1 by default.")
    private long seed = 1;

    @Option(names = "--rate", paramLabel = "F", description = "How fast: 2 is twice as fast, 0.5 half; 1 by default.")
    private double rate = 1;

    /** One of the two, or neither. */
    private static final class Length {
        @Option(names = "--minutes", paramLabel = "N", description = "End after N minutes.")
        private long minutes;

        @Option(names = "--seconds", paramLabel = "N", description = "End after N seconds.")
        private long seconds;

        Duration duration() {
            if (minutes < 0 || seconds < 0) {
                throw CliException.usage("A time is not negative.");
            }
            Duration asked = Duration.ofMinutes(minutes).plusSeconds(seconds);
            return asked.isZero() ? Duration.ofDays(3650) : asked;
        }
    }

    private String lease() {
        return (long) Math.max(LEASE_SECONDS, LEASE_SECONDS / rate) + "s";
    }

    DemoCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        if (!(rate >= 0.01 && rate <= 100)) {
            throw CliException.usage("--rate is 0.01 to 100.");
        }
        shell().err().println("lux: feeding " + target.base() + "/apps/ (seed " + seed + "); Ctrl-C ends it");
        Performance performance = new Performance(new DemoStage(new Broker(target), lease()));
        try {
            play(performance, length.duration());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shell().err().println("lux: " + performance.written() + " writes acknowledged");
        return ExitCode.OK;
    }

    private void play(Performance performance, Duration length) throws InterruptedException {
        Script script = new Script(seed);
        Instant start = shell().clock().instant();
        Instant end = start.plus(length);
        Backoff backoff = Backoff.NONE;
        while (true) {
            Change change = script.next();
            Instant due = start.plusMillis((long) (change.at().toMillis() / rate));
            Instant now = shell().clock().instant();
            if (due.isAfter(end) || now.isAfter(end)) {
                return;
            }
            if (now.isAfter(due.plus(LATE))) {
                start = start.plus(Duration.between(due, now));
            } else if (now.isBefore(due)) {
                shell().pause().of(Duration.between(now, due));
            }
            backoff = attempt(performance, change, backoff);
        }
    }

    /** The first write tells whether there is a broker at all; later ones wait for it to come back. */
    private Backoff attempt(Performance performance, Change change, Backoff backoff) throws InterruptedException {
        try {
            performance.play(change, shell().clock().instant());
            return Backoff.NONE;
        } catch (CliException e) {
            boolean comesBack = e.exitCode() == ExitCode.UNREACHABLE || e.exitCode() == ExitCode.RETRY;
            if (!comesBack || performance.written() == 0) {
                throw e;
            }
            Backoff next = backoff.failed();
            Duration delay = next.delay(shell().random());
            shell().err().println("lux: " + e.getMessage() + " Again in " + delay.toMillis() + " ms.");
            shell().pause().of(delay);
            return next;
        }
    }
}
