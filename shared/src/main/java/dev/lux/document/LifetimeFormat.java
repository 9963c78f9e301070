package dev.lux.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A lifetime inside a record; of one without end nothing is written.
 *
 * <pre>
 * parts    1: ttl, 2: lease, 4: expired (1)
 * ttl      millis (8)
 * lease    holder (16) millis (8) onExpire (1)
 * expired  reason (1) sinceMicros (8) length of by (1), by (UTF-8)
 * </pre>
 */
final class LifetimeFormat {
    private static final int TTL = 1;
    private static final int LEASE = 2;
    private static final int EXPIRED = 4;
    private static final int LEASE_BYTES = 16 + 8 + 1;

    private LifetimeFormat() {}

    static int bytes(Lifetime lifetime) {
        Expiry expired = lifetime.expired();
        return 1
                + (lifetime.ttlMillis() > 0 ? Long.BYTES : 0)
                + (lifetime.lease() == null ? 0 : LEASE_BYTES)
                + (expired == null ? 0 : 1 + Long.BYTES + 1 + utf8(expired.by()).length);
    }

    static void put(ByteBuffer out, Lifetime lifetime) {
        Lease lease = lifetime.lease();
        Expiry expired = lifetime.expired();
        out.put((byte)
                ((lifetime.ttlMillis() > 0 ? TTL : 0) | (lease == null ? 0 : LEASE) | (expired == null ? 0 : EXPIRED)));
        if (lifetime.ttlMillis() > 0) {
            out.putLong(lifetime.ttlMillis());
        }
        if (lease != null) {
            out.putLong(lease.holder().high()).putLong(lease.holder().low()).putLong(lease.millis());
            out.put(lease.onExpire().code());
        }
        if (expired != null) {
            byte[] by = utf8(expired.by());
            if (by.length > 255) {
                throw new IllegalArgumentException("a record holds at most 255 bytes of by");
            }
            out.put(expired.reason().code()).putLong(expired.sinceMicros());
            out.put((byte) by.length).put(by);
        }
    }

    /** @throws IllegalArgumentException when it is none that {@link #put} writes */
    static Lifetime read(ByteBuffer in) {
        int parts = in.get();
        if (parts <= 0 || parts > (TTL | LEASE | EXPIRED)) {
            throw new IllegalArgumentException("a lifetime of unknown parts: " + parts);
        }
        long ttl = (parts & TTL) == 0 ? 0 : positive(in.getLong());
        Lease lease = (parts & LEASE) == 0 ? null : lease(in);
        Expiry expired = (parts & EXPIRED) == 0 ? null : expired(in);
        return new Lifetime(ttl, lease, expired);
    }

    private static Lease lease(ByteBuffer in) {
        return new Lease(
                new HolderToken(in.getLong(), in.getLong()), positive(in.getLong()), OnExpire.ofCode(in.get()));
    }

    private static @Nullable Expiry expired(ByteBuffer in) {
        Expiry.Reason reason = Expiry.Reason.ofCode(in.get());
        long since = in.getLong();
        byte[] by = new byte[Byte.toUnsignedInt(in.get())];
        in.get(by);
        return new Expiry(reason, since, RecordFormat.text(by));
    }

    private static long positive(long millis) {
        if (millis <= 0) {
            throw new IllegalArgumentException("a duration that is none: " + millis);
        }
        return millis;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
