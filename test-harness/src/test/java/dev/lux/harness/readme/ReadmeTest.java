package dev.lux.harness.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.Repository;
import dev.lux.harness.SharedBroker;
import dev.lux.harness.browser.Browser;
import dev.lux.harness.browser.ScriptPage;
import dev.lux.harness.browser.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every command and snippet of the README does what it says. */
class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    @RegisterExtension
    static final SharedBroker BROKER = new SharedBroker();

    private static Stream<Fence> fences() throws IOException {
        return Fence.in(Files.readString(Repository.root().resolve("README.md"))).stream();
    }

    @TestFactory
    @Timeout(240)
    Stream<DynamicTest> every_fence_works() throws IOException {
        return fences().map(fence -> DynamicTest.dynamicTest(
                fence.language() + ": " + fence.text().lines().findFirst().orElse(""), () -> check(fence)));
    }

    private static void check(Fence fence) throws Exception {
        switch (fence.language()) {
            case "sh" -> checkShell(fence.text());
            case "js" -> checkScript(fence.text());
            default -> throw new AssertionError("nobody runs a block of " + fence.language());
        }
    }

    private static void checkShell(String text) throws Exception {
        String command = switch (text.strip()) {
            // Ends by itself once it says that it is ready.
            case "./lux up" ->
                "LUX_PORT=0 ./lux up > target-up.log & pid=$!; trap 'rm -f target-up.log' EXIT;"
                        + " for i in $(seq 300); do grep -q '^ready http' target-up.log && break; sleep 0.1; done;"
                        + " grep '^ready http' target-up.log; kill -TERM $pid; wait $pid";
            // This very run; all that can be seen from inside is that there is such a command.
            case "./lux test" -> "./lux help | grep '^  test '";
            default -> text;
        };
        Shell.Outcome outcome = Shell.run(BROKER.process(), command);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private static void checkScript(String script) throws Exception {
        BROKER.http().put("dashboard-main", "{\"metric\":\"orders_per_second\",\"value\":42}");
        try (Browser browser = Browser.launch();
                ScriptPage page = ScriptPage.serve(BROKER.process(), script)) {
            browser.open("readme", page.url());
            browser.awaitText("readme", "\"value\":42", Duration.ofSeconds(15));
        }
    }

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        Path root = Repository.root();
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            Stream<Path> pages = Stream.concat(
                    docs.filter(path -> path.toString().endsWith(".md")),
                    Stream.of(
                                    "README.md",
                                    "CONTRIBUTING.md",
                                    "SECURITY.md",
                                    "CHANGELOG.md",
                                    "shared/PROTOCOL.md",
                                    "cluster-config/balancer/README.md",
                                    "cluster-config/kubernetes/README.md",
                                    "cluster-config/systemd/README.md",
                                    "web-sdk/README.md")
                            .map(root::resolve));
            for (Path page : pages.toList()) {
                Matcher link = LINK.matcher(Files.readString(page));
                while (link.find()) {
                    String target = link.group(1);
                    if (!target.matches("[a-z]+:.*") && !Files.exists(page.resolveSibling(target))) {
                        broken.add(page + " -> " + target);
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
