package dev.lux.harness.check.history;

import dev.lux.harness.model.Op;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write as its client meant it, over all its attempts: those with the same Idempotency-Key are one, which takes effect
 * at most once.
 *
 * @param attempts in the order in which they were asked
 * @param acknowledged the attempt whose acknowledgement came first, or null
 */
public record LogicalWrite(
        Op op, List<Call> attempts, @Nullable Call acknowledged) {
    /** The writes among the calls of one document, but for those that surely took no effect. */
    public static List<LogicalWrite> of(Collection<Call> calls) {
        Map<Object, List<Call>> attempts = new LinkedHashMap<>();
        for (Call call : calls) {
            Op op = call.write();
            if (op != null && (call.acknowledgement() != null || call.isUnknown())) {
                Object identity = isKept(op, call) ? op.key() : (Object) call.id();
                attempts.computeIfAbsent(identity, any -> new ArrayList<>()).add(call);
            }
        }
        return attempts.values().stream().map(LogicalWrite::of).toList();
    }

    /** A delete that found nothing is not remembered under its key: another attempt of it may still delete. */
    private static boolean isKept(Op op, Call call) {
        return op.key() != null && (call.isUnknown() || call.version() != 0);
    }

    private static LogicalWrite of(List<Call> attempts) {
        Op op = attempts.get(0).write();
        if (op == null) {
            throw new IllegalArgumentException("a read is no write");
        }
        Call first = null;
        for (Call attempt : attempts) {
            if (attempt.acknowledgement() != null && (first == null || attempt.answered() < first.answered())) {
                first = attempt;
            }
        }
        return new LogicalWrite(op, List.copyOf(attempts), first);
    }

    /** It takes no effect before. */
    public long from() {
        return attempts.stream().mapToLong(Call::asked).min().orElseThrow();
    }

    /** It has taken effect by then; {@link Long#MAX_VALUE} when it may take effect at any time or never. */
    public long to() {
        return acknowledged == null ? Long.MAX_VALUE : acknowledged.answered();
    }

    /** The version that it was acknowledged with; 0 when it made none or was not acknowledged. */
    public long version() {
        return acknowledged == null ? 0 : acknowledged.version();
    }

    @Override
    public String toString() {
        return acknowledged != null && attempts.size() == 1
                ? acknowledged.toString()
                : attempts.get(0)
                        + (attempts.size() == 1 ? "" : " (attempt 1 of " + attempts.size() + ")")
                        + (acknowledged == null ? "" : "; then " + acknowledged);
    }
}
