package dev.lux.harness.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.client.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model is only worth something when it is right itself, and when it notices a broker that is not. */
@Timeout(10)
class ModelTest {
    private static final Op.Condition NONE = new Op.Condition.None();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":"b"}              | {"a":"c"}                    | {"a":"c"}
            {"a":"b","b":"c"}      | {"a":null}                   | {"b":"c"}
            {"a":["b"]}            | {"a":"c"}                    | {"a":"c"}
            {"a":{"b":"c"}}        | {"a":{"b":"d","c":null}}     | {"a":{"b":"d"}}
            {"e":null}             | {"a":1}                      | {"e":null,"a":1}
            [1,2]                  | {"a":"b","c":null}           | {"a":"b"}
            {}                     | {"a":{"bb":{"ccc":null}}}    | {"a":{"bb":{}}}
            """)
    void merges_as_the_cases_of_rfc_7396(String target, String patch, String result) {
        assertThat(NaivePatch.merge(Json.parse(target), Json.parse(patch))).isEqualTo(Json.parse(result));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"foo":["bar","baz"]}  | [{"op":"add","path":"/foo/1","value":"qux"}]        | {"foo":["bar","qux","baz"]}
            {"foo":["all","cows"]} | [{"op":"move","from":"/foo/0","path":"/foo/1"}]     | {"foo":["cows","all"]}
            {"a/b":1,"m~n":2}      | [{"op":"remove","path":"/a~1b"},{"op":"test","path":"/m~0n","value":2.0}] | {"m~n":2}
            {"foo":["bar"]}        | [{"op":"add","path":"/foo/-","value":["abc"]}]      | {"foo":["bar",["abc"]]}
            """)
    void patches_as_the_cases_of_rfc_6902(String target, String patch, String result) throws Exception {
        assertThat(NaivePatch.apply(Json.parse(target), Json.parse(patch))).isEqualTo(Json.parse(result));
    }

    @Test
    void a_guard_with_null_matches_absent() {
        Op op = new Op("x", Op.Kind.PUT, Json.parse("1"), guard("/owner", "null"), null);
        assertThat(Model.apply(op, new Model.Document(Json.parse("{}"), 5))).isInstanceOf(Model.Result.Applied.class);
    }

    @Test
    void a_guard_compares_numbers_by_value() {
        Op op = new Op("x", Op.Kind.PUT, Json.parse("1"), guard("/n", "1.0"), null);
        assertThat(Model.apply(op, new Model.Document(Json.parse("{\"n\":1}"), 5)))
                .isInstanceOf(Model.Result.Applied.class);
    }

    @Test
    void a_stale_version_is_refused() {
        Op op = new Op("x", Op.Kind.PUT, Json.parse("1"), new Op.Condition.AtVersion(4), null);
        assertThat(Model.apply(op, new Model.Document(Json.parse("{}"), 5)))
                .isEqualTo(new Model.Result.Refused(Set.of("version_conflict")));
    }

    @Test
    void the_history_notices_a_write_that_should_have_been_refused() {
        History history = new History("x");
        history.add(answered(new Op("x", Op.Kind.PUT, Json.parse("1"), NONE, null), 201, 10, ""));
        Op stale = new Op("x", Op.Kind.PUT, Json.parse("2"), new Op.Condition.AtVersion(9), null);
        history.add(answered(stale, 200, 11, ""));
        assertThat(history.replay()).singleElement().asString().contains("x@11: applied");
    }

    @Test
    void the_history_notices_a_version_given_twice() {
        History history = new History("x");
        history.add(answered(new Op("x", Op.Kind.PUT, Json.parse("1"), NONE, null), 201, 10, ""));
        history.add(answered(new Op("x", Op.Kind.PUT, Json.parse("2"), NONE, null), 200, 10, ""));
        assertThat(history.replay()).singleElement().asString().contains("two writes");
    }

    @Test
    void the_history_notices_a_refusal_that_no_state_explains() {
        History history = new History("x");
        history.add(answered(new Op("x", Op.Kind.PUT, Json.parse("1"), NONE, null), 412, 0, "version_conflict"));
        assertThat(history.replay()).singleElement().asString().contains("no state explains");
    }

    @Test
    void the_history_notices_a_state_that_a_subscriber_should_not_have_seen() {
        History history = new History("x");
        history.add(answered(new Op("x", Op.Kind.PUT, Json.parse("1"), NONE, null), 201, 10, ""));
        assertThat(history.replay()).isEmpty();
        assertThat(history.wrong(10, Json.digest(Json.parse("1.0")))).isNull();
        assertThat(history.wrong(10, Json.digest(Json.parse("2")))).contains("other data");
        assertThat(history.wrong(11, 0)).contains("no write");
    }

    private static Op.Condition guard(String pointer, String alternative) {
        List<JsonNode> values = List.of(Json.parse(alternative));
        return new Op.Condition.Guard(Map.of(pointer, values));
    }

    private static History.Answered answered(Op op, int status, long version, String code) {
        return new History.Answered(op, new Lane.Answer(status, version, code), 0);
    }
}
