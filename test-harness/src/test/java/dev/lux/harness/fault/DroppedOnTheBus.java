package dev.lux.harness.fault;

import dev.lux.command.Beacon;
import dev.lux.command.Update;
import dev.lux.route.MessageCodecs;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Loses messages of the event bus, or changes that are in them, before they leave this node. */
final class DroppedOnTheBus {
    private static final String DOCTORED = "doctored";
    private static final int CHANGES = 1_000;

    private final Vertx vertx;
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private volatile String what = "nothing";
    private volatile int oneOf = 1;

    DroppedOnTheBus(Vertx vertx) {
        this.vertx = vertx;
        vertx.eventBus().addOutboundInterceptor(this::look);
    }

    /** One of so many messages; {@code nothing}: none. */
    void drop(String message, int oneOf) {
        this.oneOf = oneOf;
        this.what = message;
        seen.set(0);
        dropped.set(0);
        if (message.equals("nothing")) {
            System.out.println("fault drops nothing");
        }
    }

    private <T> void look(DeliveryContext<T> delivery) {
        if (what.equals(nameOf(delivery.body())) && seen.incrementAndGet() % oneOf == 0) {
            if (dropped.getAndIncrement() == 0) {
                System.out.println(
                        "fault dropped " + what + " to " + delivery.message().address());
            }
            return;
        }
        delivery.next();
    }

    private static String nameOf(Object body) {
        return body instanceof Update ? "update" : body instanceof Beacon ? "beacon" : "";
    }

    /**
     * Takes one change of so many out of the update that carries it, so that neither side can know: the number of the
     * update is there, and the owner believes that the edge has it.
     */
    void dropChanges() {
        vertx.eventBus().addInboundInterceptor(delivery -> {
            boolean doctored = delivery.message().headers().contains(DOCTORED);
            if (doctored || !(delivery.body() instanceof Update update) || !hits(update)) {
                delivery.next();
                return;
            }
            List<Update.Change> fewer = new ArrayList<>(update.changes());
            fewer.remove(fewer.size() - 1);
            Update wrong = new Update(update.owner(), update.epoch(), update.number(), List.copyOf(fewer));
            vertx.eventBus()
                    .<Long>request(
                            delivery.message().address(),
                            wrong,
                            MessageCodecs.updateOptions().setLocalOnly(true).addHeader(DOCTORED, "yes"))
                    .onSuccess(answer -> delivery.message().reply(answer.body()));
        });
    }

    private boolean hits(Update update) {
        int more = update.changes().size();
        long after = changes.addAndGet(more);
        return after / CHANGES > (after - more) / CHANGES;
    }
}
