package dev.lux.command;

import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import org.jspecify.annotations.Nullable;

/**
 * What a write says about how long its document holds good, and who holds it.
 *
 * @param ttlMillis the document is deleted so long after this write; or {@link #KEEP}, {@link #END}
 * @param leaseMillis how long the holder may be silent; or {@link #KEEP}, {@link #END}
 * @param onExpire what becomes of the document then
 * @param taken who holds the lease if this write takes it
 * @param holder who writes says that it holds the lease; {@code null}: it does not say so
 */
public record Tenure(
        long ttlMillis,
        long leaseMillis,
        OnExpire onExpire,
        HolderToken taken,
        @Nullable HolderToken holder) {
    /** What there is goes on. */
    public static final long KEEP = -1;
    /** What there is ends. */
    public static final long END = 0;

    /** Of who says nothing but that it holds the lease. */
    public static Tenure of(HolderToken holder) {
        return new Tenure(KEEP, KEEP, OnExpire.MARK, holder, holder);
    }

    /** Whether the lease runs from now on, so that the document is not stale. */
    public boolean renews() {
        return holder != null || leaseMillis > 0;
    }

    /** Whether the document may be deleted by what this says. */
    public boolean mayDelete() {
        return ttlMillis > 0 || (leaseMillis > 0 && onExpire == OnExpire.DELETE);
    }

    /** With what the answer says that the lease was taken or changed; {@code null}: it was neither. */
    public @Nullable HolderToken granted() {
        return leaseMillis <= 0 ? null : holder == null ? taken : holder;
    }
}
