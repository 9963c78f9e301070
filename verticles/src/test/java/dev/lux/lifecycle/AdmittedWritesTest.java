package dev.lux.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Condition;
import dev.lux.command.OwnerReply;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.document.WriteOutcome;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.lifecycle.Lifecycle.Phase;
import dev.lux.route.Owners;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmittedWritesTest {
    private static final int BODY = 10;
    private static final WriteReply DONE = new Written(1, WriteOutcome.CREATED);

    private final List<Promise<List<WriteReply>>> asked = new ArrayList<>();
    private final Lifecycle lifecycle = new Lifecycle();
    private final WaitingWrites waiting = new WaitingWrites(4, 50);
    private final AdmittedWrites writes = new AdmittedWrites(new Owner(), lifecycle, waiting, id -> id.substring(0, 1));

    /** Answers when the test does. */
    private final class Owner implements Owners {
        @Override
        public Future<List<WriteReply>> write(List<Write> taken) {
            Promise<List<WriteReply>> answer = Promise.promise();
            asked.add(answer);
            return answer.future();
        }

        @Override
        public Future<DocumentState> read(String id) {
            return Future.succeededFuture(DocumentState.absent(id, 0));
        }

        @Override
        public Future<List<DocumentState>> readAll(List<String> ids) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<OwnerReply.Page> page(Pattern pattern, String after, int limit) {
            return Future.failedFuture("not asked here");
        }
    }

    @BeforeEach
    void serves() {
        lifecycle.moveTo(Phase.SERVING);
    }

    private Future<List<WriteReply>> write(int count, int bytes) {
        return write("a1", count, bytes);
    }

    private Future<List<WriteReply>> write(String id, int count, int bytes) {
        Write one = new Write(id, WriteKind.PUT, new byte[bytes], Condition.NONE, null, null, "me");
        return writes.write(Collections.nCopies(count, one));
    }

    private static void assertBusy(Future<List<WriteReply>> answer, int count) {
        assertThat(answer.result())
                .hasSize(count)
                .allSatisfy(reply -> assertThat(reply)
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BUSY)));
    }

    @Test
    void asManyWaitAsMayAndTheNextIsRefusedAtOnceUntilOneIsAnswered() {
        Future<List<WriteReply>> first = write(1, BODY);
        write(3, BODY);
        assertBusy(write(1, BODY), 1);
        assertThat(asked).hasSize(2);
        assertThat(waiting.count()).isEqualTo(4);
        asked.get(0).complete(List.of(DONE));
        assertThat(first.result()).containsExactly(DONE);
        assertThat(write(1, BODY).isComplete()).isFalse();
    }

    @Test
    void theWritesOfOneRequestAreTakenOrRefusedTogether() {
        write(3, BODY);
        assertBusy(write(2, BODY), 2);
        assertThat(waiting.count()).isEqualTo(3);
    }

    @Test
    void anOwnerThatDoesNotAnswerTakesNoRoomOfTheOthers() {
        write("a1", 4, 1);
        assertBusy(write("a2", 1, 1), 1);
        assertThat(write("b1", 4, 1).isComplete()).isFalse();
        assertBusy(write("b2", 1, 1), 1);
        asked.get(0).complete(Collections.nCopies(4, DONE));
        assertThat(write("a2", 1, 1).isComplete()).isFalse();
    }

    @Test
    void theirBytesAreBoundedToo() {
        write(1, 40);
        assertBusy(write(1, 11), 1);
        assertThat(write(1, 10).isComplete()).isFalse();
    }

    @Test
    void whenNoneWaitsARequestOfAnySizeIsTaken() {
        Future<List<WriteReply>> large = write(5, 100);
        assertThat(large.isComplete()).isFalse();
        asked.get(0).complete(Collections.nCopies(5, DONE));
        assertThat(waiting.count()).isZero();
    }

    @Test
    void whatFailsOrIsRefusedOtherwiseWaitsNoLonger() {
        write(1, BODY);
        asked.get(0).fail(new LuxException(ErrorCode.BUSY, "busy"));
        assertThat(waiting.count()).isZero();
        lifecycle.moveTo(Phase.DRAINING);
        assertThat(write(1, BODY).cause()).isInstanceOf(LuxException.class);
        assertThat(waiting.count()).isZero();
    }

    @Test
    void readsAreNotBounded() {
        write(4, BODY);
        assertThat(writes.read("a").succeeded()).isTrue();
    }
}
