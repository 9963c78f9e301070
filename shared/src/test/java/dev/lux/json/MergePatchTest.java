package dev.lux.json;

import static dev.lux.json.Cases.json;
import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class MergePatchTest {
    /** Target, patch, result: RFC 7396, appendix A, the cases whose patch is an object; then our own. */
    private static final String CASES = """
            {'a':'b'} ; {'a':'c'} ; {'a':'c'}
            {'a':'b'} ; {'b':'c'} ; {'a':'b','b':'c'}
            {'a':'b'} ; {'a':null} ; {}
            {'a':'b','b':'c'} ; {'a':null} ; {'b':'c'}
            {'a':['b']} ; {'a':'c'} ; {'a':'c'}
            {'a':'c'} ; {'a':['b']} ; {'a':['b']}
            {'a':{'b':'c'}} ; {'a':{'b':'d','c':null}} ; {'a':{'b':'d'}}
            {'a':[{'b':'c'}]} ; {'a':[1]} ; {'a':[1]}
            {'e':null} ; {'a':1} ; {'e':null,'a':1}
            [1,2] ; {'a':'b','c':null} ; {'a':'b'}
            {} ; {'a':{'bb':{'ccc':null}}} ; {'a':{'bb':{}}}
            # our own
            {} ; {} ; {}
            {'z':1,'a':2,'m':3} ; {'new':4,'m':5,'z':6} ; {'z':6,'a':2,'m':5,'new':4}
            {'a':1,'b':2} ; {'a':null,'c':3} ; {'b':2,'c':3}
            'text' ; {'a':1} ; {'a':1}
            null ; {'a':{'b':null,'c':1}} ; {'a':{'c':1}}
            {'a':[1]} ; {'a':{'b':1,'c':null}} ; {'a':{'b':1}}
            {'a':{'b':1}} ; {'a':[null]} ; {'a':[null]}
            {'a':[{'b':null}]} ; {'c':[{'d':null}]} ; {'a':[{'b':null}],'c':[{'d':null}]}
            {'a':1.10} ; {'b':12345678901234567890} ; {'a':1.10,'b':12345678901234567890}
            {'a':1} ; {'absent':null,'deep':{'absent':null}} ; {'a':1,'deep':{}}
            {'__proto__':1} ; {'__proto__':{'x':1}} ; {'__proto__':{'x':1}}
            """;

    static Stream<String> cases() {
        return Cases.lines(CASES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesWhatTheTableSays(String line) {
        String[] cells = line.split(" ; ", 3);
        assertThat(json(MergePatch.apply(tree(cells[0]), tree(cells[1])))).isEqualTo(cells[2]);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void changesNeitherTargetNorPatch(String line) {
        String[] cells = line.split(" ; ", 3);
        JsonNode target = tree(cells[0]);
        JsonNode patch = tree(cells[1]);
        MergePatch.apply(target, patch);
        assertThat(json(target)).isEqualTo(cells[0]);
        assertThat(json(patch)).isEqualTo(cells[1]);
    }

    @Test
    void takesAnAbsentTargetAsEmpty() {
        assertThat(json(MergePatch.apply(null, tree("{'a':{'b':null}}")))).isEqualTo("{'a':{}}");
    }

    /** Appendix A's cases {@code ["c"]}, {@code null} and {@code "bar"}: the protocol refuses them. */
    @ParameterizedTest
    @ValueSource(strings = {"['c']", "null", "'bar'", "1", "true"})
    void refusesAPatchThatIsNotAnObject(String patch) {
        assertThat(refusal(() -> MergePatch.apply(tree("{'a':'foo'}"), tree(patch)))
                        .code())
                .isEqualTo(ErrorCode.INVALID_PATCH);
    }
}
