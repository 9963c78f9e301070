package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.BatchReply;
import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.Writer;
import dev.lux.document.AnsweredBatch;
import dev.lux.document.DocumentRecord;
import dev.lux.document.RecordFormat;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each batch happens once, whatever is sent again. */
@Timeout(10)
class FoldTest {
    private static final long WRITER = Writer.of("here", 1);
    private static final long OTHER = Writer.of("here", 2);
    private static final Write ONE = Writes.put("a", "1");
    private static final Write TWO = Writes.put("a", "2");
    private static final Write CREATE = Writes.when(Condition.ifVersion(0), Writes.put("a", "3"));
    private final OwnerUnderTest owner = OwnerUnderTest.serving();

    private BatchReply offer(long writer, long number, Write... writes) {
        return owner.loop.await(owner.offer(writer, number, writes));
    }

    private DocumentRecord stored() {
        return RecordFormat.read(Objects.requireNonNull(owner.store.record("a")));
    }

    private String data() {
        return Writes.text(owner.newest("a").data());
    }

    @Test
    void aBatchThatComesAgainIsAnsweredAndNotApplied() {
        BatchReply first = offer(WRITER, 1, ONE, Writes.delete("a"), ONE);
        offer(OTHER, 1, TWO);
        assertThat(OwnerUnderTest.said(first)).isEqualTo("created deleted created");
        assertThat(offer(WRITER, 1, ONE, Writes.delete("a"), ONE)).isEqualTo(first);
        assertThat(data()).isEqualTo("2");
    }

    @Test
    void aBatchThatComesAgainAtTheNextOwnerIsAnsweredAndNotApplied() {
        BatchReply first = offer(WRITER, 1, ONE);
        offer(OTHER, 1, TWO);
        OwnerUnderTest next = owner.next();
        assertThat(next.loop.await(next.offer(WRITER, 1, ONE))).isEqualTo(first);
        assertThat(Writes.text(next.newest("a").data())).isEqualTo("2");
    }

    /** It was applied, and its owner can't tell; the next one can. */
    @Test
    void aBatchOfUnknownOutcomeIsSettledByAskingTheNextOwner() {
        owner.store.then(apply -> {
            owner.store.ownedBy("there");
            owner.loop.run(owner.state::followTable);
            return ScriptedStore.Step.FAILS_AFTER.run(apply);
        });
        assertThat(offer(WRITER, 1, ONE)).isInstanceOf(BatchReply.Unknown.class);
        owner.store.ownedBy("here");
        OwnerUnderTest next = owner.next();
        long version = next.newest("a").version();
        assertThat(OwnerUnderTest.version(next.loop.await(next.offer(WRITER, 1, ONE))))
                .isEqualTo(version);
    }

    @Test
    void aRefusalInABatchThatComesAgainHasItsCodeAndTheStateOfNow() {
        assertThat(OwnerUnderTest.said(offer(WRITER, 1, ONE, CREATE, ONE)))
                .isEqualTo("created version_conflict replaced");
        offer(OTHER, 1, TWO);
        BatchReply again = offer(WRITER, 1, ONE, CREATE, ONE);
        assertThat(OwnerUnderTest.said(again)).isEqualTo("created version_conflict replaced");
        assertThat(((BatchReply.Answered) again).replies().get(1))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(Writes.text(Objects.requireNonNull(refused.current())
                                        .data()))
                                .isEqualTo("2"));
    }

    /** It changed nothing, so there is nothing that could happen twice. */
    @Test
    void aBatchOfRefusalsAloneIsDecidedAgain() {
        offer(OTHER, 1, ONE);
        assertThat(OwnerUnderTest.said(offer(WRITER, 1, CREATE))).isEqualTo("version_conflict");
        offer(OTHER, 2, Writes.delete("a"));
        assertThat(OwnerUnderTest.said(offer(WRITER, 1, CREATE))).isEqualTo("created");
    }

    @Test
    void aBatchThatWasOvertakenIsNotApplied() {
        offer(WRITER, 2, TWO);
        assertThat(offer(WRITER, 1, ONE)).isInstanceOf(BatchReply.Unready.class);
        assertThat(data()).isEqualTo("2");
        assertThat(owner.pushed).hasSize(1);
    }

    @Test
    void aBatchThatIsSettledIsNotApplied() {
        offer(WRITER, 1, ONE);
        owner.state.writers().settled(WRITER, 3);
        offer(OTHER, 1, TWO);
        assertThat(offer(WRITER, 1, ONE)).isInstanceOf(BatchReply.Unready.class);
        assertThat(offer(WRITER, 2, ONE)).isInstanceOf(BatchReply.Unready.class);
        assertThat(data()).isEqualTo("2");
        assertThat(OwnerUnderTest.said(offer(WRITER, 3, ONE))).isEqualTo("replaced");
    }

    @Test
    void aRecordKeepsTheLastBatchOfEachWriterThatHasNotSettledIt() {
        offer(WRITER, 1, ONE);
        offer(OTHER, 1, ONE);
        offer(WRITER, 2, ONE);
        assertThat(stored().answered()).extracting(AnsweredBatch::writer).containsExactly(OTHER, WRITER);
        assertThat(stored().answered()).extracting(AnsweredBatch::number).containsExactly(1L, 2L);
        owner.state.writers().settled(OTHER, 2);
        offer(WRITER, 3, ONE);
        assertThat(stored().answered()).extracting(AnsweredBatch::writer).containsExactly(WRITER);
    }

    @Test
    void batchesOfOneStepAreEachAnsweredAndEachKept() {
        owner.store.hold();
        owner.offer(OTHER, 1, ONE);
        Future<BatchReply> first = owner.offer(WRITER, 1, TWO);
        Future<BatchReply> second = owner.offer(OTHER, 2, CREATE, TWO);
        owner.store.release();
        assertThat(OwnerUnderTest.said(owner.loop.await(first))).isEqualTo("replaced");
        assertThat(OwnerUnderTest.said(owner.loop.await(second))).isEqualTo("version_conflict replaced");
        assertThat(stored().answered()).extracting(AnsweredBatch::number).containsExactly(1L, 2L);
        assertThat(offer(WRITER, 1, TWO)).isEqualTo(first.result());
    }

    @Test
    void aBatchOfRefusalsAloneIsNotKeptWithTheOthersOfItsStep() {
        owner.store.hold();
        owner.offer(OTHER, 1, ONE);
        owner.offer(WRITER, 1, CREATE);
        Future<BatchReply> last = owner.offer(OTHER, 2, TWO);
        owner.store.release();
        owner.loop.await(last);
        assertThat(stored().answered()).extracting(AnsweredBatch::writer).containsExactly(OTHER);
    }

    @Test
    void theBatchOfANodeThatIsGoneIsForgottenAfterAWhile() {
        long gone = Writer.of("there", 0);
        owner.store.nodes("here", "there");
        owner.follow();
        offer(gone, 1, ONE);
        owner.store.nodes("here");
        owner.follow();
        offer(WRITER, 1, ONE);
        assertThat(stored().answered()).extracting(AnsweredBatch::writer).containsExactly(gone, WRITER);
        owner.loop.pass(Duration.ofSeconds(31));
        offer(WRITER, 2, ONE);
        assertThat(stored().answered()).extracting(AnsweredBatch::writer).containsExactly(WRITER);
    }

    @Test
    void theBatchesOf255WritersAreKeptAndAnotherWriterWaits() {
        for (int index = 0; index < 255; index++) {
            offer(Writer.of("here", index), 1, ONE);
        }
        long version = owner.newest("a").version();
        assertThat(offer(Writer.of("here", 255), 1, TWO)).isInstanceOf(BatchReply.Unready.class);
        assertThat(owner.newest("a").version()).isEqualTo(version);
        assertThat(OwnerUnderTest.said(offer(Writer.of("here", 7), 2, TWO))).isEqualTo("replaced");
        owner.state.writers().settled(Writer.of("here", 9), 2);
        assertThat(OwnerUnderTest.said(offer(Writer.of("here", 255), 1, TWO))).isEqualTo("replaced");
        assertThat(stored().answered()).hasSize(255);
    }
}
