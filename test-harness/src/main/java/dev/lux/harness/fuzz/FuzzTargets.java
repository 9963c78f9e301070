package dev.lux.harness.fuzz;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** Every reader of what comes from outside. */
public final class FuzzTargets {
    private FuzzTargets() {}

    /** @param vertx of which the verifiers of tokens are made */
    public static List<FuzzTarget> all(Vertx vertx) {
        List<FuzzTarget> all = new ArrayList<>(JsonTargets.all());
        all.addAll(PatchTargets.all());
        all.addAll(NameTargets.all());
        all.addAll(MessageTargets.all());
        all.addAll(HeaderTargets.all());
        all.addAll(AddressTargets.all());
        all.add(HeadTarget.target());
        all.add(FrameTarget.target());
        all.addAll(TokenTargets.all(vertx));
        all.addAll(FileTargets.all(vertx));
        all.addAll(BusTargets.all());
        return List.copyOf(all);
    }
}
