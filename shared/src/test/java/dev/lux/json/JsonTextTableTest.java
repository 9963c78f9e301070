package dev.lux.json;

import static dev.lux.json.Cases.bytes;
import static dev.lux.json.Cases.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.error.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is JSON and what is not, as one long table: split, it would be harder to see what is missing. */
@Timeout(20)
class JsonTextTableTest {
    private static final String ACCEPTED = """
            # scalars, and white space around them
            null
            true
            false
            0
            -0
            ''
             1 => 1
            <09 0A 0D 20>1<20 0D 0A 09> => 1
            <0A>null<0A> => null
            # numbers keep their spelling
            1.0
            1.10
            -1
            10
            0.1
            0.10000000000000000000000000000000000000001
            -0.0
            0e1
            0E+1
            1e0
            1E5
            1e+5
            1e-5
            1.5E-05
            1e400
            1e-400
            1e9999
            1E-9999
            1e0000000000000000400
            9007199254740993
            12345678901234567890
            123456789012345678901234567890123456789012345678901234567890
            # strings keep their escapes
            'a'
            '\\''
            '\\\\'
            '\\/'
            '/'
            '\\b\\f\\n\\r\\t'
            '\\u0000'
            '\\u0022'
            '\\u00e9'
            '\\u00E9'
            '\\uD83D\\uDE00'
            '\\ud83d\\ude00x'
            '\\uFFFF'
            '\\uDBFF\\uDFFF'
            '  two  spaces  '
            '{\\'not\\':[an object ]'
            '<7F>'
            # UTF-8 of one to four bytes, at the borders of RFC 3629's table
            '<C2 80>'
            '<DF BF>'
            '<E0 A0 80>'
            '<E1 80 80>'
            '<EC BF BF>'
            '<ED 80 80>'
            '<ED 9F BF>'
            '<EE 80 80>'
            '<EF BF BF>'
            '<EF BB BF>'
            '<F0 90 80 80>'
            '<F1 80 80 80>'
            '<F3 BF BF BF>'
            '<F4 8F BF BF>'
            '<E2 80 A8 E2 80 A9>'
            '<E2 80 AE>'
            # arrays
            []
            [ ] => []
            [1]
            [ 1 , 2 ] => [1,2]
            [[],[[]],{}]
            [<0A>  1,<0A>  2<0A>]<0A> => [1,2]
            [null,true,false,'',0]
            [ '  ' ] => ['  ']
            # objects keep their order
            {}
            { } => {}
            {'a':1}
            { 'a' : 1 } => {'a':1}
            {'b':1,'a':2}
            {'b': 1, 'a': 2} => {'b':1,'a':2}
            {<0D 0A 09>'a'<09>:<09>[<09>]<09>,<09>'b':<09>{<09>}<09>} => {'a':[],'b':{}}
            {'':0}
            {' ':0,'  ':0}
            {'a':{'a':{'a':1}}}
            [{'a':1},{'a':1}]
            {'a':1,'A':2}
            {'a':1,'\\u0041':2}
            {'<C3 A9>':1,'e<CC 81>':2}
            {'__proto__':1,'constructor':2}
            {'\\u0000':1}
            """;

    private static final String REFUSED = """
            # empty, truncated
             <20>
            <0A 09>
            [
            {
            [1
            [1,
            {'a'
            {'a':
            {'a':1
            {'a':1,
            '
            'a
            '\\
            '\\u
            '\\u12
            '\\uD83D
            '\\uD83D\\
            '\\uD83D\\u
            '<C3>
            -
            1.
            1e
            1e+
            t
            tru
            nul
            fals
            # words
            True
            NULL
            nulll
            truefalse
            NaN
            Infinity
            -Infinity
            undefined
            a
            # two values, and trailing bytes
            1 2
            1,2
            {} {}
            {}[]
            []]
            {}}
            {}x
            null null
            ''''
            1<00>
            {}<00>
            {}<FF>
            # commas, colons, quotes
            [1,]
            [,1]
            [,]
            [1,,2]
            [1 2]
            [1;2]
            [1}
            {1}
            {'a':1]
            {'a':1,}
            {,'a':1}
            {'a' 1}
            {'a'::1}
            {'a',1}
            {'a'}
            {a:1}
            {1:1}
            {null:1}
            {'a':}
            {:1}
            {'a':1 'b':2}
            {<27>a<27>:1}
            <27>a<27>
            ,
            :
            ]
            }
            # comments
            /* c */1
            1/* c */
            // c
            [1//<0A>]
            <23> c
            # numbers
            +1
            01
            -01
            00
            -
            --1
            .5
            -.5
            5.
            1.e5
            1.5.5
            1e5.5
            1ee5
            1e++5
            e5
            0x10
            1_000
            1,000
            1L
            <EF BC 91>
            <D9 A1>
            # escapes
            '\\a'
            '\\x41'
            '\\U0041'
            '\\0'
            '\\<27>'
            '\\u'
            '\\u123'
            '\\u12G4'
            '\\u+123'
            '\\u 123'
            '\\u<EF BC 91>'
            '\\uD800'
            '\\uDBFFx'
            '\\uDC00'
            '\\uDFFF'
            '\\uDC00\\uD800'
            '\\uD800\\uD800'
            '\\uD800\\n'
            '\\uD800\\u0041'
            '\\uD83D<ED B8 80>'
            {'\\uD800':1}
            # control characters
            '<00>'
            '<1F>'
            '<0A>'
            '<09>'
            'a<0D>'
            {'<00>':1}
            <00>
            [1,<00>]
            [<0B>1]
            [<0C>1]
            # white space that is none
            <C2 A0>1
            <E2 80 A8>1
            [1<E3 80 80>]
            # byte order marks, UTF-16, UTF-32
            <EF BB BF>1
            <EF BB BF>{}
            <EF BB BF>
            <FE FF 00 7B 00 7D>
            <FF FE 7B 00 7D 00>
            <00 7B 00 7D>
            <7B 00 7D 00>
            <7B 00 00 00 7D 00 00 00>
            # UTF-8: stray, cut, overlong, surrogates, beyond U+10FFFF
            '<80>'
            '<BF>'
            '<FF>'
            '<FE>'
            '<C2>'
            '<C2 22>'
            '<C2 C2 80>'
            '<E1 80>'
            '<E1 80 22>'
            '<F1 80 80>'
            '<C0 80>'
            '<C0 AF>'
            '<C1 BF>'
            '<E0 80 AF>'
            '<E0 9F BF>'
            '<F0 80 80 AF>'
            '<F0 8F BF BF>'
            '<ED A0 80>'
            '<ED BF BF>'
            '<ED A0 BD ED B8 80>'
            '<F4 90 80 80>'
            '<F5 80 80 80>'
            '<F8 88 80 80 80>'
            {'<C0 AF>':1}
            <C3 A9>
            """;

    private static final String DUPLICATES = """
            {'a':1,'a':1}
            {'a':1,'b':2,'a':3}
            {'':1,'':2}
            {'a':1,'\\u0061':2}
            {'\\u0061':1,'a':2}
            {'\\u0061':1,'\\u0061':2}
            {'/':1,'\\/':2}
            {'\\n':1,'\\u000a':2}
            {'<C3 A9>':1,'\\u00e9':2}
            {'<F0 9F 98 80>':1,'\\uD83D\\uDE00':2}
            [{'b':{'a':1,'a':2}}]
            {'x':{'a':1},'x':{'b':1}}
            {'a':{'b':1,'c':2},'d':3,'a':4}
            """;

    static Stream<String> accepted() {
        return Cases.lines(ACCEPTED);
    }

    static Stream<String> refused() {
        return Cases.lines(REFUSED);
    }

    static Stream<String> duplicates() {
        return Cases.lines(DUPLICATES);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void keepsEveryByteOfValidJsonButWhiteSpace(String line) {
        String[] cells = line.split(" => ", 2);
        byte[] expected = bytes(cells[cells.length - 1]);
        assertThat(minify(bytes(cells[0]))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNotOneJsonValue(String line) {
        assertThat(codeOf(bytes(line))).isEqualTo(ErrorCode.INVALID_JSON);
    }

    @ParameterizedTest
    @MethodSource("duplicates")
    void refusesAKeyThatAnObjectHasAlready(String line) {
        assertThat(codeOf(bytes(line))).isEqualTo(ErrorCode.DUPLICATE_KEY);
    }

    private static byte[] minify(byte[] in) {
        return JsonText.minify(in, JsonLimits.DEFAULT);
    }

    private static ErrorCode codeOf(byte[] in) {
        return refusal(() -> minify(in)).code();
    }
}
