package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.DocumentRecord;
import dev.lux.document.DocumentState;
import dev.lux.json.JsonTree;
import dev.lux.limits.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of writes that may not see or change all of a document. */
@Timeout(30)
class ReachRulesTest {
    private static final @Nullable DocumentRecord NEVER = null;
    private static final WriteRules RULES = new WriteRules(Limits.DEFAULT);

    /** The document {'s':1,'o':{'n':2},'h':3}; sees, changes, kind, body, what becomes of it. Nothing: everything. */
    private static final String TABLE = """
            # who sees everything and changes some: the difference is judged
            ; /s ; put ; {'s':9,'o':{'n':2},'h':3} ; {'s':9,'o':{'n':2},'h':3}
            ; /s ; put ; {'s':9,'o':{'n':2},'h':4} ; forbidden
            ; /s ; put ; {'s':9,'o':{'n':2}} ; forbidden
            ; /s ; put ; {'s':9,'o':{'n':2},'h':3,'x':1} ; forbidden
            ; /s ; put ; {'s':9,'h':3,'o':{'n':2}} ; forbidden
            ; /s ; put ; {'o':{'n':2},'h':3} ; {'o':{'n':2},'h':3}
            ; /s ; put ; {'s':9,'o':{'n':2.0},'h':3} ; forbidden
            ; /s ; put ; {'s':9,'o':{'\\u006e':2},'h':3} ; {'s':9,'o':{'\\u006e':2},'h':3}
            ; /s ; put ; [1] ; forbidden
            ; /s ; put ; 1 ; forbidden
            ; /s ; merge ; {'s':[1]} ; {'s':[1],'o':{'n':2},'h':3}
            ; /s ; merge ; {'s':null} ; {'o':{'n':2},'h':3}
            ; /s ; merge ; {'s':1,'h':3} ; {'s':1,'o':{'n':2},'h':3}
            ; /s ; merge ; {'s':1,'h':4} ; forbidden
            ; /s ; merge ; {'h':null} ; forbidden
            ; /s ; json ; [{'op':'replace','path':'/s','value':5}] ; {'s':5,'o':{'n':2},'h':3}
            ; /s ; json ; [{'op':'copy','from':'/h','path':'/s'}] ; {'s':3,'o':{'n':2},'h':3}
            ; /s ; json ; [{'op':'move','from':'/h','path':'/s'}] ; forbidden
            ; /s ; json ; [{'op':'remove','path':''}] ; null_document
            ; /s ; delete ; ; forbidden
            ; /s,/o,/h ; delete ; ; absent
            ; /o/n ; merge ; {'o':{'n':5}} ; {'s':1,'o':{'n':5},'h':3}
            ; /o/n ; merge ; {'o':null} ; {'s':1,'h':3}
            ; /o/n ; merge ; {'o':{'m':5}} ; forbidden
            ; /o/n ; merge ; {'o':5} ; forbidden
            ; !/h ; merge ; {'s':5,'x':1} ; {'s':5,'o':{'n':2},'h':3,'x':1}
            ; !/h ; merge ; {'h':5} ; forbidden
            ; !/h ; delete ; ; forbidden
            ; !/o/n ; merge ; {'o':{'m':1}} ; {'s':1,'o':{'n':2,'m':1},'h':3}
            ; !/o/n ; merge ; {'o':[]} ; forbidden
            ; !/x/y ; merge ; {'x':[]} ; forbidden
            # who sees some: that is the document, and the rest stays
            !/h ; ; put ; {'s':9} ; {'s':9,'h':3}
            !/h ; ; put ; {'o':0,'s':9} ; {'o':0,'h':3,'s':9}
            !/h ; ; put ; {} ; {'h':3}
            !/h ; ; put ; {'s':9,'h':3} ; forbidden
            !/h ; ; put ; {'s':9,'h':null} ; forbidden
            !/h ; ; put ; [1] ; forbidden
            !/h ; ; put ; 'x' ; forbidden
            !/h ; ; merge ; {'s':null,'o':{'n':null,'m':1}} ; {'o':{'m':1},'h':3}
            !/h ; ; merge ; {'h':null} ; forbidden
            !/h ; ; merge ; {'h':{}} ; forbidden
            !/h ; ; json ; [{'op':'test','path':'/h','value':3}] ; test_failed
            !/h ; ; json ; [{'op':'test','path':'/h','value':4}] ; test_failed
            !/h ; ; json ; [{'op':'test','path':'','value':{'s':1,'o':{'n':2}}},{'op':'remove','path':'/s'}] ; {'o':{'n':2},'h':3}
            !/h ; ; json ; [{'op':'copy','from':'/h','path':'/s'}] ; patch_failed
            !/h ; ; json ; [{'op':'move','from':'/h','path':'/s'}] ; patch_failed
            !/h ; ; json ; [{'op':'remove','path':'/h'}] ; patch_failed
            !/h ; ; json ; [{'op':'replace','path':'/h','value':1}] ; patch_failed
            !/h ; ; json ; [{'op':'add','path':'/h','value':1}] ; forbidden
            !/h ; ; json ; [{'op':'add','path':'/h/i','value':1}] ; patch_failed
            !/h ; ; json ; [{'op':'copy','from':'/s','path':'/h'}] ; forbidden
            !/h ; ; json ; [{'op':'add','path':'/h','value':1},{'op':'remove','path':'/h'}] ; {'s':1,'o':{'n':2},'h':3}
            !/h ; ; json ; [{'op':'replace','path':'','value':{'s':0}}] ; {'s':0,'h':3}
            !/h ; ; json ; [{'op':'copy','from':'','path':'/s'}] ; {'s':{'s':1,'o':{'n':2}},'o':{'n':2},'h':3}
            !/h ; ; delete ; ; absent
            /s ; ; put ; {'s':9} ; {'s':9,'o':{'n':2},'h':3}
            /s ; ; put ; {'s':9,'x':1} ; forbidden
            !/o/n ; ; merge ; {'o':null} ; {'s':1,'o':{'n':2},'h':3}
            !/o/n ; ; merge ; {'o':{'m':1}} ; {'s':1,'h':3,'o':{'n':2,'m':1}}
            !/o/n ; ; merge ; {'o':5} ; forbidden
            !/o/n ; ; put ; {'o':5} ; forbidden
            # who sees some and changes some of that
            !/h ; /s ; merge ; {'s':9} ; {'s':9,'o':{'n':2},'h':3}
            !/h ; /s ; merge ; {'o':9} ; forbidden
            !/h ; /s ; put ; {'s':9,'o':{'n':2}} ; {'s':9,'o':{'n':2},'h':3}
            !/h ; /s ; put ; {'s':9} ; forbidden
            !/h ; /s,/h ; merge ; {'s':9,'h':9} ; forbidden
            !/h ; /s ; delete ; ; forbidden
            !/x ; /s,/o,/h ; delete ; ; forbidden
            """;

    static Stream<String> rows() {
        return TABLE.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aWriteStaysWithinItsReach(String row) {
        String[] cells = Stream.of(row.replace('\'', '"').split(";", -1))
                .map(String::strip)
                .toArray(String[]::new);
        Write write = Writes.write("d", kind(cells[2]), cells[3]);
        assertThat(said(decide("{\"s\":1,\"o\":{\"n\":2},\"h\":3}", reaching(cells[0], cells[1], write))))
                .isEqualTo(cells[4]);
    }

    @Test
    void anAbsentDocumentCountsAsNothing() {
        assertThat(said(decide(NEVER, Writes.within("!/x", "/s", Writes.put("d", "{\"s\":1}")))))
                .isEqualTo("{\"s\":1}");
        assertThat(said(decide(NEVER, Writes.within("!/x", "/s", Writes.put("d", "{\"s\":1,\"o\":1}")))))
                .isEqualTo("forbidden");
        assertThat(said(decide(NEVER, Writes.within("!/x", "/s", Writes.put("d", "{\"x\":1}")))))
                .isEqualTo("forbidden");
        assertThat(said(decide(NEVER, Writes.within("!/x", "/s", Writes.delete("d")))))
                .isEqualTo("forbidden");
        assertThat(said(decide(NEVER, reaching("", "/s", Writes.delete("d"))))).isEqualTo("absent");
    }

    @Test
    void aGuardIsOnWhatIsSeen() {
        String document = "{\"s\":1,\"h\":3}";
        Write put = Writes.write("d", WriteKind.MERGE_PATCH, "{\"s\":2}");
        assertThat(said(decide(document, reaching("!/h", "", Writes.guarded("{\"/h\":[3]}", put)))))
                .isEqualTo("guard_failed");
        assertThat(said(decide(document, reaching("!/h", "", Writes.guarded("{\"/h\":[null]}", put)))))
                .isEqualTo("{\"s\":2,\"h\":3}");
        assertThat(said(decide(document, reaching("!/h", "", Writes.guarded("{\"\":[{\"s\":1}]}", put)))))
                .isEqualTo("{\"s\":2,\"h\":3}");
    }

    /** Cunning writes of somebody who does not see h, on documents that differ in what is hidden. */
    @Test
    void nothingThatBecomesOfAWriteFollowsFromWhatIsHidden() {
        List<String> hidden = List.of(
                "",
                ",\"h\":1",
                ",\"h\":{\"i\":[1,2]},\"p\":{\"q\":7}",
                ",\"p\":\"odd\"",
                ",\"p\":[1]",
                ",\"h\":\"" + "x".repeat(65_000) + "\"");
        for (String sees : List.of("!/h,/p/q", "/s,/o,/p/r")) {
            for (String changes : List.of("", "/s", "!/o")) {
                for (Write write : cunning()) {
                    List<String> outcomes = new ArrayList<>();
                    for (String more : hidden) {
                        DocumentRecord base = Writes.record(7, "{\"s\":1,\"o\":{\"n\":2}" + more + "}", List.of());
                        outcomes.add(seen(base, reaching(sees, changes, write)));
                    }
                    assertThat(outcomes)
                            .as(sees + " " + changes + " " + write.kind() + " " + Writes.text(write.body()))
                            .allMatch(outcomes.get(0)::equals);
                }
            }
        }
    }

    private static List<Write> cunning() {
        List<Write> all = new ArrayList<>();
        String large = "\"" + "y".repeat(40_000) + "\"";
        for (String value : List.of("1", "null", "{}", "{\"i\":[1,2]}", "\"odd\"", "[1]", large)) {
            for (String name : List.of("s", "h", "p", "new")) {
                String member = "{\"" + name + "\":" + value + "}";
                all.add(Writes.put("d", member));
                all.add(Writes.write("d", WriteKind.MERGE_PATCH, member));
                all.add(Writes.write("d", WriteKind.MERGE_PATCH, "{\"p\":" + member + "}"));
                all.add(Writes.guarded("{\"/" + name + "\":[" + value + "]}", Writes.put("d", "{\"s\":1}")));
                for (String op : List.of("test", "add", "replace", "remove", "copy", "move")) {
                    for (String path : List.of("/" + name, "/h/i/0", "/p/q", "/p/r", "")) {
                        all.add(Writes.write(
                                "d",
                                WriteKind.JSON_PATCH,
                                "[{\"op\":\"" + op + "\",\"path\":\"" + path + "\",\"from\":\"/" + name
                                        + "\",\"value\":" + value + "}]"));
                    }
                }
            }
        }
        all.add(Writes.delete("d"));
        all.add(Writes.guarded("{\"\":[{\"s\":1,\"o\":{\"n\":2}}]}", Writes.delete("d")));
        all.add(Writes.when(Condition.ifVersion(6), Writes.put("d", "{}")));
        return all;
    }

    /** What somebody sees of the answer and of the document after it. */
    private static String seen(DocumentRecord base, Write write) {
        Decision decision = decide(base, write);
        byte[] before = write.reach().sees().viewOf(base.data());
        if (decision instanceof Decision.Apply apply) {
            byte[] after = apply.data() == null
                    ? Writes.json("absent")
                    : write.reach().sees().viewOf(apply.data());
            return apply.outcome() + " " + Writes.text(before) + " -> " + Writes.text(after);
        }
        Refused refused = (Refused) ((Decision.Answer) decision).reply();
        DocumentState current = refused.current();
        return refused.code() + " " + refused.detail() + " " + refused.failedGuards() + " "
                + (current == null
                        ? ""
                        : Writes.text(current.within(write.reach().sees()).data()));
    }

    @Test
    void whatIsNotSeenTakesNoRoomFromWhoDoesNotSeeIt() {
        String large = "\"" + "x".repeat(60_000) + "\"";
        Write more = Writes.write("d", WriteKind.MERGE_PATCH, "{\"s\":" + large + "}");
        String document = "{\"s\":1,\"h\":" + large + "}";
        assertThat(said(decide(document, more))).isEqualTo("document_too_large");
        assertThat(said(decide(document, reaching("!/h", "", more)))).hasSizeGreaterThan(120_000);
        assertThat(said(decide(
                        "{\"h\":" + large.replace('x', 'y') + ",\"s\":0,\"i\":" + large + "}",
                        reaching("!/h,/i", "", more))))
                .isEqualTo("document_too_large");
    }

    /** Others can work with it, as long as they do not make it larger. */
    @Test
    void aDocumentThatIsLargerThanTheLimitCanBePatchedToASmallerOne() {
        String large = "\"" + "x".repeat(60_000) + "\"";
        String document = "{\"s\":" + large + ",\"h\":" + large + ",\"t\":22}";
        assertThat(said(decide(document, Writes.write("d", WriteKind.MERGE_PATCH, "{\"t\":11}"))))
                .endsWith("\"t\":11}");
        assertThat(said(decide(document, Writes.write("d", WriteKind.MERGE_PATCH, "{\"t\":333}"))))
                .isEqualTo("document_too_large");
    }

    private static WriteKind kind(String name) {
        return switch (name) {
            case "put" -> WriteKind.PUT;
            case "merge" -> WriteKind.MERGE_PATCH;
            case "json" -> WriteKind.JSON_PATCH;
            default -> WriteKind.DELETE;
        };
    }

    private static Write reaching(String sees, String changes, Write write) {
        return Writes.within(sees, changes, write);
    }

    private static Decision decide(@Nullable String data, Write write) {
        return decide(data == null ? null : Writes.record(7, data, List.of()), write);
    }

    private static Decision decide(@Nullable DocumentRecord base, Write write) {
        return RULES.decide(base, List.of(), write, 9, JsonTree::read);
    }

    private static String said(Decision decision) {
        if (decision instanceof Decision.Apply apply) {
            return Writes.text(apply.data());
        }
        return ((Decision.Answer) decision).reply() instanceof Refused refused
                ? refused.code().code()
                : ((Written) ((Decision.Answer) decision).reply()).version() == 0 ? "absent" : "written";
    }
}
