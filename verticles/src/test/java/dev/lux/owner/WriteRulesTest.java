package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.Digest;
import dev.lux.document.DocumentRecord;
import dev.lux.document.RememberedWrite;
import dev.lux.document.WriteOutcome;
import dev.lux.json.JsonTree;
import dev.lux.limits.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class WriteRulesTest {
    private static final @Nullable DocumentRecord NEVER = null;
    private static final DocumentRecord DELETED = Writes.record(7, null, List.of());
    private static final DocumentRecord LIVE = Writes.record(7, "{\"a\":1,\"b\":[1]}", List.of());
    private final WriteRules rules = new WriteRules(Limits.DEFAULT);

    static Stream<Arguments> kinds() {
        Write put = Writes.put("d", "{\"c\":2}");
        Write delete = Writes.delete("d");
        Write merge = Writes.write("d", WriteKind.MERGE_PATCH, "{\"a\":null,\"c\":2}");
        Write mergeOfOther = Writes.write("d", WriteKind.MERGE_PATCH, "null");
        Write patch = Writes.write("d", WriteKind.JSON_PATCH, "[{\"op\":\"remove\",\"path\":\"/a\"}]");
        Write emptying = Writes.write("d", WriteKind.JSON_PATCH, "[{\"op\":\"replace\",\"path\":\"\",\"value\":null}]");
        Write failing = Writes.write("d", WriteKind.JSON_PATCH, "[{\"op\":\"remove\",\"path\":\"/x\"}]");
        Write testing = Writes.write("d", WriteKind.JSON_PATCH, "[{\"op\":\"test\",\"path\":\"/a\",\"value\":2}]");
        Condition at7 = Condition.ifVersion(7);
        Condition absent = Condition.ifVersion(0);
        Condition exists = new Condition(true, false, List.of(), List.of());
        Condition notAt7 = new Condition(false, false, List.of(), List.of(7L));
        String aIsOne = "{\"/a\":[1]}";
        String aIsAbsent = "{\"/a\":[null]}";
        return Stream.of(
                row("put creates", NEVER, put, "created 9 {\"c\":2}"),
                row("put creates again", DELETED, put, "created 9 {\"c\":2}"),
                row("put replaces", LIVE, put, "replaced 9 {\"c\":2}"),
                row("delete deletes", LIVE, delete, "deleted 9 absent"),
                row("delete of nothing", NEVER, delete, "already_absent 0"),
                row("delete of a deleted one", DELETED, delete, "already_absent 0"),
                row("merge patch creates", NEVER, merge, "created 9 {\"c\":2}"),
                row("merge patch creates again", DELETED, merge, "created 9 {\"c\":2}"),
                row("merge patch merges", LIVE, merge, "replaced 9 {\"b\":[1],\"c\":2}"),
                row("merge patch with null", LIVE, mergeOfOther, "invalid_patch"),
                row("json patch patches", LIVE, patch, "replaced 9 {\"b\":[1]}"),
                row("json patch of nothing", NEVER, patch, "not_found"),
                row("json patch of a deleted one", DELETED, patch, "not_found"),
                row("json patch to null", LIVE, emptying, "null_document"),
                row("json patch that does not apply", LIVE, failing, "patch_failed"),
                row("json patch with a failed test", LIVE, testing, "test_failed current 7"),
                row("ifVersion holds", LIVE, Writes.when(at7, put), "replaced 9 {\"c\":2}"),
                row(
                        "ifVersion of another",
                        LIVE,
                        Writes.when(Condition.ifVersion(6), put),
                        "version_conflict current 7"),
                row("ifVersion of a deletion", DELETED, Writes.when(at7, put), "version_conflict current absent"),
                row("ifVersion of nothing", NEVER, Writes.when(at7, put), "version_conflict current absent"),
                row("must be absent, never was", NEVER, Writes.when(absent, put), "created 9 {\"c\":2}"),
                row("must be absent, deleted", DELETED, Writes.when(absent, put), "created 9 {\"c\":2}"),
                row("must be absent, live", LIVE, Writes.when(absent, put), "version_conflict current 7"),
                row("must exist, live", LIVE, Writes.when(exists, delete), "deleted 9 absent"),
                row("must exist, deleted", DELETED, Writes.when(exists, delete), "version_conflict current absent"),
                row("none of, at it", LIVE, Writes.when(notAt7, put), "version_conflict current 7"),
                row("none of, absent", DELETED, Writes.when(notAt7, put), "created 9 {\"c\":2}"),
                row(
                        "condition before a patch is looked at",
                        LIVE,
                        Writes.when(absent, failing),
                        "version_conflict current 7"),
                row("guard holds", LIVE, Writes.guarded(aIsOne, put), "replaced 9 {\"c\":2}"),
                row("guard fails", LIVE, Writes.guarded(aIsAbsent, put), "guard_failed current 7 [/a]"),
                row("guard of nothing", NEVER, Writes.guarded(aIsOne, put), "guard_failed current absent [/a]"),
                row("guard of null on nothing", NEVER, Writes.guarded(aIsAbsent, put), "created 9 {\"c\":2}"),
                row("guard on a delete", LIVE, Writes.guarded(aIsAbsent, delete), "guard_failed current 7 [/a]"),
                row(
                        "guard on a delete of nothing",
                        DELETED,
                        Writes.guarded(aIsOne, delete),
                        "guard_failed current absent [/a]"),
                row(
                        "condition before guard",
                        LIVE,
                        Writes.when(absent, Writes.guarded(aIsAbsent, put)),
                        "version_conflict current 7"));
    }

    private static Arguments row(String what, @Nullable DocumentRecord base, Write write, String expected) {
        return Arguments.of(what, base, write, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aWriteIsDecidedOnTheCommittedRecord(String what, @Nullable DocumentRecord base, Write write, String expected) {
        assertThat(said(decide(base, List.of(), write, 9))).as(what).isEqualTo(expected);
    }

    @Test
    void aPatchedDocumentHasTheLimitOfAWholeOne() {
        String long1 = "\"" + "x".repeat(40_000) + "\"";
        DocumentRecord big = Writes.record(7, "{\"a\":" + long1 + "}", List.of());
        Write merge = Writes.write("d", WriteKind.MERGE_PATCH, "{\"b\":" + long1 + "}");
        Write patch = Writes.write("d", WriteKind.JSON_PATCH, "[{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/b\"}]");
        assertThat(said(decide(big, List.of(), merge, 9))).isEqualTo("document_too_large");
        assertThat(said(decide(big, List.of(), patch, 9))).isEqualTo("document_too_large");
    }

    @Test
    void aPatchedDocumentIsNotDeeperThanAWholeOne() {
        String deep = "[".repeat(64) + "]".repeat(64);
        DocumentRecord base = Writes.record(7, deep, List.of());
        Write nest = Writes.write("d", WriteKind.MERGE_PATCH, "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}");
        assertThat(said(decide(base, List.of(), nest, 9))).isEqualTo("json_too_deep");
    }

    @Test
    void aRepeatedWriteGetsItsFirstResultWhateverHoldsNow() {
        Write write = Writes.keyed("k", Writes.when(Condition.ifVersion(0), Writes.put("d", "1")));
        List<RememberedWrite> remembered = remembered(write, 5, WriteOutcome.CREATED);
        assertThat(said(decide(LIVE, remembered, write, 9))).isEqualTo("created 5");
        assertThat(said(decide(DELETED, remembered, write, 9))).isEqualTo("created 5");
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        Write write = Writes.keyed("k", Writes.put("d", "1"));
        List<RememberedWrite> remembered = remembered(write, 5, WriteOutcome.CREATED);
        assertThat(said(decide(LIVE, remembered, Writes.keyed("k", Writes.put("d", "2")), 9)))
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void anAppliedWriteIsRememberedBesideTheOthers() {
        List<RememberedWrite> earlier = remembered(Writes.keyed("k1", Writes.put("d", "1")), 5, WriteOutcome.CREATED);
        Write write = Writes.keyed("k2", Writes.put("d", "2"));
        Decision decision = decide(LIVE, earlier, write, 9);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Apply.class,
                        apply -> assertThat(apply.remembered())
                                .hasSize(2)
                                .contains(earlier.get(0))
                                .last()
                                .extracting(RememberedWrite::version, RememberedWrite::outcome)
                                .containsExactly(9L, WriteOutcome.REPLACED));
    }

    @Test
    void aRefusedWriteAndADeleteOfNothingAreNotRemembered() {
        assertThat(decide(
                        LIVE,
                        List.of(),
                        Writes.keyed("k", Writes.when(Condition.ifVersion(1), Writes.put("d", "1"))),
                        9))
                .isInstanceOf(Decision.Answer.class);
        assertThat(decide(NEVER, List.of(), Writes.keyed("k", Writes.delete("d")), 9))
                .isInstanceOf(Decision.Answer.class);
    }

    @Test
    void the33rdKeyIsRefusedAndTheOthersStillAnswer() {
        List<RememberedWrite> remembered = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            remembered.addAll(remembered(Writes.keyed("k" + i, Writes.put("d", "1")), i, WriteOutcome.REPLACED));
        }
        Write one = Writes.keyed("k31", Writes.put("d", "1"));
        assertThat(said(decide(LIVE, remembered, one, 99))).isEqualTo("replaced 99 1");
        remembered.addAll(remembered(one, 31, WriteOutcome.REPLACED));
        assertThat(said(decide(LIVE, remembered, Writes.keyed("k32", Writes.put("d", "1")), 99)))
                .isEqualTo("too_many_idempotency_keys");
        assertThat(said(decide(LIVE, remembered, one, 99))).isEqualTo("replaced 31");
        assertThat(said(decide(LIVE, remembered, Writes.put("d", "1"), 99))).isEqualTo("replaced 99 1");
    }

    private static List<RememberedWrite> remembered(Write write, long version, WriteOutcome outcome) {
        var idempotency = write.idempotency();
        Digest none = new Digest(0, 0);
        return List.of(new RememberedWrite(
                idempotency == null ? none : idempotency.key(),
                idempotency == null ? none : idempotency.request(),
                version,
                outcome));
    }

    private static String said(Decision decision) {
        if (decision instanceof Decision.Apply apply) {
            return lower(apply.outcome()) + " " + apply.version() + " " + Writes.text(apply.data());
        }
        var reply = ((Decision.Answer) decision).reply();
        if (reply instanceof Written written) {
            return lower(written.outcome()) + " " + written.version();
        }
        Refused refused = (Refused) reply;
        var current = refused.current();
        return refused.code().code()
                + (current == null ? "" : " current " + (current.isLive() ? current.version() : "absent"))
                + (refused.failedGuards().isEmpty() ? "" : " " + refused.failedGuards());
    }

    private static String lower(WriteOutcome outcome) {
        return outcome.name().toLowerCase(java.util.Locale.ROOT);
    }

    private Decision decide(
            @Nullable DocumentRecord base, List<RememberedWrite> remembered, Write write, long version) {
        return rules.decide(base, remembered, write, version, JsonTree::read);
    }
}
