package dev.lux.owner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.command.Idempotency;
import dev.lux.command.Reach;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.DocumentRecord;
import dev.lux.document.DocumentState;
import dev.lux.document.Lifetime;
import dev.lux.document.RememberedWrite;
import dev.lux.document.WriteOutcome;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.Guard;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonPatch;
import dev.lux.json.JsonText;
import dev.lux.json.JsonTree;
import dev.lux.json.MergePatch;
import dev.lux.limits.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides writes: a pure function of the committed record, the write and the version that it would get. */
final class WriteRules {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Limits limits;
    private final JsonLimits jsonLimits;
    private final ReachRules reachRules;

    WriteRules(Limits limits) {
        this.limits = limits;
        this.reachRules = new ReachRules(limits);
        this.jsonLimits = new JsonLimits(limits.jsonDepth(), limits.numberLength());
    }

    /**
     * @param base the committed record, a tombstone too, or {@code null} when there is none
     * @param remembered the writes of {@code base} that are still remembered
     * @param version what the write's version is if it is applied; above every version of the document before
     * @param readState gives the tree of the committed state, which nobody changes
     */
    Decision decide(
            @Nullable DocumentRecord base,
            List<RememberedWrite> remembered,
            Write write,
            long version,
            Function<byte[], JsonNode> readState) {
        Idempotency idempotency = write.idempotency();
        if (idempotency != null) {
            for (RememberedWrite earlier : remembered) {
                if (earlier.key().equals(idempotency.key())) {
                    return repetition(earlier, idempotency);
                }
            }
        }
        byte[] whole = base == null ? null : base.data();
        Reach reach = write.reach();
        byte[] current = ReachRules.seen(reach, whole);
        DocumentState state = state(write.id(), base);
        Lifetime lifetime = base == null || base.isTombstone() ? Lifetime.ENDLESS : base.lifetime();
        if (!TenureRules.holds(lifetime, write.tenure())) {
            return refuse(ErrorCode.NOT_HOLDER, ErrorCode.NOT_HOLDER.whatToDo(), state);
        }
        if (write.kind() == WriteKind.HEARTBEAT && lifetime.expired() == null) {
            return new Decision.Renew(new Written(state.version(), WriteOutcome.RENEWED));
        }
        if (!write.condition().holds(current == null ? 0 : state.version())) {
            return refuse(ErrorCode.VERSION_CONFLICT, "The document's version is not the one expected.", state);
        }
        List<String> failedGuards = failedGuards(write, current, readState);
        if (!failedGuards.isEmpty()) {
            return new Decision.Answer(
                    new Refused(ErrorCode.GUARD_FAILED, "A guard does not hold.", state, failedGuards));
        }
        if (write.kind() == WriteKind.DELETE && current == null && ReachRules.mayDelete(reach, null)) {
            return new Decision.Answer(new Written(0, WriteOutcome.ALREADY_ABSENT));
        }
        if (idempotency != null && remembered.size() >= Limits.IDEMPOTENCY_KEYS) {
            return refuse(ErrorCode.TOO_MANY_IDEMPOTENCY_KEYS, ErrorCode.TOO_MANY_IDEMPOTENCY_KEYS.whatToDo(), null);
        }
        try {
            byte[] next = newState(write, whole, current);
            WriteOutcome outcome = next == null
                    ? WriteOutcome.DELETED
                    : current == null ? WriteOutcome.CREATED : WriteOutcome.REPLACED;
            return new Decision.Apply(
                    next,
                    version,
                    outcome,
                    write.by(),
                    remember(remembered, idempotency, version, outcome),
                    next == null ? Lifetime.ENDLESS : TenureRules.next(lifetime, write.tenure()));
        } catch (LuxException e) {
            return refuse(e.code(), e.detail(), e.code() == ErrorCode.TEST_FAILED ? state : null);
        }
    }

    private static Decision repetition(RememberedWrite earlier, Idempotency repeated) {
        return earlier.request().equals(repeated.request())
                ? new Decision.Answer(new Written(earlier.version(), earlier.outcome()))
                : refuse(ErrorCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key named another request.", null);
    }

    private static List<String> failedGuards(
            Write write, byte @Nullable [] current, Function<byte[], JsonNode> readState) {
        byte[] guard = write.guard();
        return guard == null ? List.of() : Guard.parse(guard).failed(current == null ? null : readState.apply(current));
    }

    private byte @Nullable [] newState(Write write, byte @Nullable [] whole, byte @Nullable [] seen) {
        if (write.kind() == WriteKind.HEARTBEAT) {
            return whole;
        }
        byte[] made = newState(write, seen);
        Reach reach = write.reach();
        return reach == null ? made : reachRules.next(write, reach, whole, seen, made);
    }

    private byte @Nullable [] newState(Write write, byte @Nullable [] current) {
        return switch (write.kind()) {
            case PUT -> write.body();
            case DELETE -> null;
            case HEARTBEAT -> current;
            case MERGE_PATCH ->
                checked(
                        MergePatch.apply(current == null ? null : JsonTree.read(current), JsonTree.read(write.body())),
                        bound(current));
            case JSON_PATCH -> {
                if (current == null) {
                    throw new LuxException(ErrorCode.NOT_FOUND, "A JSON Patch needs a document that exists.");
                }
                yield checked(
                        JsonPatch.parse(JsonTree.read(write.body())).apply(JsonTree.read(current), bound(current)),
                        bound(current));
            }
        };
    }

    /** The largest state that a patch may make: one that is larger, see {@link ReachRules#LARGER}, does not grow. */
    private int bound(byte @Nullable [] current) {
        return Math.max(limits.documentBytes(), current == null ? 0 : current.length);
    }

    /** A patched state obeys the same limits as one that was sent whole. */
    private byte[] checked(JsonNode patched, int maxBytes) {
        byte[] bytes = JsonTree.write(patched);
        if (bytes.length > maxBytes) {
            throw new LuxException(
                    ErrorCode.DOCUMENT_TOO_LARGE,
                    "The patched document would have " + bytes.length + " bytes; at most " + maxBytes + ".");
        }
        byte[] valid = JsonText.minify(bytes, 0, bytes.length, jsonLimits);
        if (java.util.Arrays.equals(valid, NULL)) {
            throw new LuxException(ErrorCode.NULL_DOCUMENT, ErrorCode.NULL_DOCUMENT.whatToDo());
        }
        return valid;
    }

    private static List<RememberedWrite> remember(
            List<RememberedWrite> remembered, @Nullable Idempotency idempotency, long version, WriteOutcome outcome) {
        if (idempotency == null) {
            return remembered;
        }
        List<RememberedWrite> more = new ArrayList<>(remembered);
        more.add(new RememberedWrite(idempotency.key(), idempotency.request(), version, outcome));
        return List.copyOf(more);
    }

    private static DocumentState state(String id, @Nullable DocumentRecord base) {
        return base == null ? DocumentState.absent(id, 0) : base.state(id);
    }

    private static Decision refuse(ErrorCode code, String detail, @Nullable DocumentState current) {
        return new Decision.Answer(new Refused(code, detail, current, List.of()));
    }
}
