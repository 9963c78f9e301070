package dev.lux.boot;

import java.security.Security;

/** What the broker needs of its Java runtime, where whoever starts it has said nothing else. */
final class RuntimeDefaults {
    /** For how many seconds a JVM believes what a name server has said; 30 if nobody tells it. */
    private static final String DNS_SECONDS = "2";

    private RuntimeDefaults() {}

    /** To be called before anything else. */
    static void apply() {
        // Before anything touches the common pool: with one thread in it, every completion of the store would start a
        // thread of its own (docs/adr/0002).
        if (Runtime.getRuntime().availableProcessors() < 3) {
            property("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
        }
        // Else Netty's first buffer starts Flight Recorder, on an event loop, whether or not anyone records.
        property("io.netty.jfr.enabled", "false");
        // The addresses behind the members' names are looked up again and again, to see those that have come.
        if (Security.getProperty("networkaddress.cache.ttl") == null) {
            Security.setProperty("networkaddress.cache.ttl", DNS_SECONDS);
        }
        // The JDK's own file says 10, so that its silence can't be told from somebody's wish.
        Security.setProperty("networkaddress.cache.negative.ttl", DNS_SECONDS);
    }

    private static void property(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
