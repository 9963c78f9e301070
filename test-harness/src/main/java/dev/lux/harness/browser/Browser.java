package dev.lux.harness.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lux.harness.Children;
import dev.lux.harness.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One browser with named pages, each in a profile of its own. */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> USUAL_PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private final Process driver;
    private final Writer commands;
    private final BufferedReader answers;
    private int lastId;

    private Browser(Process driver) throws IOException {
        this.driver = driver;
        this.commands = new OutputStreamWriter(driver.getOutputStream(), StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        answer(0);
    }

    /** @throws IOException with what to install when there is no browser */
    public static Browser launch() throws IOException {
        Path root = Repository.root();
        Path script = root.resolve("test-harness/browser/driver.mjs");
        ProcessBuilder builder = new ProcessBuilder("node", script.toString()).directory(root.toFile());
        builder.environment().put("CHROMIUM", chromium());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Browser(Children.start(builder));
    }

    private static String chromium() throws IOException {
        String named = System.getenv("CHROMIUM");
        Stream<String> places = named == null ? USUAL_PLACES.stream() : Stream.of(named);
        return places.filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "No Chromium found: install it (Debian: apt-get install chromium), or name it in CHROMIUM."));
    }

    /** Opens a URL in a new profile. */
    public void open(String page, String url) {
        call(command("open", page).put("url", url));
    }

    /** Starts to watch for a text, before what makes it appear. */
    public void watch(String page, String text) {
        call(command("watch", page).put("text", text).put("present", true));
    }

    /** Starts to watch for a text to be gone. */
    public void watchGone(String page, String text) {
        call(command("watch", page).put("text", text).put("present", false));
    }

    /**
     * Waits for what is watched for.
     *
     * @return the wall clock of the page at that moment, in milliseconds since 1970
     * @throws BrowserException when it does not come in time
     */
    public double awaitSeen(String page, Duration timeout) {
        return call(command("seen", page).put("timeout", timeout.toMillis())).asDouble();
    }

    /** Waits until the page shows a text. */
    public void awaitText(String page, String text, Duration timeout) {
        watch(page, text);
        awaitSeen(page, timeout);
    }

    public JsonNode evaluate(String page, String expression) {
        return call(command("evaluate", page).put("expression", expression));
    }

    public void press(String page, String key) {
        call(command("press", page).put("key", key));
    }

    public void fill(String page, String selector, String value) {
        call(command("fill", page).put("selector", selector).put("value", value));
    }

    public void focus(String page, String selector) {
        call(command("focus", page).put("selector", selector));
    }

    public void click(String page, String selector) {
        call(command("click", page).put("selector", selector));
    }

    /** Everything that the page says, markup left out. */
    public String text(String page) {
        return call(command("text", page)).asText();
    }

    /** Errors on the page's console so far. */
    public List<String> problems(String page) {
        List<String> problems = new ArrayList<>();
        call(command("problems", page)).forEach(problem -> problems.add(problem.asText()));
        return problems;
    }

    private static ObjectNode command(String name, String page) {
        return JSON.createObjectNode().put("command", name).put("name", page);
    }

    private JsonNode call(ObjectNode command) {
        try {
            int id = ++lastId;
            commands.write(command.put("id", id).toString() + "\n");
            commands.flush();
            return answer(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode answer(int id) throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the browser's driver has ended; its reason stands above");
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.path("id").asInt() != id) {
            throw new IOException("an answer to another command: " + line);
        }
        if (answer.has("error")) {
            throw new BrowserException(answer.get("error").asText());
        }
        return answer.path("result");
    }

    /** As a crash: SIGKILL to the browser and to all of its processes. */
    public void kill() {
        driver.descendants().forEach(ProcessHandle::destroyForcibly);
        driver.destroyForcibly();
    }

    @Override
    public void close() {
        try {
            commands.close();
            if (!driver.waitFor(10, TimeUnit.SECONDS)) {
                driver.destroyForcibly();
            }
        } catch (IOException e) {
            driver.destroyForcibly();
        } catch (InterruptedException e) {
            driver.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
