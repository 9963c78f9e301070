package dev.lux.harness.hostile;

import java.util.ArrayList;
import java.util.List;

/** All kinds, by family. */
record Kinds(
        List<Kind.Request> requests,
        List<Kind.Message> messages,
        List<Kind.Breaker> breakers,
        List<Kind.SocketBreaker> socketBreakers,
        List<Kind.Scenario> scenarios) {

    static Kinds against(Target target) {
        List<Kind> all = new ArrayList<>(BodyKinds.kinds(target));
        all.addAll(RequestKinds.kinds(target));
        all.addAll(WriteKinds.kinds(target));
        all.addAll(HeadKinds.kinds(target));
        all.addAll(MessageKinds.kinds());
        all.addAll(FrameKinds.kinds());
        all.addAll(ScenarioKinds.kinds());
        all.addAll(FloodKinds.kinds());
        return new Kinds(
                of(all, Kind.Request.class),
                of(all, Kind.Message.class),
                of(all, Kind.Breaker.class),
                of(all, Kind.SocketBreaker.class),
                of(all, Kind.Scenario.class));
    }

    private static <K> List<K> of(List<Kind> all, Class<K> family) {
        return all.stream().filter(family::isInstance).map(family::cast).toList();
    }
}
