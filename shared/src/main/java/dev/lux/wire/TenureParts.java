package dev.lux.wire;

import dev.lux.command.Tenure;
import dev.lux.command.WriteKind;
import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonMembers;
import dev.lux.limits.Limits;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the members {@code "ttl":"10m","lease":"15s","onExpire":"mark","holder":"..."} of a write say; {@code null} ends
 * a ttl or a lease.
 */
record TenureParts(
        long ttlMillis,
        long leaseMillis,
        OnExpire onExpire,
        @Nullable HolderToken holder) {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /**
     * Nothing when none of them is there.
     *
     * @throws LuxException {@code invalid_request}
     */
    static @Nullable TenureParts of(JsonMembers members, WriteKind kind) {
        if (!members.has("ttl") && !members.has("lease") && !members.has("onExpire") && !members.has("holder")) {
            if (kind == WriteKind.HEARTBEAT) {
                throw new LuxException(ErrorCode.INVALID_REQUEST, "holder is missing.");
            }
            return null;
        }
        long lease = millis(members, "lease", Limits.LONGEST_LEASE);
        if (members.has("onExpire") && lease <= 0) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "onExpire needs a lease.");
        }
        return new TenureParts(millis(members, "ttl", Limits.LONGEST_TTL), lease, onExpire(members), holder(members));
    }

    /** @param taken who holds the lease if the write takes it */
    Tenure tenure(HolderToken taken) {
        return new Tenure(ttlMillis, leaseMillis, onExpire, taken, holder);
    }

    private static long millis(JsonMembers members, String name, Duration longest) {
        byte[] value = members.get(name);
        if (value == null) {
            return Tenure.KEEP;
        }
        if (Arrays.equals(value, NULL)) {
            return Tenure.END;
        }
        String text = members.string(name);
        Duration duration = text == null ? null : DurationText.parse(text);
        if (duration == null || duration.compareTo(Limits.SHORTEST_LIFETIME) < 0 || duration.compareTo(longest) > 0) {
            throw new LuxException(
                    ErrorCode.INVALID_REQUEST,
                    name + " must be null, or a duration such as 500ms, 15s, 10m, 12h or 7d, from "
                            + DurationText.of(Limits.SHORTEST_LIFETIME) + " to " + DurationText.of(longest) + ".");
        }
        return duration.toMillis();
    }

    private static OnExpire onExpire(JsonMembers members) {
        String text = members.string("onExpire");
        if (text == null || text.equals("mark")) {
            return OnExpire.MARK;
        }
        if (text.equals("delete")) {
            return OnExpire.DELETE;
        }
        throw new LuxException(ErrorCode.INVALID_REQUEST, "onExpire must be mark or delete.");
    }

    private static @Nullable HolderToken holder(JsonMembers members) {
        String text = members.string("holder");
        return text == null
                ? null
                : HolderToken.parse(text)
                        .orElseThrow(() -> new LuxException(
                                ErrorCode.INVALID_REQUEST, "holder must be what the answer to the lease said."));
    }
}
