package dev.lux.harness.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonElements;
import dev.lux.json.JsonEquality;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import dev.lux.json.JsonStrings;
import dev.lux.json.JsonText;
import dev.lux.json.JsonTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The scanner of JSON: against Jackson, and against itself. */
final class JsonTargets {
    static final int DOCUMENT_BYTES = 72 * 1024;

    private static final JsonLimits LIMITS = JsonLimits.DEFAULT;
    private static final int MAX_ELEMENTS = 256;
    /** At the edge of exponents a patched number is spelled with one beyond it, see docs/fuzzing.md. */
    private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?0*[0-9]{4}");

    static final String[] WORDS = {
        "{}",
        "[]",
        "\"\"",
        "null",
        "true",
        "false",
        "\"a\":1,",
        "{\"a\":{\"b\":[1,2.50,\"x\",null]}}",
        "\\u0000",
        "\\ud800",
        "\\ud83d\\ude80",
        "\\u0061",
        "\\\"",
        "\\\\",
        "\\/",
        "\"\\u0061\"",
        "1e400",
        "-0",
        "-0.0",
        "1E+2",
        "0.10",
        "[[[[[[[[",
        "]]]]]]]]",
        "/*x*/",
        "//",
        "NaN",
        "'a'",
        ",,",
        "\"__proto__\"",
        "9".repeat(256),
        "9".repeat(257),
        "\u2028",
        "\ud83d\ude80",
        " \r\n\t "
    };
    static final String[] DOCUMENTS = {
        "{}",
        "[]",
        "0",
        "\"\"",
        "null",
        "true",
        "\"text\"",
        "-1.5e-7",
        "{\"ticket\":\"INC-1042\",\"status\":\"triage\",\"owner\":null,\"tags\":[\"a\",\"b\"],\"count\":12.50}",
        " { \"a\" : [ 1 , 2.0 , { \"b\" : { } } ] , \"\\u0061b\" : \"\\ud83d\\ude80 \\n\" } ",
        "[[[[[[[[[[{\"a\":[[[[[[]]]]]]}]]]]]]]]]]",
        "{\"a\":1,\"b\":{\"a\":1,\"b\":{\"a\":1}}}",
        "{\"k1\":1,\"k2\":1,\"k3\":1,\"k4\":1,\"k5\":1,\"k6\":1,\"k7\":1,\"k8\":1,\"k9\":1,\"k10\":1,\"k11\":1,"
                + "\"k12\":1,\"k13\":1,\"k14\":1,\"k15\":1,\"k16\":1,\"k17\":1,\"k18\":{\"k1\":1}}",
        "[1e9999,-1e-9999,0.00,123456789012345678901234567890,1E2]",
        "{\"größer\":\"状態 \ud83d\ude80\"}"
    };

    private JsonTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                json("json", JsonTargets::text),
                json("members", JsonTargets::members)
                        .seeded("{\"data\":{\"a\":1},\"ifVersion\":9007199254740991,\"flag\":true,\"\":\"\\u0061\"}"),
                json("elements", JsonTargets::elements)
                        .seeded("[{\"type\":\"put\",\"id\":\"a\",\"data\":1},2,[3],\"x\"]"));
    }

    private static FuzzTarget json(String name, FuzzTarget.Attack attack) {
        return FuzzTarget.of(name, FuzzTarget.Form.JSON, DOCUMENT_BYTES, LuxException.class, attack)
                .seeded(DOCUMENTS)
                .knowing(WORDS);
    }

    private static String text(byte[] input, Product product) throws Exception {
        byte[] minified;
        try {
            minified = product.call(() -> JsonText.minify(input, LIMITS));
        } catch (Refused refusal) {
            JsonReference.judge(input, refusal, LIMITS.maxDepth(), LIMITS.maxNumberLength());
            throw refusal;
        }
        JsonNode value = JsonReference.sure(input);
        Broken.unless(
                Arrays.equals(minified, JsonReference.withoutSpace(input)),
                "more or less than white space is left out");
        Broken.unless(JsonReference.sure(minified).equals(value), "the value has changed");
        Broken.unless(
                product.sure(() -> JsonText.minify(minified, LIMITS)) == minified, "what is minified is made smaller");
        JsonNode tree = product.sure(() -> JsonTree.read(minified));
        Broken.unless(tree.equals(value), "the tree is another one than Jackson's");
        byte[] written = product.sure(() -> JsonTree.write(tree));
        if (!LONG_EXPONENT.matcher(FuzzTarget.latin1(minified)).find()) {
            byte[] again = product.sure(() -> JsonTree.write(JsonTree.read(JsonText.minify(written, LIMITS))));
            Broken.unless(Arrays.equals(again, written), "a tree is written otherwise the second time");
        }
        Broken.unless(
                product.sure(() -> JsonEquality.equal(tree, JsonTree.read(written))),
                "a tree is not what is written of it");
        if (value.isTextual()) {
            String text = product.sure(() -> JsonStrings.decode(minified, 1, minified.length - 1));
            Broken.unless(text.equals(value.textValue()), "a string is decoded otherwise");
            String quoted = JsonReference.sure(product.sure(() -> JsonStrings.quoteUtf8(text)))
                    .textValue();
            Broken.unless(quoted.equals(text), "a string is quoted otherwise");
        }
        return value.getNodeType() + " of " + Integer.highestOneBit(minified.length);
    }

    private static String members(byte[] input, Product product) throws Exception {
        JsonMembers members;
        try {
            members = product.call(() -> JsonMembers.parse(input, LIMITS));
        } catch (Refused refusal) {
            // The object around them does not count.
            JsonReference.judge(input, refusal, maxDepth(input, '{'), LIMITS.maxNumberLength());
            Broken.unless(
                    !refusal.is(ErrorCode.INVALID_REQUEST)
                            || !JsonReference.sure(input).isObject(),
                    "an object is taken for something else");
            throw refusal;
        }
        JsonNode value = JsonReference.sure(input);
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        Broken.unless(new ArrayList<>(members.names()).equals(names), "the names are others");
        int read = 0;
        for (String name : names) {
            byte[] one = product.sure(() -> Objects.requireNonNull(members.get(name)));
            Broken.unless(JsonReference.sure(one).equals(value.get(name)), "a member is another one");
            read |= typed(members, name, value.get(name), product);
        }
        return names.size() + " members, read as " + read;
    }

    /** Reads a member as each type; which of them it is, as bits. */
    private static int typed(JsonMembers members, String name, JsonNode value, Product product) throws Exception {
        int types = 0;
        try {
            String text = product.call(() -> Objects.requireNonNull(members.string(name)));
            Broken.unless(value.isTextual() && text.equals(value.textValue()), "a string is another one");
            types |= 1;
        } catch (Refused notOne) {
            Broken.unless(!value.isTextual(), "a string is taken for none");
        }
        try {
            long number = product.call(() -> Objects.requireNonNull(members.integer(name)));
            Broken.unless(
                    value.isIntegralNumber() && value.bigIntegerValue().longValueExact() == number,
                    "a number is another one");
            types |= 2;
        } catch (Refused notOne) {
            String text = FuzzTarget.latin1(Objects.requireNonNull(members.get(name)));
            boolean is = text.matches("[0-9]{1,16}") && Long.parseLong(text) < 1L << 53;
            Broken.unless(!is, "an integer is taken for none");
        }
        try {
            boolean flag = product.call(() -> Objects.requireNonNull(members.bool(name)));
            Broken.unless(value.isBoolean() && value.booleanValue() == flag, "a boolean is another one");
            types |= 4;
        } catch (Refused notOne) {
            Broken.unless(!value.isBoolean(), "a boolean is taken for none");
        }
        return types;
    }

    /** What is taken apart does not count itself. */
    private static int maxDepth(byte[] input, char open) {
        String text = FuzzTarget.latin1(input).stripLeading();
        return LIMITS.maxDepth() + (!text.isEmpty() && text.charAt(0) == open ? 1 : 0);
    }

    private static String elements(byte[] input, Product product) throws Exception {
        List<byte[]> elements;
        try {
            elements = product.call(() -> JsonElements.parse(
                    input, 0, input.length, LIMITS, "writes", MAX_ELEMENTS, ErrorCode.TOO_MANY_WRITES));
        } catch (Refused refusal) {
            JsonReference.judge(input, refusal, maxDepth(input, '['), LIMITS.maxNumberLength());
            throw refusal;
        }
        JsonNode value = JsonReference.sure(input);
        Broken.unless(value.isArray() && value.size() == elements.size(), "there are more or fewer elements");
        for (int i = 0; i < elements.size(); i++) {
            Broken.unless(JsonReference.sure(elements.get(i)).equals(value.get(i)), "an element is another one");
        }
        return Integer.highestOneBit(elements.size()) + " elements";
    }
}
