package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.Revocation;
import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class TokenCommandsTest {
    @TempDir
    private Path folder;

    private static final String SECRET = "a-secret-of-thirty-two-characters";

    private static Run token(Run run, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "token";
        System.arraycopy(args, 0, all, 1, args.length);
        return run.lux("http://127.0.0.1:1", all);
    }

    private static Run withSecret() {
        return Run.piped().env("LUX_JWT_SECRET", SECRET);
    }

    private static String create(String... more) {
        String[] all = new String[4 + more.length];
        System.arraycopy(new String[] {"create", "operator-a", "--scope", "read:incident-*"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        Run run = token(withSecret(), all);
        assertThat(run.exit).as(run.err()).isZero();
        return run.out().strip();
    }

    @Test
    void aTokenIsExplained() {
        Run run = token(Run.onTerminal().env("LUX_JWT_SECRET", SECRET), "explain", create("--expires", "2h"));
        assertThat(run.exit).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "algorithm   HS256",
                        "issuer      lux",
                        "audience    lux",
                        "subject     operator-a",
                        "scopes      read:incident-*",
                        "expires     2026-06-18T00:18:10Z, in 2 h",
                        "signature   of LUX_JWT_SECRET");
    }

    @Test
    void aTokenWithAnotherSecretsSignatureIsToldSo() {
        Run run = token(Run.onTerminal().env("LUX_JWT_SECRET", SECRET + "x"), "explain", create());
        assertThat(run.out()).contains("signature   not of LUX_JWT_SECRET");
    }

    @Test
    void aTokenCanComeFromStandardInputAndIsPrintedAsJson() {
        Run run = token(Run.piped().stdin(create() + "\n"), "explain", "-");
        assertThat(run.out())
                .contains(
                        "\"alg\":\"HS256\"",
                        "\"sub\":\"operator-a\"",
                        "\"scopes\":[\"read:incident-*\"]",
                        "\"signature\":\"not looked at\"");
    }

    @Test
    void theBrokersSettingsForIssuersAndScopesHold() {
        Run run = token(
                withSecret()
                        .env("LUX_JWT_ISSUER", "https://id.example, other")
                        .env("LUX_JWT_AUDIENCE", "boards")
                        .env("LUX_JWT_SCOPE_CLAIM", "permissions")
                        .env("LUX_JWT_SCOPE_PREFIX", "lux/"),
                "create",
                "a",
                "--scope",
                "read:a");
        Run explained = token(
                Run.piped().env("LUX_JWT_SCOPE_CLAIM", "/permissions").env("LUX_JWT_SCOPE_PREFIX", "lux/"),
                "explain",
                run.out().strip());
        assertThat(explained.out())
                .contains(
                        "\"iss\":\"https://id.example\"",
                        "\"aud\":\"boards\"",
                        "\"permissions\":\"lux/read:a\"",
                        "\"scopes\":[\"read:a\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "token create",
                "token create a",
                "token create a --scope read",
                "token create a --scope read:a --expires x",
                "token create a --scope read:a",
                "token explain",
                "token explain a.b",
                "token explain a.b.c",
                "token explain W10.W10.AAAA",
                "token explain !.!.!"
            })
    void aWrongCommandLineEndsWith2(String line) {
        Run run = Run.piped().lux("http://127.0.0.1:1", line.split(" "));
        assertThat(run.exit).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aSecretThatIsTooShortIsRefused() {
        Run run = token(Run.piped().env("LUX_JWT_SECRET", "x".repeat(31)), "create", "a", "--scope", "read:a");
        assertThat(run.exit).isEqualTo(2);
        assertThat(run.err()).contains("32");
    }

    private Run revoke(String... which) {
        String[] all = new String[which.length + 3];
        all[0] = "revoke";
        all[1] = "--file";
        all[2] = folder.resolve("keys.json").toString();
        System.arraycopy(which, 0, all, 3, which.length);
        return token(Run.piped(), all);
    }

    private KeyFile file() throws IOException {
        return KeyFile.parse(Files.readAllBytes(folder.resolve("keys.json")));
    }

    @Test
    void aTokenIsRevokedByItselfItsIdOrItsSubject() throws IOException {
        assertThat(revoke(create()).exit).isZero();
        assertThat(revoke("--jti", "one").exit).isZero();
        assertThat(revoke("--subject", "operator-a").exit).isZero();
        assertThat(revoke("--subject", "operator-a").exit).isZero();
        Instant next = Run.NOW.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        assertThat(file().revocations())
                .hasSize(3)
                .contains(new Revocation("one", null, next), new Revocation(null, "operator-a", next))
                .anyMatch(revocation -> String.valueOf(revocation.jti()).matches("[0-9a-f]{32}"));
    }

    @Test
    void keysStayAsTheyAreBesideARevocation() throws IOException {
        Path keys = folder.resolve("keys.json");
        Run.piped().lux("http://127.0.0.1:1", "key", "create", "a", "--scope", "read:a", "--file", keys.toString());
        List<ApiKey> before = file().keys();
        assertThat(before).hasSize(1);
        revoke("--jti", "one");
        assertThat(file().keys()).isEqualTo(before);
        Run.piped().lux("http://127.0.0.1:1", "key", "create", "b", "--scope", "read:a", "--file", keys.toString());
        assertThat(file().keys()).hasSize(2);
        assertThat(file().revocations()).hasSize(1);
    }

    @Test
    void whatCanNotBeRevokedIsAWrongUse() {
        assertThat(revoke().exit).isEqualTo(2);
        assertThat(revoke("--jti", "a", "--subject", "b").exit).isEqualTo(2);
        assertThat(revoke("no-token").exit).isEqualTo(2);
        assertThat(revoke("--jti", "").exit).isEqualTo(2);
        assertThat(revoke("e30.e30.AA").err()).contains("--subject");
        assertThat(token(Run.piped(), "revoke", "--jti", "a").exit).isEqualTo(2);
        assertThat(folder.resolve("keys.json")).doesNotExist();
    }

    @Test
    void commandsAtOnceLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String jti = "id-" + i;
                all.add(threads.submit(() -> revoke("--jti", jti)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(file().revocations()).hasSize(20);
    }
}
