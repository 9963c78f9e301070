package dev.lux.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Whether this node hears enough data members, by time alone: a node that stood still, or whose packets are lost, has no
 * contact when it looks again, before anything else was noticed. A contact lasts for {@link #LASTS} from the last moment
 * at which the quorum was heard; the next one is another.
 *
 * <p>Time is an argument. Told by one thread, asked by any.
 */
final class Contact {
    /** What a cluster that has lost contact knows of others is this old at most when it stops to serve. */
    static final Duration LASTS = Duration.ofSeconds(5);

    private final int others;
    private volatile Moment last;

    /**
     * @param number 0 before there was one
     * @param atNanos when enough were heard
     */
    private record Moment(long number, long atNanos) {}

    /** @param others how many data members beside this node make the quorum; with 0, there is always contact */
    Contact(int others, long nowNanos) {
        this.others = others;
        this.last = new Moment(0, nowNanos);
    }

    /** @param atNanos when each of the other data members that there are was heard last */
    void heard(Collection<Long> atNanos) {
        if (others == 0 || atNanos.size() < others) {
            return;
        }
        List<Long> newestFirst =
                atNanos.stream().sorted(Comparator.reverseOrder()).toList();
        long enough = newestFirst.get(others - 1);
        Moment before = last;
        if (before.number == 0 || enough - before.atNanos > LASTS.toNanos()) {
            last = new Moment(before.number + 1, enough);
        } else if (enough - before.atNanos > 0) {
            last = new Moment(before.number, enough);
        }
    }

    /** Names the contact that there is now; a later one has a higher number. 0: there is none. */
    long number(long nowNanos) {
        if (others == 0) {
            return 1;
        }
        Moment now = last;
        return nowNanos - now.atNanos <= LASTS.toNanos() ? now.number : 0;
    }
}
