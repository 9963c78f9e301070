package dev.lux.json;

import static dev.lux.json.Cases.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class JsonEqualityTest {
    private static final String EQUAL = """
            1 ; 1.0
            1 ; 1e0
            1.0 ; 10e-1
            100 ; 1E2
            0 ; -0
            0 ; -0.0
            0 ; 0e9999
            0e-9999 ; 0e9999
            1e9999 ; 10e9998
            12345678901234567890 ; 12345678901234567890.0
            9007199254740993 ; 9.007199254740993e15
            'a' ; '\\u0061'
            'x/y' ; 'x\\/y'
            null ; null
            true ; true
            [] ; []
            {} ; {}
            [1,2] ; [1.0,2e0]
            {'a':1,'b':2} ; {'b':2.0,'a':1}
            {'a':[{'b':1,'c':[0]}]} ; {'a':[{'c':[0.00],'b':1.0}]}
            """;

    private static final String DIFFERENT = """
            1 ; 2
            1 ; '1'
            1 ; true
            0 ; false
            0 ; null
            '' ; null
            1 ; 1.0000000000000000000000000000000000001
            9007199254740993 ; 9007199254740992
            12345678901234567890 ; 12345678901234567891
            1e9999 ; 1
            1e9999 ; 1e-9999
            1e9999 ; -1e9999
            1e400 ; 1e401
            'a' ; 'A'
            '\\u00e9' ; 'e\\u0301'
            true ; false
            [] ; {}
            [] ; null
            [1,2] ; [2,1]
            [1] ; [1,1]
            {'a':1} ; {'a':2}
            {'a':1} ; {'b':1}
            {'a':1} ; {'a':1,'b':1}
            {'a':null} ; {}
            {'a':null} ; {'b':null}
            """;

    static Stream<String> equal() {
        return Cases.lines(EQUAL);
    }

    static Stream<String> different() {
        return Cases.lines(DIFFERENT);
    }

    @ParameterizedTest
    @MethodSource("equal")
    void holdsForTheSameValueInAnySpelling(String line) {
        assertThat(compare(line)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("different")
    void doesNotHoldForOtherValues(String line) {
        assertThat(compare(line)).isFalse();
    }

    private static boolean compare(String line) {
        String[] cells = line.split(" ; ", 2);
        boolean there = JsonEquality.equal(tree(cells[0]), tree(cells[1]));
        boolean back = JsonEquality.equal(tree(cells[1]), tree(cells[0]));
        assertThat(there).as("both ways").isEqualTo(back);
        return there;
    }
}
