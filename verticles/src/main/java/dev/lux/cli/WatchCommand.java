package dev.lux.cli;

import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux watch PATTERN...}: one socket, several subscriptions, again and again until the user has enough. */
@Command(
        name = "watch",
        description = {
            "Prints the state of every matching document, then every change, as they come.",
            "Connects again when the connection is lost, and prints then only what is new."
        })
final class WatchCommand extends BrokerCommand {
    @Parameters(arity = "1..*", paramLabel = "PATTERN", description = "Ids, or prefixes that end in *.")
    private List<String> matches = new ArrayList<>();

    @Option(names = "--once", description = "End when the current state has been printed.")
    private boolean once;

    @Option(names = "--count", paramLabel = "N", description = "End after N states and deletions.")
    private long count = Long.MAX_VALUE;

    WatchCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        if (count < 1) {
            throw CliException.usage("--count is at least 1.");
        }
        try {
            follow(target, new WatchSession(patterns(), new WatchSession.Enough(once, count), output, shell().err()));
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private void follow(Target target, WatchSession session) throws InterruptedException {
        HttpClient http = Broker.httpClient();
        Backoff backoff = Backoff.NONE;
        boolean everConnected = false;
        while (true) {
            try (StreamSocket socket = StreamSocket.open(http, target)) {
                everConnected = true;
                session.subscribe(socket);
                while (session.take(socket.next())) {
                    if (session.isDone()) {
                        return;
                    }
                    if (session.isComplete()) {
                        backoff = Backoff.NONE;
                    }
                }
            } catch (CliException e) {
                boolean comesBack = e.exitCode() == ExitCode.UNREACHABLE || e.exitCode() == ExitCode.RETRY;
                if (!everConnected || !comesBack) {
                    throw e;
                }
            }
            Duration delay = backoff.delay(shell().random()).plus(session.takeDelay());
            backoff = backoff.failed();
            shell().err().println("lux: connection lost; again in " + delay.toMillis() + " ms");
            shell().pause().of(delay);
        }
    }

    private List<Pattern> patterns() {
        try {
            return new ArrayList<>(
                    new LinkedHashSet<>(matches.stream().map(Pattern::parse).toList()));
        } catch (LuxException e) {
            throw CliException.usage(e.detail());
        }
    }
}
