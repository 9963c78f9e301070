package dev.lux.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreedKeysTest {
    static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    /** @param filling names the key */
    static ApiKey key(int filling, String scopes, @Nullable Instant expires) {
        String text = KeyText.make(bytes -> Arrays.fill(bytes, (byte) filling));
        return new ApiKey(
                KeyText.idIn(text).orElseThrow(), "a key", KeyText.hash(text), scopes(scopes), NOW, expires, null);
    }

    static Scopes scopes(String texts) {
        return new Scopes(Arrays.stream(texts.split(" "))
                .map(text -> Scope.parse(text).orElseThrow())
                .toList());
    }

    private static AgreedKeys present(List<List<ApiKey>> files) {
        AgreedKeys agreed = AgreedKeys.of(files, List.of());
        List<List<ApiKey>> turned = new ArrayList<>(files);
        Collections.reverse(turned);
        assertThat(AgreedKeys.of(turned, List.of()))
                .as("whichever is asked first")
                .isEqualTo(agreed);
        return agreed;
    }

    @Test
    void aKeyThatOneFileHasIsOne() {
        ApiKey one = key(1, "read:*", null);
        ApiKey other = key(2, "write:a", NOW);
        AgreedKeys agreed = present(List.of(List.of(one), List.of(), List.of(other, one)));
        assertThat(agreed.keys()).containsExactlyInAnyOrder(one, other);
        assertThat(agreed.disputed()).isEmpty();
    }

    @Test
    void whereFilesDifferAKeyMayWhatAllOfThemAllow() {
        ApiKey narrow = key(1, "read:incident-* write:incident-1", null);
        ApiKey wide = key(1, "read,write:* list:incident-*", NOW);
        AgreedKeys agreed = present(List.of(List.of(narrow), List.of(wide)));
        assertThat(agreed.disputed()).containsExactly(narrow.id());
        assertThat(agreed.keys())
                .singleElement()
                .satisfies(key -> assertThat(key.scopes()).isEqualTo(narrow.scopes()))
                .satisfies(key -> assertThat(key.expires()).isEqualTo(NOW));
    }

    @Test
    void whatNoTwoFilesAllowIsNothing() {
        assertThat(present(List.of(List.of(key(1, "read:a*", null)), List.of(key(1, "read:b*", null))))
                        .keys())
                .isEmpty();
    }

    @Test
    void aKeyThatAnyFileCallsRevokedIsNone() {
        ApiKey key = key(1, "read:*", null);
        assertThat(present(List.of(List.of(key), List.of(key.revokedAt(NOW)), List.of(key)))
                        .keys())
                .isEmpty();
    }

    @Test
    void twoSecretsOfOneIdAreNobodys() {
        ApiKey one = key(1, "read:*", null);
        ApiKey other = new ApiKey(one.id(), one.name(), "0".repeat(64), one.scopes(), NOW, null, null);
        AgreedKeys agreed = present(List.of(List.of(one), List.of(other), List.of(one)));
        assertThat(agreed.keys()).isEmpty();
        assertThat(agreed.disputed()).containsExactly(one.id());
    }

    @Test
    void whatANodeSaidThatHasLeftCountsForKeysThatNoOtherKnows() {
        ApiKey known = key(1, "read:*", null);
        ApiKey before = key(1, "read:a", null);
        ApiKey revoked = key(2, "read:*", null);
        ApiKey alone = key(3, "read:*", null);
        AgreedKeys agreed = AgreedKeys.of(
                List.of(List.of(known, revoked.revokedAt(NOW))), List.of(List.of(before, revoked, alone)));
        assertThat(agreed.keys()).containsExactlyInAnyOrder(known, alone);
        assertThat(agreed.disputed()).isEmpty();
    }

    @Test
    void scopesAreThoseThatBothContain() {
        assertThat(scopes("read,write:a* list:*").and(scopes("read:* list,write:ab")))
                .isEqualTo(scopes("read:a* write,list:ab"));
        assertThat(scopes("read:a").and(scopes("read:b")).all()).isEmpty();
    }

    @Test
    void aPartIsGivenWhereBothGiveAllOfIt() {
        assertThat(scopes("read,write:a").and(scopes("read,write,list:a#!/secret")))
                .isEqualTo(scopes("read,write:a#!/secret"));
        assertThat(scopes("read:a#/x,/y").and(scopes("read:a#/x read:a#/z"))).isEqualTo(scopes("read:a#/x"));
        assertThat(scopes("read:a#/x").and(scopes("read:a#/y")).all()).isEmpty();
        assertThat(scopes("read,list:a*#/x").and(scopes("list:a1 write:a*"))).isEqualTo(scopes("list:a1"));
    }
}
