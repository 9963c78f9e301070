package dev.lux.document;

import dev.lux.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of writes did, kept beside the document while its writer may still ask again.
 *
 * @param writer who numbered it
 * @param number rises with every batch of its writer
 * @param answers one per write, in order
 */
public record AnsweredBatch(long writer, long number, List<Answer> answers) {
    /**
     * @param version what an applied write made, 0 for {@link WriteOutcome#ALREADY_ABSENT} and for a refused one
     * @param outcome {@code null} when it was refused
     * @param refusal {@code null} when it was applied
     */
    public record Answer(
            long version,
            @Nullable WriteOutcome outcome,
            @Nullable ErrorCode refusal) {
        public Answer {
            if ((outcome == null) == (refusal == null)) {
                throw new IllegalArgumentException("a write was applied or refused");
            }
        }

        public static Answer applied(long version, WriteOutcome outcome) {
            return new Answer(version, outcome, null);
        }

        public static Answer refused(ErrorCode refusal) {
            return new Answer(0, null, refusal);
        }
    }
}
