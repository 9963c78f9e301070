package dev.lux.command;

import dev.lux.document.DocumentState;
import dev.lux.document.WriteOutcome;
import dev.lux.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one write. */
public sealed interface WriteReply {
    /**
     * Acknowledged: the acknowledgement rule held.
     *
     * @param version the version that the write made; 0 for {@link WriteOutcome#ALREADY_ABSENT}, and for
     *     {@link WriteOutcome#RENEWED} the one that there is
     */
    record Written(long version, WriteOutcome outcome) implements WriteReply {}

    /**
     * Not applied, except for {@link ErrorCode#OUTCOME_UNKNOWN}, which may be.
     *
     * @param current for a failed condition the document as it is, absent included; else {@code null}
     * @param failedGuards the pointers of the guards that did not hold
     */
    record Refused(ErrorCode code, String detail, @Nullable DocumentState current, List<String> failedGuards)
            implements WriteReply {
        public Refused {
            failedGuards = List.copyOf(failedGuards);
        }

        public Refused(ErrorCode code, String detail) {
            this(code, detail, null, List.of());
        }
    }
}
