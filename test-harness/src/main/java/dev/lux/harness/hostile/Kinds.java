package dev.lux.harness.hostile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All kinds, by family. */
record Kinds(
        List<Kind.Request> requests,
        List<Kind.Message> messages,
        List<Kind.Breaker> breakers,
        List<Kind.SocketBreaker> socketBreakers,
        List<Kind.Scenario> scenarios) {

    /** All, by what they are hostile in. */
    static Map<String, List<Kind>> byClass(Target target) {
        Map<String, List<Kind>> all = new LinkedHashMap<>();
        all.put("JSON", BodyKinds.kinds(target));
        all.put("ids, routes, content types, credentials", RequestKinds.kinds(target));
        all.put("conditions, guards, patches", WriteKinds.kinds(target));
        all.put("pointers", PointerKinds.kinds(target));
        all.put("JWTs", TokenKinds.kinds());
        all.put("heads and framing", HeadKinds.kinds(target));
        all.put("messages on sockets", MessageKinds.kinds());
        all.put("frames", FrameKinds.kinds());
        all.put("slow, silent and vanishing clients", ScenarioKinds.kinds());
        all.put("floods", FloodKinds.kinds());
        return all;
    }

    static Kinds against(Target target) {
        List<Kind> all = byClass(target).values().stream().flatMap(List::stream).toList();
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
