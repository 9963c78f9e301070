package dev.lux.json;

import static dev.lux.json.Cases.text;
import static dev.lux.json.Cases.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of a document a part shows, and what stays when a view takes the place of what was shown. */
@Timeout(60)
class PartTest {
    private static final int ROUNDS = 5_000;
    private static final String[] KEYS = {"a", "b", "c", "\\u0061\\n", "~/"};
    private static final String[] NAMES = {"a", "b", "c", "a\n", "~/"};

    /** Part (without: !), document, view, rest. */
    private static final String VIEWS = """
            /a ; {'a':1,'b':2} ; {'a':1} ; {'b':2}
            /b ; {'a':1,'b':2} ; {'b':2} ; {'a':1}
            /x ; {'a':1} ; {} ; {'a':1}
            !/a ; {'a':1,'b':2} ; {'b':2} ; {'a':1}
            !/x ; {'a':1} ; {'a':1} ;
            !/a ; {'a':1} ; {} ; {'a':1}
            /a,/c ; {'a':1,'b':2,'c':{'d':[1]}} ; {'a':1,'c':{'d':[1]}} ; {'b':2}
            # digits, order and escapes stay
            !/a ; {'c':1.10,'a':0,'b':'\\u0041'} ; {'c':1.10,'b':'\\u0041'} ; {'a':0}
            !/a ; {'\\u0061':1,'b':2} ; {'b':2} ; {'\\u0061':1}
            # within objects; one that holds nothing else is not there
            /a/b ; {'a':{'b':1,'c':2},'d':3} ; {'a':{'b':1}} ; {'a':{'c':2},'d':3}
            /a/b ; {'a':{'c':2},'d':3} ; {} ; {'a':{'c':2},'d':3}
            !/a/b ; {'a':{'b':1,'c':2},'d':3} ; {'a':{'c':2},'d':3} ; {'a':{'b':1}}
            !/a/b ; {'a':{'b':1}} ; {} ; {'a':{'b':1}}
            !/a/b ; {'a':{}} ; {} ;
            /a/b ; {'a':{}} ; {} ;
            # no object on the way: of neither
            !/a/b ; {'a':[{'b':1}],'d':3} ; {'d':3} ; {'a':[{'b':1}]}
            !/a/b ; {'a':'b','d':3} ; {'d':3} ; {'a':'b'}
            !/a/0 ; {'a':[1,2],'d':3} ; {'d':3} ; {'a':[1,2]}
            /a/0 ; {'a':[1,2],'d':3} ; {} ; {'a':[1,2],'d':3}
            /a/0 ; {'a':{'0':1,'1':2}} ; {'a':{'0':1}} ; {'a':{'1':2}}
            !/a ; [1,2] ; {} ; [1,2]
            !/a ; 'a' ; {} ; 'a'
            /a ; 7 ; {} ; 7
            # the longest pointer decides nothing that a shorter one of the same kind has not
            /a,/a/b ; {'a':{'b':1,'c':2}} ; {'a':{'b':1,'c':2}} ;
            !/a,/a/b ; {'a':{'b':1,'c':2}} ; {} ; {'a':{'b':1,'c':2}}
            # the empty member
            / ; {'':1,'a':2} ; {'':1} ; {'a':2}
            """;

    static Stream<String> views() {
        return Cases.lines(VIEWS);
    }

    @ParameterizedTest
    @MethodSource("views")
    void aPartShowsWhatItsPointersName(String line) {
        String[] cells = line.split(" ;", -1);
        Part part = part(cells[0]);
        byte[] document = utf8(cells[1].strip().replace('\'', '"'));
        assertThat(text(part.viewOf(document)).replace('"', '\'')).isEqualTo(cells[2].strip());
        assertThat(text(part.restOf(document)).replace('"', '\'')).isEqualTo(cells[3].strip());
    }

    /** Part, document, new view, new document. */
    private static final String JOINS = """
            !/h ; {'a':1,'h':2} ; {'a':3} ; {'a':3,'h':2}
            !/h ; {'a':1,'h':2,'b':3} ; {'b':4,'a':5} ; {'b':4,'a':5,'h':2}
            !/h ; {'h':2,'a':1} ; {'a':3} ; {'h':2,'a':3}
            !/h ; {'a':1,'h':2} ; {} ; {'h':2}
            !/h ; {'a':1,'b':1,'h':2.0} ; {'a':1} ; {'a':1,'h':2.0}
            !/h ; {'a':1,'h':2} ; {'n':0,'a':1} ; {'n':0,'a':1,'h':2}
            /a ; {'x':1,'a':2,'y':3} ; {'a':4} ; {'x':1,'a':4,'y':3}
            /a ; {'x':1,'a':2,'y':3} ; {} ; {'x':1,'y':3}
            /a/b ; {'a':{'b':1,'c':2}} ; {'a':{'b':3}} ; {'a':{'b':3,'c':2}}
            /a/b ; {'a':{'b':1,'c':2}} ; {} ; {'a':{'c':2}}
            /a/b ; {'a':{'b':1}} ; {} ; {}
            /a/b ; {} ; {'a':{'b':1}} ; {'a':{'b':1}}
            # what has no object where the view has one gives way
            /a/b ; {'a':'x'} ; {'a':{'b':1}} ; {'a':{'b':1}}
            /a/b ; {'a':'x'} ; {} ; {'a':'x'}
            /a ; [1] ; {'a':1} ; {'a':1}
            """;

    static Stream<String> joins() {
        return Cases.lines(JOINS);
    }

    @ParameterizedTest
    @MethodSource("joins")
    void aViewTakesThePlaceOfWhatWasShown(String line) {
        String[] cells = line.replace('\'', '"').split(" ; ", -1);
        assertThat(text(part(cells[0]).join(utf8(cells[1]), utf8(cells[2])))).isEqualTo(cells[3]);
    }

    @Test
    void whatIsShownAsAWholeIsNotCopied() {
        byte[] document = utf8("{\"a\":{\"b\":1}}");
        assertThat(Part.ALL.viewOf(document)).isSameAs(document);
        assertThat(part("!/x,/a/c").viewOf(document)).isSameAs(document);
        assertThat(text(Part.NONE.viewOf(document))).isEqualTo("{}");
    }

    @Test
    void partsAddUp() {
        assertThat(part("/a").or(part("/b"))).isEqualTo(part("/a,/b")).isNotEqualTo(part("/a"));
        assertThat(part("!/a").or(part("!/b"))).isEqualTo(Part.ALL);
        assertThat(part("!/a,/b").or(part("!/b,/c"))).isEqualTo(part("!/b"));
        assertThat(part("!/a").or(part("!/a/b"))).isEqualTo(part("!/a/b"));
        assertThat(part("!/a").or(part("/a"))).isEqualTo(Part.ALL);
        Part allButSome = part("!/a").or(part("/a/b"));
        assertThat(text(allButSome.viewOf(utf8("{\"a\":{\"b\":1,\"c\":2},\"d\":3}"))))
                .isEqualTo("{\"a\":{\"b\":1},\"d\":3}");
        assertThat(Part.NONE.or(part("/a"))).isEqualTo(part("/a"));
        assertThat(part("/a").or(Part.ALL)).isEqualTo(Part.ALL);
    }

    @Test
    void aPointerIsOfSoManyTokens() {
        Pointer deepest = Pointer.parse("/a".repeat(Part.MAX_DEPTH));
        assertThat(Part.only(List.of(deepest)).isNone()).isFalse();
        assertThatThrownBy(() -> Part.only(List.of(Pointer.parse(deepest + "/a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMergePatchIsCoveredByWhatItNames() {
        assertThat(covers("/a", "{'a':1}")).isTrue();
        assertThat(covers("/a", "{'a':null}")).isTrue();
        assertThat(covers("/a", "{'b':null}")).isFalse();
        assertThat(covers("!/h", "{'h':null}")).isFalse();
        assertThat(covers("!/h/i", "{'h':null}")).isTrue();
        assertThat(covers("!/h/i", "{'h':1}")).isFalse();
        assertThat(covers("!/h/i", "{'h':{'i':null}}")).isFalse();
        assertThat(covers("!/h/i", "{'h':{'j':1}}")).isTrue();
        assertThat(covers("/a", "{}")).isTrue();
    }

    /** Each value of a document stands at a path of members, or within one that does; each is another text. */
    @Test
    void aViewHoldsWhatBelongsToThePartAndNothingElse() {
        Random random = new Random(20261126);
        int shown = 0;
        int hidden = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Part part = randomPart(random);
            Map<String, Boolean> values = new HashMap<>();
            byte[] document = utf8(document(random, part, 4, values, new int[1]));
            String view = text(part.viewOf(document));
            String rest = text(part.restOf(document));
            for (Map.Entry<String, Boolean> value : values.entrySet()) {
                assertThat(view.contains(value.getKey()))
                        .as(part + " " + text(document))
                        .isEqualTo(value.getValue());
                assertThat(rest.contains(value.getKey()))
                        .as(part + " " + text(document))
                        .isEqualTo(!value.getValue());
                shown += value.getValue() ? 1 : 0;
                hidden += value.getValue() ? 0 : 1;
            }
            assertThat(part.viewOf(utf8(view))).isEqualTo(utf8(view));
            assertThat(part.restOf(utf8(view))).isEmpty();
        }
        assertThat(Math.min(shown, hidden)).isGreaterThan(ROUNDS);
    }

    /** Who sees a part and writes another view sees just that, and what it does not see is what it was. */
    @Test
    void whatIsJoinedShowsTheViewAndKeepsTheRest() {
        Random random = new Random(17);
        for (int round = 0; round < ROUNDS; round++) {
            Part part = randomPart(random);
            byte[] whole = utf8(document(random, part, 4, new HashMap<>(), new int[1]));
            byte[] view = part.viewOf(utf8(document(random, part, 4, new HashMap<>(), new int[] {1_000})));
            byte[] joined = part.join(whole, view);
            assertThat(text(part.viewOf(joined))).as(part + " " + text(whole)).isEqualTo(text(view));
            assertThat(JsonEquality.equal(
                            read(part.not().viewOf(joined)), read(part.not().viewOf(whole))))
                    .as(part + " " + text(whole) + " " + text(view) + " " + text(joined))
                    .isTrue();
            assertThat(JsonText.minify(joined, JsonLimits.DEFAULT)).isEqualTo(joined);
        }
    }

    /** A delta between two views makes the one of the other, and has nothing that is in neither. */
    @Test
    void aDeltaIsOfViews() {
        Random random = new Random(5);
        int deltas = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Part part = randomPart(random);
            byte[] before = part.viewOf(utf8(document(random, part, 3, new HashMap<>(), new int[1])));
            byte[] after = part.viewOf(utf8(document(random, part, 3, new HashMap<>(), new int[1])));
            byte[] delta = MergeDiff.between(before, after, 10_000);
            if (delta != null) {
                deltas++;
                assertThat(JsonEquality.equal(MergePatch.apply(read(before), read(delta)), read(after)))
                        .isTrue();
            }
        }
        assertThat(deltas).isGreaterThan(ROUNDS / 4);
    }

    @Test
    void partsAreAnAlgebra() {
        Random random = new Random(3);
        for (int round = 0; round < ROUNDS; round++) {
            Part a = randomPart(random);
            Part b = randomPart(random);
            assertThat(a.not().not()).isEqualTo(a);
            assertThat(a.or(a)).isEqualTo(a);
            assertThat(a.or(a.not())).isEqualTo(Part.ALL);
            assertThat(a.or(b)).isEqualTo(b.or(a)).hasSameHashCodeAs(b.or(a));
            assertThat(a.or(b).or(a)).isEqualTo(a.or(b));
            assertThat(Part.of(a.rest(), a.members())).isEqualTo(a);
        }
    }

    private static boolean covers(String part, String patch) {
        return part(part).covers(Cases.tree(patch));
    }

    private static JsonNode read(byte[] json) {
        return JsonTree.read(json);
    }

    private static Part part(String text) {
        boolean without = text.startsWith("!");
        List<Pointer> pointers = Stream.of((without ? text.substring(1) : text).split(",", -1))
                .map(Pointer::parse)
                .toList();
        return without ? Part.without(pointers) : Part.only(pointers);
    }

    private static Part randomPart(Random random) {
        Part part = pointers(random);
        return random.nextInt(3) == 0 ? part.or(pointers(random)) : part;
    }

    private static Part pointers(Random random) {
        List<Pointer> pointers = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<String> tokens = new ArrayList<>();
            for (int depth = random.nextInt(3); depth >= 0; depth--) {
                tokens.add(NAMES[random.nextInt(NAMES.length)]);
            }
            pointers.add(new Pointer(tokens));
        }
        return random.nextBoolean() ? Part.only(pointers) : Part.without(pointers);
    }

    /**
     * A document of which every scalar is another one.
     *
     * @param values is told of each whether it belongs to the part
     */
    private static String document(Random random, Part part, int depth, Map<String, Boolean> values, int[] last) {
        boolean scalar = depth == 0 || (depth < 4 && random.nextInt(3) == 0);
        boolean belongs = part.isAll();
        if (scalar) {
            String value = "\"<" + ++last[0] + ">\"";
            values.put(value, belongs);
            return value;
        }
        if (depth < 4 && random.nextInt(5) == 0) {
            // No pointer goes into an array.
            Part within = belongs ? Part.ALL : Part.NONE;
            return "[" + document(random, within, 0, values, last) + ",{\"a\":"
                    + document(random, within, 0, values, last) + "}]";
        }
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < KEYS.length; i++) {
            if (random.nextInt(2) == 0) {
                out.append(out.length() == 1 ? "" : ",")
                        .append('"')
                        .append(KEYS[i])
                        .append("\":");
                out.append(document(random, part.member(NAMES[i]), depth - 1, values, last));
            }
        }
        return out.append('}').toString();
    }
}
