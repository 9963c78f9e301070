package dev.lux.harness.fault;

import dev.lux.boot.Foundation;
import dev.lux.boot.Main;
import dev.lux.cluster.ClusterNode;
import dev.lux.cluster.ClusterSettings;
import dev.lux.harness.fault.FaultyBroker.Wrong;
import dev.lux.store.Store;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.util.Arrays;

/** {@code lux up} on a foundation that is broken, from the start or when it is told so; see {@link FaultyBroker}. */
public final class FaultyMain extends Foundation {
    private final Wrong wrong;

    private FaultyMain(Wrong wrong) {
        this.wrong = wrong;
    }

    public static void main(String[] arguments) {
        String name = System.getProperty(FaultyBroker.WRONG, Wrong.NOTHING.text());
        Wrong wrong = Arrays.stream(Wrong.values())
                .filter(each -> each.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such wrong: " + name));
        Main.run(new FaultyMain(wrong), arguments);
    }

    @Override
    protected Future<ClusterNode> join(
            ClusterSettings settings, int owners, Clock clock, VertxBuilder builder, VertxOptions options) {
        return ClusterNode.start(
                        settings, owners, clock, builder, options, config -> WrongReplication.spoil(config, wrong))
                .onSuccess(node -> {
                    DroppedOnTheBus dropped = new DroppedOnTheBus(node.vertx());
                    if (wrong == Wrong.DROPPED_PUSH) {
                        dropped.dropChanges();
                    }
                    Commands.listen(node, dropped);
                    System.out.println("fault wrong: " + wrong.text());
                });
    }

    @Override
    protected Store store(ClusterNode node) {
        Store store = node.store();
        return wrong == Wrong.NO_TERM || wrong == Wrong.NO_CONFIRM ? new WrongStore(store, wrong) : store;
    }
}
