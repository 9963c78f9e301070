package dev.lux.json;

import static dev.lux.json.Cases.json;
import static dev.lux.json.Cases.refusal;
import static dev.lux.json.Cases.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class JsonPatchTest {
    private static final int MAX_BYTES = 65_536;

    /** Document ; patch ; result. RFC 6902, appendix A, then our own. */
    private static final String APPLIED = """
            # A.1 to A.7
            {'foo':'bar'} ; [{'op':'add','path':'/baz','value':'qux'}] ; {'foo':'bar','baz':'qux'}
            {'foo':['bar','baz']} ; [{'op':'add','path':'/foo/1','value':'qux'}] ; {'foo':['bar','qux','baz']}
            {'baz':'qux','foo':'bar'} ; [{'op':'remove','path':'/baz'}] ; {'foo':'bar'}
            {'foo':['bar','qux','baz']} ; [{'op':'remove','path':'/foo/1'}] ; {'foo':['bar','baz']}
            {'baz':'qux','foo':'bar'} ; [{'op':'replace','path':'/baz','value':'boo'}] ; {'baz':'boo','foo':'bar'}
            {'foo':{'bar':'baz','waldo':'fred'},'qux':{'corge':'grault'}} ; [{'op':'move','from':'/foo/waldo','path':'/qux/thud'}] ; {'foo':{'bar':'baz'},'qux':{'corge':'grault','thud':'fred'}}
            {'foo':['all','grass','cows','eat']} ; [{'op':'move','from':'/foo/1','path':'/foo/3'}] ; {'foo':['all','cows','eat','grass']}
            # A.8
            {'baz':'qux','foo':['a',2,'c']} ; [{'op':'test','path':'/baz','value':'qux'},{'op':'test','path':'/foo/1','value':2}] ; {'baz':'qux','foo':['a',2,'c']}
            # A.10, A.11
            {'foo':'bar'} ; [{'op':'add','path':'/child','value':{'grandchild':{}}}] ; {'foo':'bar','child':{'grandchild':{}}}
            {'foo':'bar'} ; [{'op':'add','path':'/baz','value':'qux','xyz':123}] ; {'foo':'bar','baz':'qux'}
            # A.14, A.16
            {'/':9,'~1':10} ; [{'op':'test','path':'/~01','value':10}] ; {'/':9,'~1':10}
            {'foo':['bar']} ; [{'op':'add','path':'/foo/-','value':['abc','def']}] ; {'foo':['bar',['abc','def']]}
            # none
            {'a':1} ; [] ; {'a':1}
            # the whole document
            {'a':1} ; [{'op':'add','path':'','value':[1]}] ; [1]
            {'a':1} ; [{'op':'replace','path':'','value':2}] ; 2
            {'a':1} ; [{'op':'remove','path':''}] ; null
            {'a':1} ; [{'op':'test','path':'','value':{'a':1.0}}] ; {'a':1}
            {'a':{'b':1}} ; [{'op':'move','from':'/a','path':''}] ; {'b':1}
            {'a':{'b':1}} ; [{'op':'copy','from':'/a','path':''}] ; {'b':1}
            {'a':1} ; [{'op':'copy','from':'','path':'/b'}] ; {'a':1,'b':{'a':1}}
            {'a':1} ; [{'op':'move','from':'','path':''}] ; {'a':1}
            {'a':1} ; [{'op':'remove','path':''},{'op':'add','path':'','value':{}},{'op':'add','path':'/b','value':2}] ; {'b':2}
            1 ; [{'op':'replace','path':'','value':{'a':1}}] ; {'a':1}
            # existing members keep their place, values their spelling
            {'z':1,'a':2} ; [{'op':'add','path':'/z','value':3}] ; {'z':3,'a':2}
            {'z':1,'a':2} ; [{'op':'replace','path':'/z','value':1.10}] ; {'z':1.10,'a':2}
            {'z':1.0,'a':12345678901234567890} ; [{'op':'add','path':'/b','value':null}] ; {'z':1.0,'a':12345678901234567890,'b':null}
            {'a':1,'b':2} ; [{'op':'move','from':'/a','path':'/a'}] ; {'b':2,'a':1}
            {'a':1,'b':2} ; [{'op':'move','from':'/a','path':'/b'}] ; {'b':1}
            {'a':1,'b':2} ; [{'op':'copy','from':'/a','path':'/b'}] ; {'a':1,'b':1}
            # arrays
            [] ; [{'op':'add','path':'/0','value':1}] ; [1]
            [1,2] ; [{'op':'add','path':'/2','value':3}] ; [1,2,3]
            [1,2] ; [{'op':'add','path':'/0','value':0}] ; [0,1,2]
            [1,2] ; [{'op':'replace','path':'/1','value':{'a':1}}] ; [1,{'a':1}]
            [1,2,3] ; [{'op':'move','from':'/0','path':'/-'}] ; [2,3,1]
            [1,2,3] ; [{'op':'move','from':'/2','path':'/0'}] ; [3,1,2]
            [1,2,3] ; [{'op':'copy','from':'/0','path':'/-'}] ; [1,2,3,1]
            [1,[2,[3]]] ; [{'op':'remove','path':'/1/1/0'}] ; [1,[2,[]]]
            # a name that looks like an index or a dash
            {'0':1,'-':2} ; [{'op':'remove','path':'/0'},{'op':'replace','path':'/-','value':3}] ; {'-':3}
            # keys: empty, escaped, with the name of a prefix
            {'':1} ; [{'op':'replace','path':'/','value':2}] ; {'':2}
            {'a/b':1,'m~n':2} ; [{'op':'remove','path':'/a~1b'},{'op':'move','from':'/m~0n','path':'/~1~0'}] ; {'/~':2}
            {'a':1,'ab':{}} ; [{'op':'move','from':'/a','path':'/ab/c'}] ; {'ab':{'c':1}}
            # tests: by value, in any order of keys
            {'a':1.0,'b':{'c':1,'d':[1e2]}} ; [{'op':'test','path':'/a','value':1},{'op':'test','path':'/b','value':{'d':[100],'c':1.00}}] ; {'a':1.0,'b':{'c':1,'d':[1e2]}}
            {'a':null} ; [{'op':'test','path':'/a','value':null}] ; {'a':null}
            # later operations see earlier ones, and a copy is a copy
            {'a':{}} ; [{'op':'copy','from':'/a','path':'/b'},{'op':'add','path':'/a/x','value':1}] ; {'a':{'x':1},'b':{}}
            {} ; [{'op':'add','path':'/a','value':[]},{'op':'add','path':'/a/-','value':1},{'op':'copy','from':'/a','path':'/b'},{'op':'remove','path':'/a'}] ; {'b':[1]}
            # members that another operation defines are ignored
            {'a':1} ; [{'op':'remove','path':'/a','value':1,'from':7}] ; {}
            """;

    /** Document ; patch ; code ; index of the operation. */
    private static final String FAILED = """
            # A.9, A.12, A.15
            {'baz':'qux'} ; [{'op':'test','path':'/baz','value':'bar'}] ; test_failed ; 0
            {'foo':'bar'} ; [{'op':'add','path':'/baz/bat','value':'qux'}] ; patch_failed ; 0
            {'/':9,'~1':10} ; [{'op':'test','path':'/~01','value':'10'}] ; test_failed ; 0
            # targets that do not exist
            {'a':1} ; [{'op':'remove','path':'/b'}] ; patch_failed ; 0
            {'a':1} ; [{'op':'replace','path':'/b','value':1}] ; patch_failed ; 0
            {'a':1} ; [{'op':'move','from':'/b','path':'/c'}] ; patch_failed ; 0
            {'a':1} ; [{'op':'move','from':'/b','path':'/b'}] ; patch_failed ; 0
            {'a':1} ; [{'op':'copy','from':'/b','path':'/c'}] ; patch_failed ; 0
            {'a':1} ; [{'op':'copy','from':'/a','path':'/c/d'}] ; patch_failed ; 0
            {'a':1} ; [{'op':'move','from':'/a','path':'/c/d'}] ; patch_failed ; 0
            {'a':1} ; [{'op':'test','path':'/b','value':null}] ; test_failed ; 0
            {'a':1} ; [{'op':'test','path':'/a/b','value':1}] ; test_failed ; 0
            {'a':1} ; [{'op':'add','path':'/a/b','value':1}] ; patch_failed ; 0
            'text' ; [{'op':'add','path':'/0','value':1}] ; patch_failed ; 0
            null ; [{'op':'add','path':'/a','value':1}] ; patch_failed ; 0
            # indexes
            [1] ; [{'op':'add','path':'/2','value':1}] ; patch_failed ; 0
            [1] ; [{'op':'add','path':'/-1','value':1}] ; patch_failed ; 0
            [1] ; [{'op':'add','path':'/00','value':1}] ; patch_failed ; 0
            [1] ; [{'op':'add','path':'/01','value':1}] ; patch_failed ; 0
            [1] ; [{'op':'add','path':'/1e0','value':1}] ; patch_failed ; 0
            [1] ; [{'op':'add','path':'/','value':1}] ; patch_failed ; 0
            [1] ; [{'op':'add','path':'/x','value':1}] ; patch_failed ; 0
            [1] ; [{'op':'add','path':'/4294967296','value':1}] ; patch_failed ; 0
            [1] ; [{'op':'remove','path':'/1'}] ; patch_failed ; 0
            [1] ; [{'op':'remove','path':'/-'}] ; patch_failed ; 0
            [1] ; [{'op':'replace','path':'/-','value':2}] ; patch_failed ; 0
            [1] ; [{'op':'copy','from':'/-','path':'/0'}] ; patch_failed ; 0
            [1] ; [{'op':'move','from':'/0','path':'/1'}] ; patch_failed ; 0
            [1] ; [{'op':'test','path':'/-','value':1}] ; test_failed ; 0
            [[1]] ; [{'op':'add','path':'/-/0','value':1}] ; patch_failed ; 0
            # into itself
            {'a':{'b':{}}} ; [{'op':'move','from':'/a','path':'/a/b'}] ; patch_failed ; 0
            {'a':{'b':{}}} ; [{'op':'move','from':'/a','path':'/a/b/c'}] ; patch_failed ; 0
            {'a':1} ; [{'op':'move','from':'','path':'/b'}] ; patch_failed ; 0
            # late failures
            {'a':{'b':[1]}} ; [{'op':'add','path':'/a/b/0','value':0},{'op':'remove','path':'/a/b/1'},{'op':'test','path':'/a/b','value':[1]}] ; test_failed ; 2
            {'a':1,'b':[]} ; [{'op':'move','from':'/a','path':'/b/0'},{'op':'replace','path':'/a','value':2}] ; patch_failed ; 1
            {'a':1} ; [{'op':'remove','path':''},{'op':'add','path':'/b','value':2}] ; patch_failed ; 1
            """;

    /** Patch ; index of the operation, or - . */
    private static final String MALFORMED = """
            {} ; -
            null ; -
            'add' ; -
            {'op':'remove','path':'/a'} ; -
            [1] ; 0
            [null] ; 0
            [[]] ; 0
            [{}] ; 0
            [{'path':'/a','value':1}] ; 0
            [{'op':'add','value':1}] ; 0
            [{'op':'add','path':'/a'}] ; 0
            [{'op':'replace','path':'/a'}] ; 0
            [{'op':'test','path':'/a'}] ; 0
            [{'op':'remove'}] ; 0
            [{'op':'move','path':'/a'}] ; 0
            [{'op':'copy','path':'/a'}] ; 0
            [{'op':'move','from':'/a'}] ; 0
            [{'op':'spam','path':'/a'}] ; 0
            [{'op':'ADD','path':'/a','value':1}] ; 0
            [{'op':'','path':'/a','value':1}] ; 0
            [{'op':1,'path':'/a'}] ; 0
            [{'op':null,'path':'/a'}] ; 0
            [{'op':['add'],'path':'/a','value':1}] ; 0
            [{'op':'remove','path':1}] ; 0
            [{'op':'remove','path':null}] ; 0
            [{'op':'remove','path':['a']}] ; 0
            [{'op':'move','from':null,'path':'/a'}] ; 0
            [{'op':'remove','path':'a'}] ; 0
            [{'op':'remove','path':'/~2'}] ; 0
            [{'op':'copy','from':'a','path':'/a'}] ; 0
            [{'op':'remove','path':'/a'},{'op':'remove','path':'/~'}] ; 1
            """;

    static Stream<String> applied() {
        return Cases.lines(APPLIED);
    }

    static Stream<String> failed() {
        return Cases.lines(FAILED);
    }

    static Stream<String> malformed() {
        return Cases.lines(MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("applied")
    void givesWhatTheTableSays(String line) {
        String[] cells = line.split(" ; ", 3);
        JsonNode expected = tree(cells[2]);
        assertThat(json(patch(cells[1]).apply(tree(cells[0]), MAX_BYTES))).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @MethodSource("applied")
    void changesNeitherDocumentNorItself(String line) {
        String[] cells = line.split(" ; ", 3);
        JsonNode document = tree(cells[0]);
        JsonPatch patch = patch(cells[1]);
        String first = json(patch.apply(document, MAX_BYTES));
        assertThat(json(document)).isEqualTo(json(tree(cells[0])));
        assertThat(json(patch.apply(document, MAX_BYTES))).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("failed")
    void refusesWhatDoesNotApplyAndNamesTheOperation(String line) {
        String[] cells = line.split(" ; ", 4);
        LuxException refusal = refusal(() -> patch(cells[1]).apply(tree(cells[0]), MAX_BYTES));
        assertThat(refusal.code()).isEqualTo(ErrorCode.valueOf(cells[2].toUpperCase(Locale.ROOT)));
        assertThat(refusal.detail()).startsWith("Operation " + cells[3] + ": ");
    }

    @ParameterizedTest
    @MethodSource("failed")
    void leavesTheDocumentAsItWasWhenItFails(String line) {
        String[] cells = line.split(" ; ", 4);
        JsonNode document = tree(cells[0]);
        refusal(() -> patch(cells[1]).apply(document, MAX_BYTES));
        assertThat(json(document)).isEqualTo(json(tree(cells[0])));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesMalformedPatchesBeforeApplyingThem(String line) {
        String[] cells = line.split(" ; ", 2);
        LuxException refusal = refusal(() -> patch(cells[0]));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PATCH);
        assertThat(refusal.detail())
                .startsWith(cells[1].equals("-") ? "A JSON Patch must" : "Operation " + cells[1] + ": ");
    }

    @Test
    void hasAtMostAThousandOperations() {
        String operation = "{'op':'test','path':'','value':1}";
        assertThat(json(patch("[" + (operation + ",").repeat(999) + operation + "]")
                        .apply(tree("1"), MAX_BYTES)))
                .isEqualTo("1");
        assertThat(refusal(() -> patch("[" + (operation + ",").repeat(1000) + operation + "]"))
                        .code())
                .isEqualTo(ErrorCode.INVALID_PATCH);
    }

    private static JsonPatch patch(String json) {
        return JsonPatch.parse(tree(json));
    }
}
