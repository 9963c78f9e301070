package dev.lux.harness.check.linear;

import dev.lux.harness.check.linear.Contents.Content;
import dev.lux.harness.check.linear.Node.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Through the orders of one {@link Timeline}, those first that have come furthest; used once.
 *
 * <p>A node goes on by the write that makes the next visible version: the one that was acknowledged with it, or one of
 * unknown outcome that gives what was seen. Calls that change nothing are placed as soon as that is possible, which is
 * never worse than later. An unknown write may also take effect and be replaced before anyone sees it; that is tried
 * last, with few such writes before many, and only where it can matter: right before something that could come out
 * otherwise.
 */
final class Search {
    private final Timeline timeline;
    private final int last;
    private final boolean whole;
    private final int maxSteps;
    private final Relevance relevance;
    private final Visited visited = new Visited();
    private final PriorityQueue<Pending> pending = new PriorityQueue<>(
            Comparator.comparingInt((Pending each) -> -each.node().era()).thenComparingInt(Pending::uses));
    private final List<Node> furthest = new ArrayList<>();
    private @Nullable Node reached;
    private int steps;

    /** How it ended. */
    enum End {
        ORDERED,
        NO_ORDER,
        /** There may be an order, but it was not found within the bound. */
        UNDECIDED
    }

    /** @param hidden whether the unseen writes are still to be tried on it, and nothing else */
    private record Pending(Node node, boolean hidden) {
        int uses() {
            return node.used().length + (hidden ? 1 : 0);
        }
    }

    /**
     * @param last index of the last visible version that is to be reached
     * @param whole whether all unversioned calls have to be placed too
     * @param maxSteps how often a write may be applied to a state
     */
    Search(Timeline timeline, int last, boolean whole, int maxSteps) {
        this.timeline = timeline;
        this.last = last;
        this.whole = whole;
        this.maxSteps = maxSteps;
        this.relevance = new Relevance(timeline);
    }

    End run(List<Node> starts) {
        starts.forEach(start -> push(start, false));
        while (!pending.isEmpty()) {
            Pending next = pending.remove();
            if (next.hidden()) {
                hiddenMoves(next.node()).forEach(move -> push(move, false));
                continue;
            }
            note(next.node());
            Node node = settle(next.node());
            if (node == null || !visited.add(node)) {
                continue;
            }
            if (isReached(node)) {
                reached = node;
                return End.ORDERED;
            }
            if (steps > maxSteps) {
                return End.UNDECIDED;
            }
            goOn(node);
        }
        return End.NO_ORDER;
    }

    private void push(Node node, boolean hidden) {
        pending.add(new Pending(node, hidden));
    }

    /** The nodes that came furthest, a few. */
    List<Node> furthest() {
        return furthest;
    }

    /** Where an order ended, when one was found. */
    @Nullable
    Node reached() {
        return reached;
    }

    int steps() {
        return steps;
    }

    private void note(Node node) {
        if (!furthest.isEmpty() && furthest.get(0).era() < node.era()) {
            furthest.clear();
        }
        if (furthest.size() < 3 && (furthest.isEmpty() || furthest.get(0).era() == node.era())) {
            furthest.add(node);
        }
    }

    private boolean isReached(Node node) {
        return node.era() == last
                && (!whole || node.placed().all() == timeline.unversioned().size());
    }

    /** Places all unversioned calls that fit and may come now; null when something should have come before. */
    @Nullable
    Node settle(Node node) {
        Placed placed = node.placed();
        long now = node.now();
        List<Unversioned> calls = timeline.unversioned();
        for (boolean more = true; more; ) {
            more = false;
            long deadline = timeline.deadline(node.era(), placed);
            for (int i = placed.all(); i < calls.size() && calls.get(i).from() <= deadline; i++) {
                if (!placed.contains(i) && fits(calls.get(i), node)) {
                    placed = placed.with(i);
                    now = Math.max(now, calls.get(i).from());
                    more = true;
                }
            }
        }
        return now > timeline.deadline(node.era(), placed) ? null : node.settled(now, placed);
    }

    private static boolean fits(Unversioned call, Node node) {
        return call.to() >= node.entered() && call.fits(node.content(), node.version());
    }

    private void goOn(Node node) {
        List<Node> visible = visibleMoves(node);
        if (mayNeedHidden(node, visible)) {
            push(node, true);
        }
        visible.forEach(next -> push(next, false));
    }

    private List<Node> visibleMoves(Node node) {
        List<Node> moves = new ArrayList<>();
        if (node.era() < last) {
            for (Candidate write : candidates(node)) {
                Node next = step(node, write);
                if (next != null) {
                    moves.add(next);
                }
            }
        }
        return moves;
    }

    /** The writes that may have made the version after a node's. */
    List<Candidate> candidates(Node node) {
        Visible target = timeline.versions().get(node.era() + 1);
        return target.acknowledged() != null
                ? List.of(target.acknowledged())
                : timeline.unknown().stream()
                        .filter(write -> write.from() <= target.firstTo() && !node.hasUsed(write.index()))
                        .toList();
    }

    private @Nullable Node step(Node node, Candidate write) {
        int next = node.era() + 1;
        Visible target = timeline.versions().get(next);
        long at = Math.max(node.now(), write.from());
        if (at > write.to() || at > target.firstTo() || isAbove(node, target)) {
            return null;
        }
        Content content = effect(write, node);
        if (content == null || (target.content() != null && !target.content().equals(content))) {
            return null;
        }
        long now = Math.max(at, target.lastFrom());
        return new Node(next, target.version(), content, at, now, node.placed(), node.using(write));
    }

    private @Nullable Content effect(Candidate write, Node node) {
        steps++;
        return write.effect(node.content(), node.version(), timeline.contents());
    }

    private static boolean isAbove(Node node, Visible target) {
        return node.version() != Candidate.HIDDEN && node.version() >= target.version();
    }

    /**
     * Whether an unseen write could change what comes. It can't where the next write overwrites whatever it finds, and
     * no call is waiting for another state than this one.
     */
    private boolean mayNeedHidden(Node node, List<Node> visible) {
        if (isWaiting(node)) {
            return true;
        }
        if (node.era() >= last) {
            return false;
        }
        Candidate next = timeline.versions().get(node.era() + 1).acknowledged();
        return next == null || !next.overwrites() || visible.isEmpty();
    }

    private boolean isWaiting(Node node) {
        return !waiting(node).isEmpty();
    }

    /** The calls that may come now, but need another state. */
    private List<Unversioned> waiting(Node node) {
        long deadline = timeline.deadline(node.era(), node.placed());
        List<Unversioned> calls = timeline.unversioned();
        List<Unversioned> waiting = new ArrayList<>();
        for (int i = node.placed().all(); i < calls.size() && calls.get(i).from() <= deadline; i++) {
            if (!node.placed().contains(i)) {
                waiting.add(calls.get(i));
            }
        }
        return waiting;
    }

    private List<Node> hiddenMoves(Node node) {
        List<Node> moves = new ArrayList<>();
        long deadline = timeline.deadline(node.era(), node.placed());
        boolean anyStateMayHelp = !waiting(node).stream().allMatch(Unversioned::needsAbsence);
        Set<Integer> tried = new HashSet<>();
        for (Candidate write : timeline.unknown()) {
            if (write.from() <= deadline
                    && !node.hasUsed(write.index())
                    && (anyStateMayHelp || relevance.mayMatter(write, node))
                    && tried.add(write.twins())) {
                Content content = effect(write, node);
                if (content != null) {
                    long at = Math.max(node.now(), write.from());
                    moves.add(
                            new Node(node.era(), Candidate.HIDDEN, content, at, at, node.placed(), node.using(write)));
                }
            }
        }
        return moves;
    }
}
