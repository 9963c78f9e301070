package dev.lux.cli;

import dev.lux.wire.DurationText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux ask ID QUESTION}: the question is state, and so is the answer; between the two it is a long poll. */
@Command(
        name = "ask",
        description = {
            "Asks whoever looks at a document, and waits until somebody answers; prints the answer.",
            "The page of agents shows the question; the first answer counts. Any client answers with a patch:",
            "'{\"answer\":{\"choice\":\"yes\",\"by\":\"ann\"}}' --guard '/answer=null'"
        })
final class AskCommand extends BrokerCommand {
    /** The longest that the broker lets a poll wait. */
    private static final Duration POLL = Duration.ofSeconds(50);

    private static final String STEP = "waiting on user input";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Parameters(index = "0", paramLabel = "ID", description = "The document; it is made when it is absent.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "QUESTION", description = "In a sentence.")
    private String question = "";

    @Option(
            names = "--choices",
            split = ",",
            paramLabel = "A,B",
            description = "Answers to choose from; any by default.")
    private List<String> choices = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "10m", description = "How long to wait; ${DEFAULT-VALUE} by default.")
    private String timeout = "10m";

    AskCommand(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Target target, Output output) {
        Duration patience = DurationText.parse(timeout);
        if (patience == null) {
            throw CliException.usage("--timeout is a duration such as 30s, 10m or 1h.");
        }
        Broker broker = new Broker(target);
        Instant end = shell().clock().instant().plus(patience);
        Answer asked = accepted(patch(broker, asking()), output);
        try {
            byte[] answer = await(broker, Facts.of(asked.body()).number("version"), end);
            print(answer == null ? withdrawn(broker) : answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.RETRY, "Interrupted; the question stands.");
        }
        return ExitCode.OK;
    }

    private String asking() {
        String all = choices.stream().map(RawJson::quote).collect(Collectors.joining(",", "[", "]"));
        return "{\"data\":{\"step\":" + RawJson.quote(STEP) + ",\"question\":{\"text\":" + RawJson.quote(question)
                + ",\"choices\":" + all + "},\"answer\":null}}";
    }

    /** The answer, or {@code null} when none came in time. What may pass, such as a broker that restarts, is waited for. */
    private byte @Nullable [] await(Broker broker, long asked, Instant end) throws InterruptedException {
        long version = asked;
        Backoff backoff = Backoff.NONE;
        for (Duration left = left(end); !left.isNegative() && !left.isZero(); left = left(end)) {
            Duration wait = left.compareTo(POLL) < 0 ? left : POLL;
            Answer got;
            try {
                got = broker.read(
                        Broker.document(id) + "?wait=" + Math.max(1, wait.toMillis()) + "ms",
                        Map.of("If-None-Match", "\"" + version + "\""));
            } catch (CliException e) {
                got = new Answer(503, new byte[0]);
            }
            if (got.isRefusal()) {
                if (got.exitCode() != ExitCode.RETRY) {
                    throw new CliException(got.exitCode(), got.problem());
                }
                backoff = backoff.failed();
                shell().pause().of(backoff.delay(shell().random()));
                continue;
            }
            backoff = Backoff.NONE;
            if (got.status() == 200) {
                byte[] answer = answerIn(got.body());
                if (answer != null) {
                    return answer;
                }
                version = Facts.of(got.body()).number("version");
            }
        }
        return null;
    }

    private Duration left(Instant end) {
        return Duration.between(shell().clock().instant(), end);
    }

    /** Takes the question back, unless somebody has just answered it. */
    private byte[] withdrawn(Broker broker) {
        Answer answer = patch(broker, "{\"data\":{\"question\":null},\"guard\":{\"/answer\":[null]}}");
        byte[] current = answer.status() == 412 ? RawJson.member(answer.body(), "current") : null;
        byte[] late = current == null ? null : answerIn(current);
        if (late != null) {
            return late;
        }
        throw new CliException(ExitCode.UNANSWERED, "Nobody answered within " + timeout + ".");
    }

    private Answer patch(Broker broker, String envelope) {
        return broker.write("PATCH", Broker.document(id), envelope.getBytes(StandardCharsets.UTF_8), JSON);
    }

    private static byte @Nullable [] answerIn(byte[] document) {
        byte[] data = RawJson.member(document, "data");
        byte[] answer = data == null ? null : RawJson.member(data, "answer");
        return answer == null || new String(answer, StandardCharsets.UTF_8).equals("null") ? null : answer;
    }

    /** What was chosen, alone, so that a script can take it; other answers as they are. */
    private void print(byte[] answer) {
        Facts facts = Facts.of(answer);
        String text = facts.root().isTextual() ? facts.root().textValue() : facts.text("choice");
        String shown = text.isEmpty() ? new String(answer, StandardCharsets.UTF_8) : text;
        shell().out().println(shell().terminal() ? Text.visible(shown) : shown);
    }
}
