package dev.lux.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    private static Scopes scopes(String text) {
        return new Scopes(List.of(text.split(" ", -1)).stream()
                .map(one -> Scope.parse(one).orElseThrow())
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"read:incident-*", "write:*", "list:a", "admin:a:b~c.*", "read,write:a*"})
    void aScopeIsReadAsItIsWritten(String text) {
        assertThat(Scope.parse(text)).get().hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "read",
                ":",
                "read:",
                ":incident-*",
                "READ:incident-*",
                "reads:incident-*",
                "read,:a",
                ",read:a",
                "read write:a",
                "read:*a",
                "read:a*b*",
                "read:a b",
                "read:-a",
                "read: a",
                "openid",
                "profile:email:x y",
                "*:*"
            })
    void whatIsNoScopeGivesNothing(String text) {
        assertThat(Scope.parse(text)).isEmpty();
    }

    @Test
    void rightsThatAreNamedTwiceAreNamedOnce() {
        assertThat(Scope.parse("read,read:a")).get().hasToString("read:a");
    }

    @ParameterizedTest
    @CsvSource({
        // scopes, asked, whether it may be read
        "read:incident-*,incident-*,true",
        "read:incident-*,incident-1,true",
        "read:incident-*,incident-1*,true",
        "read:incident-*,incident*,false",
        "read:incident-*,incident,false",
        "read:incident-*,*,false",
        "read:incident-*,incidents-1,false",
        "read:incident-1,incident-1,true",
        "read:incident-1,incident-1*,false",
        "read:incident-1,incident-12,false",
        "read:*,*,true",
        "write:* list:* admin:*,a,false",
        "read:a* read:b*,b1,true",
        "read:a* read:b*,*,false",
        "read:a write:b,b,false"
    })
    void aPatternIsAllowedAsAWholeByOneScopeOrNot(String text, String asked, boolean allowed) {
        assertThat(scopes(text).allow(Right.READ, Pattern.parse(asked))).isEqualTo(allowed);
    }

    @Test
    void everythingIsAllowedByAllAndNothingByNone() {
        for (Right right : Right.values()) {
            assertThat(Scopes.ALL.allow(right, Pattern.parse("*"))).isTrue();
            assertThat(Scopes.NONE.allow(right, Pattern.parse("a"))).isFalse();
        }
    }

    @Test
    void aScopeHasARight() {
        assertThatThrownBy(() -> new Scope(Set.of(), Pattern.parse("a"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotAllowedIsForbidden() {
        Principal principal = new Principal("p", scopes("read:a*"), Principal.NEVER, "c");
        principal.require(Right.READ, Pattern.parse("a*"));
        assertThatThrownBy(() -> principal.require(Right.WRITE, Pattern.parse("a*")))
                .isInstanceOfSatisfying(
                        LuxException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void aNameIsWhatARecordHoldsAndALogCanShow() {
        assertThat(List.of("operator-a", "auth0|5f7c", "caf\u00e9 \ud83d\ude00", "x".repeat(255)))
                .allMatch(Principal::isName);
        assertThat(List.of("", "a\nb", "a\u0000", "\u202eabc", "\ud83d", "x".repeat(256), "\u00e9".repeat(128)))
                .noneMatch(Principal::isName);
    }
}
