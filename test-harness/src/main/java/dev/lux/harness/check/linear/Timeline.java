package dev.lux.harness.check.linear;

import dev.lux.harness.check.linear.Contents.Content;
import java.util.List;

/** What is to be put in order: one document between two losses of state. */
final class Timeline {
    private final List<Visible> versions;
    private final List<Unversioned> unversioned;
    private final List<Candidate> unknown;
    private final Contents contents;
    private final List<Start> starts;
    /** By index: when the first of what belongs to this version or a later one had ended. */
    private final long[] endedBy;
    /** By index: when the last of what belongs to this version or an earlier one began. */
    private final long[] begunBy;

    /** A state that it may begin with. */
    record Start(long version, Content content) {
        static final Start NOTHING = new Start(0, Contents.ABSENT);
    }

    /**
     * @param versions ascending
     * @param unversioned by the time at which they began
     * @param unknown with their place here as index
     */
    Timeline(
            List<Visible> versions,
            List<Unversioned> unversioned,
            List<Candidate> unknown,
            Contents contents,
            List<Start> starts) {
        this.versions = List.copyOf(versions);
        this.unversioned = List.copyOf(unversioned);
        this.unknown = List.copyOf(unknown);
        this.contents = contents;
        this.starts = List.copyOf(starts);
        int count = versions.size();
        endedBy = new long[count + 1];
        endedBy[count] = Long.MAX_VALUE;
        for (int i = count - 1; i >= 0; i--) {
            endedBy[i] = Math.min(endedBy[i + 1], versions.get(i).endedBy());
        }
        begunBy = new long[count];
        for (int i = 0; i < count; i++) {
            begunBy[i] = Math.max(
                    i == 0 ? Long.MIN_VALUE : begunBy[i - 1], versions.get(i).begunBy());
        }
    }

    List<Visible> versions() {
        return versions;
    }

    List<Unversioned> unversioned() {
        return unversioned;
    }

    List<Candidate> unknown() {
        return unknown;
    }

    Contents contents() {
        return contents;
    }

    /** Where a search may begin. */
    List<Node> starts() {
        return starts.stream().map(this::node).toList();
    }

    private Node node(Start start) {
        boolean seen =
                !versions.isEmpty() && start.version() != 0 && versions.get(0).version() == start.version();
        return new Node(
                seen ? 0 : -1,
                start.version(),
                start.content(),
                Long.MIN_VALUE,
                seen ? versions.get(0).begunBy() : Long.MIN_VALUE,
                Node.Placed.NONE,
                new int[0]);
    }

    /** When the first of what belongs to a version of this index, or to a later one, had ended. */
    long endedBy(int index) {
        return endedBy[index];
    }

    /** When the first call that is not placed in a node had ended: nothing that began later may be placed before it. */
    long deadline(int era, Node.Placed placed) {
        long deadline = endedBy[era + 1];
        for (int i = placed.all(); i < unversioned.size() && unversioned.get(i).from() <= deadline; i++) {
            if (!placed.contains(i)) {
                deadline = Math.min(deadline, unversioned.get(i).to());
            }
        }
        return deadline;
    }

    /** A search's beginning at a visible version whose content is known, with all that may lie before it left out. */
    Node middle(int era, Content content) {
        Node.Placed placed = Node.Placed.NONE;
        for (int i = 0; i < unversioned.size(); i++) {
            if (unversioned.get(i).from() <= endedBy[era]) {
                placed = placed.with(i);
            }
        }
        long entered = era == 0 ? Long.MIN_VALUE : begunBy[era - 1];
        return new Node(era, versions.get(era).version(), content, entered, begunBy[era], placed, new int[0]);
    }
}
