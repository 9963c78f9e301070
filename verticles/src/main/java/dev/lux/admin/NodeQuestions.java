package dev.lux.admin;

import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.route.Nodes;
import dev.lux.wire.JsonBytes;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What nodes ask each other for the people who look after them: {@code status}, and {@code digests} or
 * {@code documents} of a pattern in some shards.
 *
 * <p>Usable on any context.
 */
public final class NodeQuestions {
    /** Looking through a full node takes seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int shardCount;
    private final Nodes nodes;
    private final ClusterStatus status;
    private final NodeAudit audit;

    /** @param shardCount of the cluster */
    public NodeQuestions(int shardCount, Nodes nodes, ClusterStatus status, NodeAudit audit) {
        this.shardCount = shardCount;
        this.nodes = nodes;
        this.status = status;
        this.audit = audit;
    }

    /** This node's answer to a question. Fails when it has none. */
    public Future<byte[]> answer(String question) {
        String[] words = question.split(" ", -1);
        if (words.length == 1 && words[0].equals("status")) {
            return Future.succeededFuture(status.ofThisNode());
        }
        if (words.length == 3 && (words[0].equals("digests") || words[0].equals("documents"))) {
            return audit.look(Pattern.parse(words[1]), shards(words[2]), words[0].equals("documents"));
        }
        return Future.failedFuture("no such question: " + words[0]);
    }

    /**
     * What every node holds of a pattern.
     *
     * @param shards numbers with commas between them, of which each document is listed; {@code null} for digests of all
     * @return a JSON object, as the protocol page describes it
     * @throws LuxException {@code invalid_request} when these are no shards
     */
    public Future<byte[]> verify(Pattern pattern, @Nullable String shards) {
        Set<Integer> wanted = shards == null
                ? IntStream.range(0, shardCount).boxed().collect(Collectors.toCollection(TreeSet::new))
                : shards(shards);
        String question = (shards == null ? "digests " : "documents ") + pattern.match() + " "
                + wanted.stream().map(String::valueOf).collect(Collectors.joining(","));
        return nodes.askAll(question, PATIENCE).map(answers -> gathered(pattern, answers));
    }

    private static byte[] gathered(Pattern pattern, Map<String, byte[]> answers) {
        JsonBytes out =
                new JsonBytes(4096).ascii("{\"match\":").string(pattern.match()).ascii(",\"nodes\":{");
        String comma = "";
        for (Map.Entry<String, byte[]> answer : answers.entrySet()) {
            out.ascii(comma).string(answer.getKey()).ascii(":").raw(answer.getValue());
            comma = ",";
        }
        return out.ascii("}}").toByteArray();
    }

    private Set<Integer> shards(String list) {
        try {
            Set<Integer> shards = new TreeSet<>();
            Arrays.stream(list.split(",", -1)).map(Integer::valueOf).forEach(shards::add);
            if (shards.stream().allMatch(shard -> shard >= 0 && shard < shardCount)) {
                return shards;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that no shard has.
        }
        throw new LuxException(
                ErrorCode.INVALID_REQUEST, "shards is a list of numbers from 0 to " + (shardCount - 1) + ".");
    }
}
