package dev.lux.owner;

import dev.lux.command.Condition;
import dev.lux.command.Idempotency;
import dev.lux.command.Reach;
import dev.lux.command.Tenure;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.document.Digest;
import dev.lux.document.DocumentRecord;
import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import dev.lux.document.OperationId;
import dev.lux.document.RememberedWrite;
import dev.lux.json.Part;
import dev.lux.json.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes and records for tests, in few words. */
final class Writes {
    private static long lastHolder;

    private Writes() {}

    static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte @Nullable [] json) {
        return json == null ? "absent" : new String(json, StandardCharsets.UTF_8);
    }

    static Write put(String id, String body) {
        return write(id, WriteKind.PUT, body);
    }

    static Write delete(String id) {
        return write(id, WriteKind.DELETE, "");
    }

    static Write write(String id, WriteKind kind, String body) {
        return new Write(id, kind, json(body), Condition.NONE, null, null, "me");
    }

    static Write when(Condition condition, Write write) {
        return new Write(
                write.id(),
                write.kind(),
                write.body(),
                condition,
                write.guard(),
                write.idempotency(),
                write.by(),
                write.reach(),
                write.tenure());
    }

    static Write guarded(String guard, Write write) {
        return new Write(
                write.id(),
                write.kind(),
                write.body(),
                write.condition(),
                json(guard),
                write.idempotency(),
                write.by(),
                write.reach(),
                write.tenure());
    }

    /** The write with an Idempotency-Key; its request is what its body says. */
    static Write keyed(String key, Write write) {
        Idempotency idempotency = new Idempotency(
                Digest.of(json(key)), Digest.of(json(write.kind().name()), write.body()));
        return new Write(
                write.id(),
                write.kind(),
                write.body(),
                write.condition(),
                write.guard(),
                idempotency,
                write.by(),
                write.reach(),
                write.tenure());
    }

    /** The write of the holder, or with {@code null} of who wants to be it. */
    static Write leased(Duration lease, OnExpire onExpire, @Nullable HolderToken holder, Write write) {
        return write.with(
                new Tenure(Tenure.KEEP, lease.toMillis(), onExpire, new HolderToken(1, ++lastHolder), holder));
    }

    /** The write of who says that it is the holder. */
    static Write held(HolderToken holder, Write write) {
        return write.with(Tenure.of(holder));
    }

    static Write heartbeat(String id, HolderToken holder) {
        return held(holder, write(id, WriteKind.HEARTBEAT, ""));
    }

    static Write living(Duration ttl, Write write) {
        return write.with(
                new Tenure(ttl.toMillis(), Tenure.KEEP, OnExpire.MARK, new HolderToken(1, ++lastHolder), null));
    }

    /** The write of somebody who sees and changes only this, each written as in a scope; empty for everything. */
    static Write within(String sees, String changes, Write write) {
        return write.within(new Reach(part(sees), part(changes)));
    }

    private static Part part(String rule) {
        if (rule.isEmpty()) {
            return Part.ALL;
        }
        boolean without = rule.startsWith("!");
        List<Pointer> pointers = Stream.of((without ? rule.substring(1) : rule).split(",", -1))
                .map(Pointer::parse)
                .toList();
        return without ? Part.without(pointers) : Part.only(pointers);
    }

    static DocumentRecord record(long version, @Nullable String data, List<RememberedWrite> remembered) {
        return new DocumentRecord(
                1, version, new OperationId(1, version), data == null ? null : json(data), 1, "earlier", remembered);
    }
}
