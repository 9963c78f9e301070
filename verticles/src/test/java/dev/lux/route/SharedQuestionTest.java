package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SharedQuestionTest {
    private final List<Promise<String>> asked = new ArrayList<>();
    private final SharedQuestion<String> question = new SharedQuestion<>(() -> {
        Promise<String> answer = Promise.promise();
        asked.add(answer);
        return answer.future();
    });

    @Test
    void allWhoAskDuringAQuestionShareTheNext() {
        question.ask();
        Future<String> second = question.ask();
        Future<String> third = question.ask();
        asked.get(0).complete("old");
        asked.get(1).complete("new");
        assertThat(asked).hasSize(2);
        assertThat(List.of(second.result(), third.result())).containsExactly("new", "new");
        assertThat(question.isIdle()).isTrue();
    }

    @Test
    void aFailureIsOfItsQuestionOnly() {
        Future<String> first = question.ask();
        Future<String> second = question.ask();
        asked.get(0).fail("lost");
        asked.get(1).complete("new");
        assertThat(first.failed()).isTrue();
        assertThat(second.result()).isEqualTo("new");
    }

    @Test
    void whoAsksWhenAnsweredIsNotAnsweredByTheSameQuestion() {
        List<Future<String>> later = new ArrayList<>();
        question.ask().onComplete(done -> later.add(question.ask()));
        asked.get(0).complete("old");
        assertThat(later)
                .singleElement()
                .satisfies(future -> assertThat(future.isComplete()).isFalse());
        assertThat(asked).hasSize(2);
    }
}
