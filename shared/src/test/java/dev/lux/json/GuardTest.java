package dev.lux.json;

import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.tree;
import static dev.lux.json.Cases.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.error.ErrorCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class GuardTest {
    /** Guard, document, failed pointers. */
    private static final String CASES = """
            {} ; {'a':1} ; []
            {'/status':['triage','open']} ; {'status':'open'} ; []
            {'/status':['triage','open']} ; {'status':'closed'} ; [/status]
            {'/status':['triage','open']} ; {} ; [/status]
            {'/owner':[null]} ; {} ; []
            {'/owner':[null]} ; {'owner':null} ; []
            {'/owner':[null]} ; {'owner':'a'} ; [/owner]
            {'/owner':['a',null]} ; {'owner':'a'} ; []
            {'/n':[1]} ; {'n':1.0} ; []
            {'/n':[1e400]} ; {'n':10e399} ; []
            {'/n':[1]} ; {'n':'1'} ; [/n]
            {'/o':[{'a':1,'b':[2]}]} ; {'o':{'b':[2.0],'a':1}} ; []
            {'/l/0':['x']} ; {'l':['x','y']} ; []
            {'/l/2':[null]} ; {'l':['x','y']} ; []
            {'/l/-':[null]} ; {'l':['x','y']} ; []
            {'/a~1b/~0':[1]} ; {'a/b':{'~':1}} ; []
            {'':[{'a':1}]} ; {'a':1} ; []
            {'':[[1]]} ; {'a':1} ; [(whole)]
            {'/a/b/c':[null]} ; {'a':1} ; []
            {'/z':[1],'/a':[2],'/m':[3]} ; {'z':9,'a':2,'m':9} ; [/z, /m]
            """;

    static Stream<String> cases() {
        return Cases.lines(CASES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void namesThePointersThatDoNotHold(String line) {
        String[] cells = line.split(" ; ", 3);
        String failed = guard(cells[0]).failed(tree(cells[1])).stream()
                .map(pointer -> pointer.isEmpty() ? "(whole)" : pointer)
                .toList()
                .toString();
        assertThat(failed).isEqualTo(cells[2]);
    }

    @Test
    void takesEverythingAsAbsentInAnAbsentDocument() {
        assertThat(guard("{'/a':[null],'/b':[1],'':[null]}").failed(null)).containsExactly("/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "'x'",
                "{'/a':[]}",
                "{'/a':1}",
                "{'/a':null}",
                "{'/a':{'b':[1]}}",
                "{'a':[1]}",
                "{'/~2':[1]}"
            })
    void refusesOtherShapes(String json) {
        assertThat(refusal(() -> guard(json)).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void hasAtMost32Pointers() {
        assertThat(guard(pointers(32)).failed(null)).hasSize(32);
        assertThat(refusal(() -> guard(pointers(33))).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void hasAtMost32Alternatives() {
        assertThat(guard("{'/a':" + alternatives(32) + "}").failed(tree("{'a':31}")))
                .isEmpty();
        assertThat(refusal(() -> guard("{'/a':" + alternatives(33) + "}")).code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    private static String pointers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'/p" + i + "':[1]").collect(Collectors.joining(",", "{", "}"));
    }

    private static String alternatives(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private static Guard guard(String json) {
        return Guard.parse(utf8(json.replace('\'', '"')));
    }
}
