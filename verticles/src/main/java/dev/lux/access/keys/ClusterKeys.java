package dev.lux.access.keys;

import dev.lux.access.keys.KeyNews.Node;
import dev.lux.time.Clock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that hold in a cluster: those of this node's file, those of other nodes' files, and what any of them revokes.
 * Nodes ask each other; who knows the same answers nothing. What is known of others is in memory and goes with the process.
 *
 * <p>Never a key itself, only what its file says of it. Usable on any thread; with thousands of keys a change takes tens of
 * milliseconds.
 */
public final class ClusterKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterKeys.class);
    private static final String QUESTION = "credentials ";
    /** In the place of a digest: keys are not wanted. */
    private static final String NONE = "-";

    private static final byte[] NOTHING_NEW = {};

    private final Clock clock;
    private final boolean shared;
    private final ApiKeys keys;
    private final RevokedElsewhere elsewhere;
    private final KeyNodes nodes = new KeyNodes();
    private KeyFile own = KeyFile.EMPTY;
    private @Nullable String self;
    private AgreedKeys agreed = new AgreedKeys(List.of(), Set.of());
    private KeyFile revoked = KeyFile.EMPTY;
    private String revokedDigest = RevokedKeys.digest(KeyFile.EMPTY);
    private String nodesDigest = "";
    private Set<String> leftOut = Set.of();

    /**
     * @param shared whether this node tells others its keys and takes theirs; what is revoked is always shared
     * @param keys are told what holds
     * @param elsewhere is told what others revoke
     */
    public ClusterKeys(Clock clock, boolean shared, ApiKeys keys, RevokedElsewhere elsewhere) {
        this.clock = clock;
        this.shared = shared;
        this.keys = keys;
        this.elsewhere = elsewhere;
    }

    /** This node's file says so now. */
    public synchronized void read(KeyFile file) {
        own = file;
        tellOwn();
        refresh();
    }

    /**
     * Who is in the cluster now.
     *
     * @param here the address of this node
     * @param others those of all others
     * @return whether other keys hold than before
     */
    public synchronized boolean present(String here, Set<String> others) {
        boolean first = self == null;
        self = here;
        if (first) {
            tellOwn();
        }
        boolean changed = nodes.present(others, clock.wallMicros());
        return (changed || first) && refresh();
    }

    private void tellOwn() {
        String here = self;
        if (here != null) {
            nodes.own(here, shared ? own.keys() : List.of(), clock.wallMicros());
        }
    }

    /** What this node asks others; {@link #answer} is for it. */
    public synchronized String question() {
        return QUESTION + revokedDigest + " " + (shared ? nodesDigest + " " + String.join(",", nodes.known()) : NONE);
    }

    /** Whether a question is one for here. */
    public static boolean isQuestion(String question) {
        return question.startsWith(QUESTION);
    }

    /** This node's answer: what the asker does not know, mostly nothing. */
    public synchronized byte[] answer(String question) {
        String[] asked = question.substring(QUESTION.length()).split(" ", -1);
        KeyFile news = asked[0].equals(revokedDigest) ? KeyFile.EMPTY : revoked;
        boolean wantsKeys = asked.length == 3 && !asked[1].equals(nodesDigest);
        if (!wantsKeys && news.equals(KeyFile.EMPTY)) {
            return NOTHING_NEW;
        }
        return new KeyNews(
                        news,
                        wantsKeys ? nodes.nodes() : List.of(),
                        wantsKeys ? nodes.listsBeside(new HashSet<>(Arrays.asList(asked[2].split(",")))) : List.of())
                .format();
    }

    /**
     * Takes what another node has answered.
     *
     * @param present the addresses of all nodes that are there now
     * @return whether something holds, or no longer holds, that was different before
     * @throws IllegalArgumentException with what is wrong; nothing is taken then
     */
    public boolean take(byte[] answer, Set<String> present) {
        if (answer.length == 0) {
            return false;
        }
        KeyNews news = KeyNews.parse(answer);
        return take(news, present);
    }

    private synchronized boolean take(KeyNews news, Set<String> present) {
        boolean more = elsewhere.add(news.revoked());
        if (shared && !news.nodes().isEmpty()) {
            Set<String> left = nodes.take(news, present::contains, KeyFile.MAX_KEYS, clock.wallMicros());
            if (!left.equals(leftOut) && !left.isEmpty()) {
                LOG.error(
                        "more than {} keys are in the files of other nodes: those of {} are left out",
                        KeyFile.MAX_KEYS,
                        left);
            }
            leftOut = left;
        }
        return refresh() || more;
    }

    /** @return whether other keys hold than before */
    private boolean refresh() {
        revoked = RevokedKeys.union(own, elsewhere.known());
        revokedDigest = RevokedKeys.digest(revoked);
        nodesDigest = RevokedKeys.digest(nodes.nodes().stream()
                .map(Node::toString)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
        List<List<ApiKey>> present = new ArrayList<>(nodes.ofOthers(true));
        present.add(own.keys());
        AgreedKeys now = AgreedKeys.of(present, nodes.ofOthers(false));
        boolean other = !now.keys().equals(agreed.keys());
        if (other) {
            keys.replace(now.keys());
        }
        if (!now.disputed().equals(agreed.disputed()) && !now.disputed().isEmpty()) {
            LOG.error("the files of nodes differ about the keys {}, which may what all of them allow", now.disputed());
        }
        agreed = now;
        return other;
    }
}
