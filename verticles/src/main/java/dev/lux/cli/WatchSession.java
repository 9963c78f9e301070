package dev.lux.cli;

import dev.lux.document.Pattern;
import dev.lux.error.CloseCode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One watch over all its sockets: what comes in is printed, or decides how it goes on. */
final class WatchSession {
    /**
     * When the user has enough.
     *
     * @param once after the current state
     * @param count after this many lines
     */
    record Enough(boolean once, long count) {}

    private final List<Pattern> patterns;
    private final Watched watched;
    private final Enough enough;
    private final Output output;
    private final PrintStream err;
    private long printed;
    private boolean unread;
    private Duration askedDelay = Duration.ZERO;

    WatchSession(List<Pattern> patterns, Enough enough, Output output, PrintStream err) {
        this.patterns = patterns;
        this.watched = new Watched(patterns);
        this.enough = enough;
        this.output = output;
        this.err = err;
    }

    /** The first messages on a new socket. */
    void subscribe(StreamSocket socket) {
        watched.connected();
        for (Pattern pattern : patterns) {
            socket.send("{\"type\":\"subscribe\",\"match\":" + RawJson.quote(pattern.match()) + "}");
        }
    }

    /** Whether the socket goes on. Throws when the watch can't. */
    boolean take(StreamSocket.Event event) {
        if (event instanceof StreamSocket.Ended ended) {
            return ended(ended.closeCode());
        }
        if (event instanceof StreamSocket.Message message) {
            frame(message.text());
        }
        return true;
    }

    /** Whether every subscription has had its snapshot on this socket. */
    boolean isComplete() {
        return watched.isComplete();
    }

    boolean isDone() {
        return printed >= enough.count() || unread || (enough.once() && isComplete());
    }

    /** How long the broker asked to stay away; told once. */
    Duration takeDelay() {
        Duration delay = askedDelay;
        askedDelay = Duration.ZERO;
        return delay;
    }

    private static boolean ended(int closeCode) {
        if (CloseCode.comesBack(closeCode)) {
            return false;
        }
        boolean who = closeCode == CloseCode.UNAUTHORIZED.code() || closeCode == CloseCode.AUTH_TIMEOUT.code();
        throw new CliException(
                who ? ExitCode.UNAUTHORIZED : ExitCode.REFUSED,
                "The broker closed the stream for good (" + closeCode + ").");
    }

    private void frame(String text) {
        Facts facts = Facts.of(text);
        switch (facts.text("type")) {
            case "error" -> {
                Answer refusal = new Answer((int) facts.number("status"), text.getBytes(StandardCharsets.UTF_8));
                throw new CliException(refusal.exitCode(), refusal.problem());
            }
            case "bye" -> askedDelay = Duration.ofMillis(Math.max(0, facts.number("reconnectAfterMs")));
            case "status" -> {
                String age = facts.flag("live") ? "is up to date again" : "may be old: a part of the broker is silent";
                err.println("lux: " + Text.visible(facts.text("match")) + " " + age);
            }
            default -> print(watched.accept(text));
        }
    }

    private void print(List<byte[]> news) {
        for (byte[] line : news) {
            if (printed < enough.count()) {
                output.change(line);
                printed++;
            }
        }
        unread = !news.isEmpty() && !output.flush();
    }
}
