package dev.lux.json;

import static dev.lux.json.Cases.json;
import static dev.lux.json.Cases.text;
import static dev.lux.json.Cases.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MergeDiffTest {
    private static final int PAIRS = 10_000;
    private static final JsonLimits DEEP = new JsonLimits(1000, 256);

    /** Before, after, patch; a dash where there is none. */
    private static final String CASES = """
            {'a':1} ; {'a':1} ; {}
            {} ; {} ; {}
            {'a':1,'b':2,'c':3} ; {'a':1,'b':5,'c':3} ; {'b':5}
            {'a':1} ; {'a':1,'b':2,'c':3} ; {'b':2,'c':3}
            {'a':1,'b':2,'c':3} ; {'a':1} ; {'b':null,'c':null}
            {'a':1,'b':2,'c':3} ; {'b':2} ; {'a':null,'c':null}
            {'a':1} ; {'b':1} ; {'a':null,'b':1}
            {'a':1} ; {} ; {'a':null}
            # numbers keep their digits
            {'a':1} ; {'a':1.0} ; {'a':1.0}
            {'a':1} ; {'a':12} ; {'a':12}
            {'a':12} ; {'a':1} ; {'a':1}
            {'a':1e1,'b':0} ; {'a':1E1,'b':0} ; {'a':1E1}
            # objects in objects
            {'o':{'a':1,'b':{'c':2,'d':3}},'x':1} ; {'o':{'a':1,'b':{'c':2,'d':4}},'x':1} ; {'o':{'b':{'d':4}}}
            {'o':{'a':1},'p':{'b':1},'q':{'c':1}} ; {'o':{'a':1},'p':{},'q':{'c':1}} ; {'p':{'b':null}}
            {'o':{'a':1},'x':1} ; {'o':{'a':1},'x':2} ; {'x':2}
            {'o':1} ; {'o':{}} ; {'o':{}}
            {'o':[1]} ; {'o':{'a':{'b':1}}} ; {'o':{'a':{'b':1}}}
            {'o':{'a':1}} ; {'o':1} ; {'o':1}
            {'o':{'a':1}} ; {'o':[{'a':1}]} ; {'o':[{'a':1}]}
            # arrays are replaced whole
            {'l':[1,2,3]} ; {'l':[1,2,4]} ; {'l':[1,2,4]}
            {'l':[1,2]} ; {'l':[1,2,3]} ; {'l':[1,2,3]}
            {'l':[{'a':1}]} ; {'l':[{'a':null}]} ; {'l':[{'a':null}]}
            # null
            {'n':null,'a':1} ; {'n':null,'a':2} ; {'a':2}
            {'n':null} ; {'n':1} ; {'n':1}
            {'n':null} ; {} ; {'n':null}
            {'o':{'n':null,'a':1}} ; {'o':{'n':null,'a':2}} ; {'o':{'a':2}}
            {'a':1} ; {'a':null} ; -
            {} ; {'a':null} ; -
            {} ; {'o':{'a':{'n':null}}} ; -
            {'o':{'a':1}} ; {'o':{'a':null}} ; -
            {'o':1} ; {'o':{'n':null}} ; -
            # order
            {'a':1,'b':2} ; {'b':2,'a':1} ; -
            {'a':1,'c':3} ; {'a':1,'b':2,'c':3} ; -
            {'o':{'a':1,'b':2}} ; {'o':{'b':2,'a':1}} ; -
            {'a':1,'b':2} ; {'b':2,'x':1} ; {'a':null,'x':1}
            # escapes
            {'\\u0061':1,'b':1} ; {'a':1,'b':2} ; {'b':2}
            {'a':1,'b':1} ; {'\\u0061':2,'b':1} ; {'\\u0061':2}
            {'a\\\\':1,'}':'{\\'','b':1} ; {'a\\\\':1,'}':'{\\'','b':2} ; {'b':2}
            {'a':'\\'','b':'x'} ; {'a':'\\\\','b':'x'} ; {'a':'\\\\'}
            {'__proto__':{'x':1}} ; {'__proto__':{'x':2}} ; {'__proto__':{'x':2}}
            # not objects
            [1] ; [2] ; -
            {'a':1} ; [1] ; -
            1 ; {'a':1} ; -
            {} ; null ; -
            """;

    static Stream<String> cases() {
        return Cases.lines(CASES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesWhatTheTableSays(String line) {
        String[] cells = line.replace('\'', '"').split(" ; ", 3);
        byte[] patch = MergeDiff.between(utf8(cells[0]), utf8(cells[1]), 1_000);
        assertThat(patch == null ? "-" : text(patch)).isEqualTo(cells[2]);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNotLongerThanAllowed(String line) {
        String[] cells = line.replace('\'', '"').split(" ; ", 3);
        if (!cells[2].equals("-")) {
            int length = utf8(cells[2]).length;
            assertThat(MergeDiff.between(utf8(cells[0]), utf8(cells[1]), length - 1))
                    .isNull();
        }
    }

    /** Any two states of a document: a patch, where there is one, gives the new one to the last digit, in its order. */
    @Test
    void appliedToTheOldStateGivesTheNewOne() {
        Random random = new Random(7396);
        int patches = 0;
        for (int i = 0; i < PAIRS; i++) {
            JsonNode before = object(random);
            JsonNode after = random.nextInt(10) == 0 ? object(random) : before;
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                after = edited(after, random);
            }
            byte[] patch = MergeDiff.between(JsonTree.write(before), JsonTree.write(after), Integer.MAX_VALUE);
            if (patch != null) {
                patches++;
                assertThat(json(MergePatch.apply(before, JsonTree.read(minified(text(patch))))))
                        .as("%s to %s by %s", before, after, text(patch))
                        .isEqualTo(json(after));
            }
        }
        assertThat(patches).isGreaterThan(PAIRS / 4);
    }

    /** What a merge patch made of a document, a merge patch can say. */
    @Test
    void saysWhatAPatchHasDone() {
        Random random = new Random(5789);
        for (int i = 0; i < PAIRS; i++) {
            JsonNode before = object(random);
            JsonNode patch = object(random);
            byte[] after = JsonTree.write(MergePatch.apply(before, patch));
            byte[] found = MergeDiff.between(JsonTree.write(before), after, Integer.MAX_VALUE);
            assertThat(found).as("%s by %s", before, patch).isNotNull();
            assertThat(json(MergePatch.apply(before, JsonTree.read(found))))
                    .isEqualTo(text(after).replace('"', '\''));
        }
    }

    @Test
    void comparesDocumentsAsDeepAsAnyMayBe() {
        String open = "{\"a\":".repeat(999);
        byte[] before = utf8(open + "{\"b\":1}" + "}".repeat(999));
        byte[] after = utf8(open + "{\"b\":2}" + "}".repeat(999));
        assertThat(JsonText.minify(after, DEEP)).isEqualTo(after);
        assertThat(MergeDiff.between(before, after, 100_000)).isEqualTo(after);
        assertThat(MergeDiff.between(before, before, 100_000)).isEqualTo(utf8("{}"));
        byte[] lists = utf8("{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}");
        assertThat(MergeDiff.between(before, lists, 100_000)).isEqualTo(lists);
    }

    private static JsonNode object(Random random) {
        JsonNode node;
        do {
            node = JsonTree.read(minified(RandomJson.next(random)));
        } while (!node.isObject());
        return node;
    }

    private static byte[] minified(String json) {
        return JsonText.minify(utf8(json), JsonLimits.DEFAULT);
    }

    /** The same value with one small change somewhere. */
    private static JsonNode edited(JsonNode node, Random random) {
        if (node instanceof ObjectNode object && (object.isEmpty() || random.nextInt(4) > 0)) {
            return editedObject(object, random);
        }
        if (node instanceof ArrayNode array && !array.isEmpty() && random.nextBoolean()) {
            ArrayNode copy = array.deepCopy();
            int index = random.nextInt(copy.size());
            return copy.set(index, edited(copy.get(index), random));
        }
        return JsonTree.read(minified(RandomJson.next(random)));
    }

    private static JsonNode editedObject(ObjectNode object, Random random) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        int index = members.isEmpty() ? 0 : random.nextInt(members.size());
        int kind = members.isEmpty() ? 0 : random.nextInt(8);
        switch (kind) {
            case 0, 1 -> {
                int place = random.nextBoolean() ? members.size() : index;
                members.removeIf(member -> member.getKey().equals("new"));
                members.add(Math.min(place, members.size()), Map.entry("new", edited(JsonTree.nullNode(), random)));
            }
            case 2 -> members.remove(index);
            case 3 -> members.add(members.remove(index));
            default -> {
                Map.Entry<String, JsonNode> member = members.get(index);
                members.set(index, Map.entry(member.getKey(), edited(member.getValue(), random)));
            }
        }
        ObjectNode edited = JsonTree.object();
        members.forEach(member -> edited.set(member.getKey(), member.getValue()));
        return edited;
    }
}
