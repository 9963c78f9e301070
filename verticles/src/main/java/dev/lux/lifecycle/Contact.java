package dev.lux.lifecycle;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.function.LongSupplier;

/**
 * Whether this node knows its cluster well enough to serve anybody: it hears enough data members, and since it does has
 * learned which credentials hold. A node without contact may have missed that one was revoked, so it serves nothing.
 *
 * <p>Usable on any thread; cheap.
 */
public final class Contact {
    private final LongSupplier heard;
    private volatile long informed;

    /** @param heard names the time since when enough data members have been heard; 0: they are not now */
    public Contact(LongSupplier heard) {
        this.heard = heard;
    }

    /** Of a node that needs nobody. */
    public static Contact always() {
        Contact contact = new Contact(() -> 1);
        contact.informed(1);
        return contact;
    }

    /** To be looked at before others are asked, and said in {@link #informed} when they have answered. */
    public long number() {
        return heard.getAsLong();
    }

    /** Enough others have said what they know of credentials, after {@code number} was looked at. */
    public void informed(long number) {
        informed = number;
    }

    /** Whether this node may serve now. */
    public boolean isThere() {
        long now = heard.getAsLong();
        return now != 0 && now == informed;
    }

    /** @throws LuxException {@code no_quorum} */
    public void require() {
        if (!isThere()) {
            throw refusal();
        }
    }

    static LuxException refusal() {
        return new LuxException(ErrorCode.NO_QUORUM, ErrorCode.NO_QUORUM.whatToDo());
    }
}
