package dev.lux.access.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lux.access.Principal;
import dev.lux.access.Revocation;
import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.access.Token;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ApiKeysTest {
    private static final Instant NOW = Instant.parse("2026-06-17T22:18:00Z");
    private static final long NOW_MICROS = NOW.getEpochSecond() * 1_000_000;

    @TempDir
    private Path folder;

    private final ApiKeys keys = new ApiKeys();

    private static String text() {
        return KeyText.make(new SecureRandom()::nextBytes);
    }

    private static ApiKey key(String text, @Nullable Instant expires) {
        return new ApiKey(
                KeyText.idIn(text).orElseThrow(),
                "writer",
                KeyText.hash(text),
                new Scopes(List.of(Scope.parse("read,write:incident-*").orElseThrow())),
                NOW,
                expires,
                null);
    }

    private Optional<Principal> ask(String text) {
        return keys.principal(Token.of(text), NOW_MICROS);
    }

    @Test
    void aKeyIsItsNameWithItsScopes() {
        String text = text();
        keys.replace(List.of(key(text, null)));
        Principal principal = ask(text).orElseThrow();
        assertThat(principal.name()).isEqualTo("writer");
        assertThat(principal.scopes()).hasToString("read,write:incident-*");
        assertThat(principal.expiresMicros()).isEqualTo(Principal.NEVER);
        assertThat(keys.now(principal)).contains(principal);
    }

    @Test
    void keysAreLongAndNoTwoAreTheSame() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            made.add(text());
        }
        assertThat(made).doesNotHaveDuplicates().allMatch(text -> text.matches("lux_[a-z2-7]{12}_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void anotherSecretUnderAKnownIdIsNobodys() {
        String text = text();
        keys.replace(List.of(key(text, null)));
        String other = text.substring(0, 17) + text().substring(17);
        assertThat(KeyText.idIn(other)).isEqualTo(KeyText.idIn(text));
        assertThat(ask(other)).isEmpty();
        assertThat(ask(text())).isEmpty();
        assertThat(ask(text + "x")).isEmpty();
        assertThat(ask(KeyText.idIn(text).orElseThrow())).isEmpty();
        assertThat(ask(KeyText.hash(text))).isEmpty();
    }

    @Test
    void aKeyThatExpiresAfterAllTimeDoesNotExpire() {
        String text = text();
        keys.replace(List.of(key(text, Instant.MAX)));
        assertThat(ask(text).orElseThrow().isExpired(NOW_MICROS)).isFalse();
    }

    @Test
    void aKeyExpires() {
        String text = text();
        keys.replace(List.of(key(text, NOW.plusSeconds(1))));
        Principal principal = ask(text).orElseThrow();
        assertThat(principal.isExpired(NOW_MICROS + 999_999)).isFalse();
        assertThat(principal.isExpired(NOW_MICROS + 1_000_000)).isTrue();
    }

    @Test
    void aKeyThatIsRevokedOrGoneIsNobodys() {
        String text = text();
        keys.replace(List.of(key(text, null)));
        Principal principal = ask(text).orElseThrow();
        keys.replace(List.of(key(text, null).revokedAt(NOW)));
        assertThat(ask(text)).isEmpty();
        assertThat(keys.now(principal)).isEmpty();
        keys.replace(List.of());
        assertThat(keys.now(principal)).isEmpty();
    }

    @Test
    void aFileIsReadAsItWasWritten() {
        List<ApiKey> all = List.of(
                key(text(), null),
                key(text(), NOW.plusSeconds(60)),
                key(text(), null).revokedAt(NOW));
        List<Revocation> revocations =
                List.of(new Revocation("id \" 1", null, NOW), new Revocation(null, "operator-ä", NOW.plusMillis(1)));
        KeyFile file = new KeyFile(all, revocations);
        assertThat(KeyFile.parse(file.format())).isEqualTo(file);
        assertThat(KeyFile.parse(KeyFile.EMPTY.format())).isEqualTo(KeyFile.EMPTY);
    }

    @Test
    void aFileHoldsNoKey() {
        String text = text();
        String file = new String(file(key(text, null)), StandardCharsets.UTF_8);
        assertThat(file).doesNotContain(text.substring(17));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[],\"more\":1}",
                "{\"keys\":[ONE,ONE]}",
                "{\"keys\":[ONE,{}]}",
                "{\"keys\":[ONE}",
                "{\"keys\":[ONE_WITH_MORE]}",
                "{\"keys\":[ONE_WITHOUT_SCOPES]}",
                "{\"keys\":[ONE_WITH_A_WRONG_SCOPE]}",
                "{\"keys\":[ONE_WITH_A_WRONG_TIME]}",
                "{\"keys\":[ONE_WITH_A_WRONG_HASH]}",
                "{\"keys\":[],\"revocations\":{}}",
                "{\"keys\":[],\"revocations\":[{}]}",
                "{\"keys\":[],\"revocations\":[{\"jti\":\"a\"}]}",
                "{\"keys\":[],\"revocations\":[{\"before\":\"2026-06-17T22:18:00Z\"}]}",
                "{\"keys\":[],\"revocations\":[{\"jti\":\"\",\"before\":\"2026-06-17T22:18:00Z\"}]}",
                "{\"keys\":[],\"revocations\":[{\"jti\":\"a\",\"subject\":\"b\",\"before\":\"2026-06-17T22:18:00Z\"}]}",
                "{\"keys\":[],\"revocations\":[{\"jti\":\"a\",\"before\":\"2026-06-17\"}]}",
                "{\"keys\":[],\"revocations\":[{\"jti\":\"a\",\"x\":1,\"before\":\"2026-06-17T22:18:00Z\"}]}"
            })
    void aFileThatIsWrongAnywhereIsNotUsed(String text) {
        String file = new String(file(key(text(), null)), StandardCharsets.UTF_8);
        String one =
                file.substring(file.indexOf('[') + 1, file.lastIndexOf(']')).strip();
        String wrong = text.replace("ONE_WITHOUT_SCOPES", one.replace("\"read,write:incident-*\"", ""))
                .replace("ONE_WITH_MORE", one.replace("\"name\"", "\"x\":1,\"name\""))
                .replace("ONE_WITH_A_WRONG_SCOPE", one.replace("read,write", "read,wrote"))
                .replace("ONE_WITH_A_WRONG_TIME", one.replace("22:18", "25:18"))
                .replace("ONE_WITH_A_WRONG_HASH", one.replaceAll("\"sha256\":\"..", "\"sha256\":\"XX"))
                .replace("ONE", one);
        assertThatIllegalArgumentException().isThrownBy(() -> KeyFile.parse(wrong.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFileThatChangesIsReadAgainAndOneThatIsWrongChangesNothing() throws IOException {
        Path file = folder.resolve("keys.json");
        String first = text();
        String second = text();
        Files.write(file, file(key(first, null)));
        KeyFileWatch watch = KeyFileWatch.read(file, read -> keys.replace(read.keys()));
        assertThat(ask(first)).isPresent();
        AtomicInteger changes = new AtomicInteger();
        Vertx vertx = Vertx.vertx();
        try {
            watch.start(vertx, changes::incrementAndGet);
            Files.write(file, file(key(second, null)));
            Awaitility.await().until(() -> changes.get() == 1);
            assertThat(ask(first)).isEmpty();
            assertThat(ask(second)).isPresent();
            Files.writeString(file, "{\"keys\":[");
            Awaitility.await()
                    .during(KeyFileWatch.LOOK.multipliedBy(2))
                    .until(() -> ask(second).isPresent());
            Files.delete(file);
            Awaitility.await()
                    .during(KeyFileWatch.LOOK.multipliedBy(2))
                    .until(() -> ask(second).isPresent());
            Files.write(file, file(key(first, null)));
            Awaitility.await().until(() -> changes.get() == 2);
            assertThat(ask(first)).isPresent();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void aFileThatIsNotThereOrTooLargeRefusesTheStart() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFileWatch.read(missing, read -> {}))
                .withMessageContaining(missing.toString());
        Path large = folder.resolve("large");
        Files.write(large, new byte[KeyFile.MAX_BYTES + 1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFileWatch.read(large, read -> {}))
                .withMessageContaining("too large");
    }

    private static byte[] file(ApiKey key) {
        return KeyFile.EMPTY.withKeys(List.of(key)).format();
    }
}
