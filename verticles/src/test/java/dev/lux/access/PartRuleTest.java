package dev.lux.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.command.Condition;
import dev.lux.command.Reach;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.Part;
import dev.lux.json.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scopes on a part of a document. */
class PartRuleTest {
    private static final String DATA = "{\"status\":\"open\",\"customer\":{\"name\":\"Ann\"}}";

    private static Principal of(String... scopes) {
        return new Principal(
                "p",
                new Scopes(Stream.of(scopes)
                        .map(one -> Scope.parse(one).orElseThrow())
                        .toList()),
                Principal.NEVER,
                "c");
    }

    private static Part part(String... scopes) {
        return of(scopes).scopes().readable().of(Pattern.ofId("a1"));
    }

    private static Part only(String... pointers) {
        return Part.only(Stream.of(pointers).map(Pointer::parse).toList());
    }

    private static Part without(String... pointers) {
        return only(pointers).not();
    }

    private static Write write(WriteKind kind, byte[] guard) {
        return new Write("a1", kind, utf8("{}"), Condition.NONE, guard.length == 0 ? null : guard, null, "p");
    }

    private static Write put() {
        return write(WriteKind.PUT, new byte[0]);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write:incident-*#/status,/owner",
                "read:incident-*#!/customer",
                "read,write:a*#/a/b,/c",
                "read,list:a*#!/x",
                "read:a#/",
                "read:a#/a%20b,/a%2Cb,/a%23b,/%22%5C%25,/a~1b~0c,/%C3%A9,/%0A",
                "read:a#/!x,/a:b=c*(1);@&$'+?"
            })
    void aRuleIsReadAsItIsWritten(String text) {
        assertThat(Scope.parse(text)).get().hasToString(text);
        assertThat(Scope.parse(Scope.parse(text).orElseThrow().toString())).isEqualTo(Scope.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read:a#",
                "read:a#!",
                "read:a#,",
                "read:a#status",
                "read:a#/a,",
                "read:a#,/a",
                "read:a#/a,!/b",
                "read:a#!!/a",
                "read:a#/a b",
                "read:a#/a#/b",
                "read:a#/a\\b",
                "read:a#/a\"b",
                "read:a#/\u00e9",
                "read:a#/%",
                "read:a#/%4",
                "read:a#/%zz",
                "read:a#/%C3",
                "read:a#/%C0%AF",
                "read:a#/~",
                "read:a#/~2",
                "read#/a:b",
                "list:a#/a",
                "admin:a#/a",
                "read,admin:a#/a",
                "read:*a#/a"
            })
    void whatIsNoRuleIsNoScope(String text) {
        assertThat(Scope.parse(text)).isEmpty();
    }

    @Test
    void aRuleHasItsLimits() {
        String pointers = IntStream.range(0, 32).mapToObj(i -> "/" + i).collect(Collectors.joining(","));
        assertThat(Scope.parse("read:a#" + pointers)).isPresent();
        assertThat(Scope.parse("read:a#!" + pointers + ",/32")).isEmpty();
        assertThat(Scope.parse("read:a#" + "/a".repeat(16))).isPresent();
        assertThat(Scope.parse("read:a#" + "/a".repeat(17))).isEmpty();
        assertThat(Scope.parse("read:a#/" + "a".repeat(255))).isPresent();
        assertThat(Scope.parse("read:a#/" + "a".repeat(256))).isEmpty();
    }

    @Test
    void pointersAreDecodedOnce() {
        assertThat(part("read:a*#/a%2541,/b~1c")).isEqualTo(only("/a%41", "/b~1c"));
    }

    @Test
    void whatScopesGiveOfADocumentAddsUp() {
        assertThat(part("read:a*#/x", "read:a1#/y", "read:b*")).isEqualTo(only("/x", "/y"));
        assertThat(part("read:a*#!/x,/y", "read:a1#!/y,/z")).isEqualTo(without("/y"));
        assertThat(part("read:a*#!/x", "read:a1")).isEqualTo(Part.ALL);
        assertThat(part("read:a*", "write:a*#/x")).isEqualTo(Part.ALL);
        assertThat(part("write:a*", "read:b*#/x")).isEqualTo(Part.NONE);
    }

    @Test
    void whatIsAskedForIsAllowedAlsoOnAPart() {
        Principal principal = of("read:a*#!/customer");
        assertThat(principal.may(Right.READ, Pattern.parse("a*"))).isTrue();
        assertThat(principal.may(Right.READ, Pattern.parse("*"))).isFalse();
        assertThat(principal.may(Right.WRITE, Pattern.parse("a*"))).isFalse();
    }

    @Test
    void aStateIsSeenInPart() {
        DocumentState state = new DocumentState("a1", 7, utf8(DATA), 1, "me");
        DocumentState seen = of("read:a*#!/customer").seen(state);
        assertThat(seen.data()).asString().isEqualTo("{\"status\":\"open\"}");
        assertThat(seen.version()).isEqualTo(7);
        assertThat(of("read:a*").seen(state)).isSameAs(state);
        assertThat(of("read:a*", "read:b#/x").seen(state)).isSameAs(state);
        assertThat(of("read:a*#!/other").seen(state)).isSameAs(state);
    }

    @Test
    void aWriteWithoutRulesIsTheSameObject() {
        Write put = put();
        assertThat(WriteRights.allowed(of("write:a*"), put)).isSameAs(put);
        assertThat(WriteRights.allowed(of("read:b#/x", "read,write:a*"), put)).isSameAs(put);
        assertThat(WriteRights.allowed(of("read:b#/x", "write:a*"), put)).isSameAs(put);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "read:a* write:a*#/s;;/s",
                "read:a*#!/c write:a*;!/c;",
                "read:a*#!/c write:a*#/s;!/c;/s",
                "write:a*#/s;/s;/s",
                "read,write:a*#/s;/s;/s"
            })
    void aWriteHasTheReachOfItsWriter(String scopes, String sees, String changes) {
        Write write = WriteRights.allowed(of(scopes.split(" ", -1)), put());
        assertThat(write.reach()).isEqualTo(new Reach(written(sees), written(changes)));
    }

    private static Part written(String rule) {
        return rule == null ? Part.ALL : PartRule.parse(rule).orElseThrow().part();
    }

    @Test
    void whoReadsNothingAsksNothingOfTheContent() {
        Principal blind = of("write:a*#/s");
        for (Write asking :
                List.of(write(WriteKind.PUT, utf8("{\"/s\":[1]}")), write(WriteKind.JSON_PATCH, utf8("")))) {
            assertThatThrownBy(() -> WriteRights.allowed(blind, asking))
                    .isInstanceOfSatisfying(
                            LuxException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
        }
    }

    @Test
    void aRefusalShowsWhatMayBeRead() {
        DocumentState state = new DocumentState("a1", 7, utf8(DATA), 1, "me");
        WriteReply.Refused refused = new WriteReply.Refused(ErrorCode.GUARD_FAILED, "no", state, List.of("/status"));
        WriteReply.Refused partial =
                (WriteReply.Refused) WriteRights.visible(of("read,write:a*#!/customer"), "a1", refused);
        assertThat(partial.current().data()).asString().isEqualTo("{\"status\":\"open\"}");
        assertThat(partial.failedGuards()).containsExactly("/status");
        WriteReply.Refused blind = (WriteReply.Refused) WriteRights.visible(of("write:a*#/status"), "a1", refused);
        assertThat(blind.current()).isNull();
    }
}
