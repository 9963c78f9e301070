package dev.lux.harness.check.linear;

import dev.lux.harness.check.linear.Contents.Content;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A point of the search: an order of some of the calls, told by where it ends.
 *
 * @param era index of the newest visible version that was passed; -1 before the first
 * @param version the state's, or {@link Candidate#HIDDEN} when a write that nobody saw has taken effect since
 * @param entered when the state was made: what saw it had not ended before
 * @param now the state lasts until then, since all that was placed had begun by then and not before
 * @param placed the unversioned calls that have their place
 * @param used the indexes of the unknown writes that have taken effect, ascending
 */
record Node(int era, long version, Content content, long entered, long now, Placed placed, int[] used) {
    boolean hasUsed(int write) {
        return Arrays.binarySearch(used, write) >= 0;
    }

    int[] using(Candidate write) {
        if (write.index() < 0 || write.isOnceByCondition()) {
            return used;
        }
        int[] more = Arrays.copyOf(used, used.length + 1);
        int at = used.length;
        for (; at > 0 && more[at - 1] > write.index(); at--) {
            more[at] = more[at - 1];
        }
        more[at] = write.index();
        return more;
    }

    Node settled(long later, Placed more) {
        return new Node(era, version, content, entered, later, more, used);
    }

    /**
     * A set of indexes, most of them the first ones.
     *
     * @param all everything below is in the set
     */
    record Placed(int all, Set<Integer> beyond) {
        static final Placed NONE = new Placed(0, Set.of());

        boolean contains(int index) {
            return index < all || beyond.contains(index);
        }

        Placed with(int index) {
            Set<Integer> more = new HashSet<>(beyond);
            more.add(index);
            int next = all;
            while (more.remove(next)) {
                next++;
            }
            return new Placed(next, more);
        }
    }
}
