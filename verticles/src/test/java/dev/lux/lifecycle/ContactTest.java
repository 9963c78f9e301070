package dev.lux.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ContactTest {
    private final AtomicLong heard = new AtomicLong();
    private final Contact contact = new Contact(heard::get);

    @Test
    void itIsThereWhenOthersAreHeardAndHaveSaidWhatTheyKnow() {
        assertThat(contact.isThere()).as("nobody is heard").isFalse();
        heard.set(1);
        assertThat(contact.isThere()).as("nobody has said").isFalse();
        contact.informed(contact.number());
        assertThat(contact.isThere()).isTrue();
    }

    @Test
    void afterAGapOthersAreAskedAgain() {
        heard.set(1);
        contact.informed(1);
        heard.set(0);
        assertThat(contact.isThere()).isFalse();
        heard.set(2);
        assertThat(contact.isThere()).isFalse();
        contact.informed(1);
        assertThat(contact.isThere()).as("by who was asked before the gap").isFalse();
        contact.informed(2);
        assertThat(contact.isThere()).isTrue();
    }

    @Test
    void answersThatCameWithoutContactMeanNothing() {
        contact.informed(0);
        assertThat(contact.isThere()).isFalse();
    }

    @Test
    void withoutItStreamsAndWritesAreRefused() {
        Lifecycle lifecycle = new Lifecycle(contact);
        assertThatThrownBy(lifecycle::requireOpen).satisfies(ContactTest::isNoQuorum);
        assertThat(lifecycle.writing(() -> Future.succeededFuture()).cause()).satisfies(ContactTest::isNoQuorum);
        assertThat(lifecycle.writesUnderWay()).isZero();
        heard.set(1);
        contact.informed(1);
        lifecycle.requireOpen();
        assertThat(lifecycle.writing(() -> Future.succeededFuture()).succeeded())
                .isTrue();
    }

    private static void isNoQuorum(Throwable refusal) {
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        LuxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_QUORUM));
    }
}
