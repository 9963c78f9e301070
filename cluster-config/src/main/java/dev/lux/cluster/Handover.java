package dev.lux.cluster;

import com.hazelcast.cluster.Cluster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every shard of this node to other data members while the node still runs, by demoting it to a member that keeps
 * nothing. Its owners see their shards go one by one, and those who ask it for one are told where it has gone.
 */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private Handover() {}

    /** @return never fails: what was not handed over is left to the copies */
    static Future<Void> run(Vertx vertx, Cluster cluster, Membership.View members, ClusterSettings settings) {
        long patienceMillis = settings.handover().toMillis();
        if (cluster.getLocalMember().isLiteMember() || members.dataMembers() < 2 || patienceMillis == 0) {
            return Future.succeededFuture();
        }
        return vertx.<Void>executeBlocking(
                        () -> {
                            cluster.demoteLocalDataMember();
                            return null;
                        },
                        false)
                .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                .onSuccess(done -> LOG.info("this node has handed its shards over"))
                .recover(failure -> {
                    LOG.warn("this node leaves without having handed all its shards over", failure);
                    return Future.succeededFuture();
                });
    }
}
