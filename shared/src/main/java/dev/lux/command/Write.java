package dev.lux.command;

import dev.lux.document.HolderToken;
import org.jspecify.annotations.Nullable;

/**
 * One write of one document, validated and authorized.
 *
 * @param id the document
 * @param kind how the body makes the new state
 * @param body minified JSON: the new state, or the patch; empty for a delete
 * @param condition on the version
 * @param guard JSON of a valid {@link dev.lux.json.Guard}, or {@code null}
 * @param idempotency {@code null} when the client sent no key
 * @param by the principal
 * @param reach what of the document it may know and change; {@code null}: everything
 * @param tenure what it says about how long the document holds good; {@code null}: nothing
 */
public record Write(
        String id,
        WriteKind kind,
        byte[] body,
        Condition condition,
        byte @Nullable [] guard,
        @Nullable Idempotency idempotency,
        String by,
        @Nullable Reach reach,
        @Nullable Tenure tenure) {
    /** One that may know and change everything, and says nothing about time. */
    public Write(
            String id,
            WriteKind kind,
            byte[] body,
            Condition condition,
            byte @Nullable [] guard,
            @Nullable Idempotency idempotency,
            String by) {
        this(id, kind, body, condition, guard, idempotency, by, null, null);
    }

    public Write within(Reach bounds) {
        return new Write(id, kind, body, condition, guard, idempotency, by, bounds, tenure);
    }

    public Write with(@Nullable Tenure said) {
        return new Write(id, kind, body, condition, guard, idempotency, by, reach, said);
    }

    /** Who holds the document's lease when this write, which asked for it, is acknowledged. */
    public @Nullable HolderToken granted() {
        return tenure == null ? null : tenure.granted();
    }
}
