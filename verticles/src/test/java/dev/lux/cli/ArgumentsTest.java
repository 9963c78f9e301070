package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ArgumentsTest {
    static Stream<String> wrongCommandLines() {
        return Stream.of(
                "",
                "nonsense",
                "put",
                "put id",
                "put id {",
                "put id 1,2",
                "put id bare",
                "put id 1 surplus",
                "put id 1 --nonsense",
                "put id 1 --if-version x",
                "put id 1 --create-only --if-version 3",
                "put id 1 --guard status",
                "put id 1 --guard status=a",
                "put id 1 --guard /a=1 --guard /a=2",
                "put id 1 --guard /a=\"b",
                "put id 1 --idempotency-key é",
                "put id @/no/such/file",
                "patch id [] --json-patch --guard /a=1",
                "get",
                "get id --if-none-match x",
                "delete",
                "ls --limit 0",
                "ls a* b*",
                "watch",
                "watch -a",
                "watch a**",
                "watch a --count 0",
                "demo --minutes 1 --seconds 1",
                "demo --seconds -1",
                "demo --rate 0",
                "get id --url ftp://127.0.0.1",
                "get id --url 127.0.0.1:8080",
                "get id --url http://127.0.0.1:8080/?key=x",
                "get id --key-file /no/such/file");
    }

    @ParameterizedTest
    @MethodSource("wrongCommandLines")
    void aWrongCommandLineEndsWith2AndSendsNothing(String line) throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, "{}")) {
            Run run = Run.piped().lux(broker.url(), line.isEmpty() ? new String[0] : line.split(" "));
            assertThat(run.exit).as(run.err()).isEqualTo(2);
            assertThat(run.err()).isNotEmpty();
            assertThat(broker.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "get", "patch", "delete", "ls", "watch", "demo"})
    void theHelpOfEveryCommandNamesItsExitCodes(String command) {
        Run run = Run.piped().lux("http://127.0.0.1:1", command, "--help");
        assertThat(run.exit).isZero();
        assertThat(run.out()).contains("Usage: lux " + command, "Exit codes:", "LUX_URL", "LUX_API_KEY");
        for (ExitCode code : ExitCode.values()) {
            assertThat(run.out()).containsPattern("(?m)^  " + code.number() + "   ");
        }
    }

    @Test
    void withoutAKeyItSaysHowToGiveOne() {
        Run run = Run.piped().env("LUX_API_KEY", "").lux("http://127.0.0.1:1", "get", "x");
        assertThat(run.exit).isEqualTo(2);
        assertThat(run.err()).contains("LUX_API_KEY");
    }

    @Test
    void aKeyThatNoHeaderCanCarryIsRefusedWithoutShowingIt() {
        Run run = Run.piped().env("LUX_API_KEY", "sécret").lux("http://127.0.0.1:1", "get", "x");
        assertThat(run.exit).isEqualTo(2);
        assertThat(run.err()).doesNotContain("cret");
    }

    @Test
    void theUrlOptionWinsOverTheEnvironmentAndMayEndInASlash() throws Exception {
        try (FakeBroker broker = FakeBroker.answering(200, "{}")) {
            Run.piped().lux("http://127.0.0.1:1", "get", "x", "--url", broker.url() + "/base/");
            assertThat(broker.only().target()).isEqualTo("/base/api/lux/x");
        }
    }
}
