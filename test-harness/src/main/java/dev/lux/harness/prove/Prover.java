package dev.lux.harness.prove;

import dev.lux.harness.Children;
import dev.lux.harness.Repository;
import dev.lux.harness.browser.Browser;
import dev.lux.harness.browser.BrowserException;
import dev.lux.harness.client.LuxHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Proves use cases against one broker, in one browser. */
final class Prover {
    static final Duration DEADLINE = Duration.ofSeconds(15);

    private static final int TIMED_WRITES = 30;
    private static final int WARM_UP_WRITES = 5;

    private final URI url;
    private final String key;
    private final LuxHttp http;
    private final Browser browser;
    private final Duration deadline;

    /** @param deadline how long the page may take to show a write */
    Prover(URI url, String key, Browser browser, Duration deadline) {
        this.deadline = deadline;
        this.url = url;
        this.key = key;
        this.http = new LuxHttp(url, key);
        this.browser = browser;
    }

    List<Score> proveAll(List<UseCase> useCases) throws IOException {
        List<Score> scores = new ArrayList<>();
        for (UseCase useCase : useCases) {
            scores.add(prove(useCase));
        }
        return scores;
    }

    Score prove(UseCase useCase) throws IOException {
        http.put(useCase.id(), useCase.data("nothing yet"));
        browser.open("proof", url + useCase.page() + "#key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
        boolean cli = isSeen(useCase, this::writeByCommandLine);
        boolean curl = isSeen(useCase, this::writeByCurl);
        Times ack = new Times();
        Times delivery = new Times();
        for (int i = 0; i < WARM_UP_WRITES; i++) {
            timeOne(useCase, "warm-up " + i, new Times(), new Times());
        }
        for (int i = 0; i < TIMED_WRITES; i++) {
            timeOne(useCase, "timed " + i, ack, delivery);
        }
        // The page is left as the use case describes it.
        http.put(useCase.id(), useCase.data(useCase.proof()));
        return new Score(useCase, cli, curl, ack, delivery);
    }

    /** Some way to write the example state. */
    private interface Writing {
        boolean write(UseCase useCase) throws IOException;
    }

    private boolean isSeen(UseCase useCase, Writing writing) throws IOException {
        try {
            browser.watchGone("proof", useCase.proof());
            http.put(useCase.id(), useCase.data("nothing yet"));
            browser.awaitSeen("proof", deadline);
            browser.watch("proof", useCase.proof());
            boolean written = writing.write(useCase);
            browser.awaitSeen("proof", deadline);
            return written;
        } catch (BrowserException notSeen) {
            System.err.println(useCase.name() + ": " + notSeen.getMessage());
            return false;
        }
    }

    private void timeOne(UseCase useCase, String mark, Times ack, Times delivery) {
        String summary = useCase.proof() + " (" + mark + ")";
        try {
            browser.watch("proof", summary);
            Instant sent = Instant.now();
            long startedNanos = System.nanoTime();
            http.put(useCase.id(), useCase.data(summary));
            double ackMillis = (System.nanoTime() - startedNanos) / 1e6;
            double seenMillis = browser.awaitSeen("proof", deadline);
            ack.addMillis(ackMillis);
            delivery.addMillis(seenMillis - (sent.getEpochSecond() * 1000.0 + sent.getNano() / 1e6));
        } catch (BrowserException notSeen) {
            delivery.addMillis((double) deadline.toMillis());
        }
    }

    private boolean writeByCommandLine(UseCase useCase) throws IOException {
        Path lux = Repository.root().resolve("lux");
        return succeeds(lux.toString(), "put", useCase.id(), useCase.data(useCase.proof()));
    }

    private boolean writeByCurl(UseCase useCase) throws IOException {
        return succeeds(
                "curl",
                "-sS",
                "--fail",
                "-X",
                "PUT",
                url + "/api/lux/" + useCase.id(),
                "-H",
                "Authorization: Bearer " + key,
                "-H",
                "Content-Type: application/json",
                "-d",
                "{\"data\":" + useCase.data(useCase.proof()) + "}");
    }

    private boolean succeeds(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LUX_URL", url.toString());
        builder.environment().put("LUX_API_KEY", key);
        // These classes, not a build of their own.
        builder.environment().put("LUX_CLASSPATH", System.getProperty("java.class.path"));
        Process process = Children.start(builder);
        try {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            int exitCode = ended ? process.exitValue() : -1;
            if (exitCode != 0) {
                System.err.println(command[0] + " ended with " + exitCode);
            }
            return exitCode == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
