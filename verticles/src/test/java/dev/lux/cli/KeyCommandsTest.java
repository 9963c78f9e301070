package dev.lux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.Token;
import dev.lux.access.keys.ApiKeys;
import dev.lux.access.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class KeyCommandsTest {
    @TempDir
    private Path folder;

    private Run key(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "key";
        System.arraycopy(args, 0, all, 1, args.length);
        return Run.piped().env("LUX_KEYS_FILE", file().toString()).lux("http://127.0.0.1:1", all);
    }

    private Path file() {
        return folder.resolve("keys.json");
    }

    private String create() {
        return key("create", "writer", "--scope", "write:incident-*").out().strip();
    }

    private static String id(String key) {
        return key.split("_", 3)[1];
    }

    private ApiKeys keys() throws IOException {
        ApiKeys keys = new ApiKeys();
        keys.replace(KeyFile.parse(Files.readAllBytes(file())).keys());
        return keys;
    }

    @Test
    void aKeyIsPrintedOnceAndABrokerTakesIt() throws IOException {
        Run run = key("create", "writer", "--scope", "write:incident-*", "--scope", "read:*", "--expires", "90d");
        assertThat(run.exit).as(run.err()).isZero();
        assertThat(run.err())
                .contains(id(run.out().strip()))
                .doesNotContain(run.out().strip());
        var principal = keys().principal(Token.of(run.out().strip()), 0).orElseThrow();
        assertThat(principal.name()).isEqualTo("writer");
        assertThat(principal.scopes()).hasToString("write:incident-* read:*");
        assertThat(principal.expiresMicros())
                .isEqualTo(Run.NOW.plusSeconds(90L * 24 * 3600).getEpochSecond() * 1_000_000);
        assertThat(Files.readString(file())).doesNotContain(run.out().strip());
    }

    @Test
    void aRuleIsKeptAsItWasGiven() throws IOException {
        Run run = key("create", "board", "--scope", "read:a-*#!/customer,/a%20b", "--scope", "write:a-*#/status");
        assertThat(run.exit).as(run.err()).isZero();
        assertThat(keys().principal(Token.of(run.out().strip()), 0)
                        .orElseThrow()
                        .scopes())
                .hasToString("read:a-*#!/customer,/a%20b write:a-*#/status");
        assertThat(key("list").out()).contains("read:a-*#!/customer,/a%20b", "write:a-*#/status");
        Run wrong = key("create", "board", "--scope", "read:a-*#customer");
        assertThat(wrong.exit).isEqualTo(2);
        assertThat(wrong.err()).contains("read:a-*#customer");
    }

    @Test
    void aNewFileIsItsOwnersAloneAndAnOldOneKeepsItsPermissions() throws IOException {
        create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file())).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aListShowsKeysWithoutTheirHashes() {
        String first = create();
        String second = create();
        Run run = key("list");
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out())
                .contains(id(first), id(second), "\"scopes\":[\"write:incident-*\"]")
                .doesNotContain("sha256");
        Run people = Run.onTerminal().lux("http://127.0.0.1:1", "key", "list", "--file", file().toString());
        assertThat(people.out()).contains(id(first) + "  writer", "valid");
    }

    @Test
    void aRevokedKeyIsNoneAndStaysListed() throws IOException {
        String first = create();
        String second = create();
        assertThat(key("revoke", id(first)).exit).isZero();
        assertThat(keys().principal(Token.of(first), 0)).isEmpty();
        assertThat(keys().principal(Token.of(second), 0)).isPresent();
        assertThat(key("list").out().lines().filter(line -> line.contains("\"revoked\":\"2026-06-17T22:18:10Z\"")))
                .singleElement()
                .asString()
                .contains(id(first));
    }

    @Test
    void anUnknownKeyCanNotBeRevoked() {
        create();
        assertThat(key("revoke", "aaaaaaaaaaaa").exit).isEqualTo(5);
    }

    @Test
    void asJsonAKeyComesWithWhatItIs() {
        Run run = key("create", "writer", "--scope", "read:a", "--json");
        assertThat(run.out()).startsWith("{\"key\":\"lux_").contains("\"name\":\"writer\",\"scopes\":[\"read:a\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key",
                "key nonsense",
                "key create",
                "key create a",
                "key create a --scope read",
                "key create a --scope read:*a",
                "key create a --scope read:a --expires 5",
                "key create a --scope read:a --expires 0d",
                "key create a --scope read:a",
                "key list",
                "key list --file /no/such/file",
                "key revoke --file /no/such/file",
                "key create a --scope read:a --file /no/such/folder/file"
            })
    void aWrongCommandLineEndsWith2(String line) {
        Run run = Run.piped().lux("http://127.0.0.1:1", line.split(" "));
        assertThat(run.exit).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFileThatIsNoneOfKeysIsLeftAsItIs() throws IOException {
        Files.writeString(file(), "{\"keys\":[{}]}");
        assertThat(key("create", "a", "--scope", "read:a").exit).isEqualTo(2);
        assertThat(file()).hasContent("{\"keys\":[{}]}");
    }
}
