package dev.lux.boot;

import dev.lux.access.Origins;
import dev.lux.cluster.ClusterSettings;
import dev.lux.limits.Limits;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a node from its command line, which wins, and its environment. */
final class SettingsReader {
    static final String DEFAULT_HOST = "127.0.0.1";
    static final int DEFAULT_PORT = 8080;

    /** Of the launcher, the clients and logback. */
    private static final Set<String> FOR_OTHERS =
            Set.of("LUX_URL", "LUX_JAVA_OPTS", "LUX_CLASSPATH", "LUX_NEWER_JDK", "LUX_LOG_LEVEL");

    private SettingsReader() {}

    /**
     * @param host of the command line, or {@code null}
     * @param port of the command line, or {@code null}
     * @param newKey makes a key when none is set
     * @throws IllegalArgumentException with the name of the setting and what is wrong with it
     */
    static Settings read(
            Map<String, String> variables, @Nullable String host, @Nullable Integer port, Supplier<String> newKey) {
        Environment environment = new Environment(variables, FOR_OTHERS);
        String listenOn = environment.text("LUX_HOST", DEFAULT_HOST);
        int portFromEnvironment = environment.integer("LUX_PORT", DEFAULT_PORT);
        String key = environment.text("LUX_API_KEY", "");
        String finalHost = host == null ? listenOn : host;
        Origins origins =
                environment.parsed("LUX_ALLOWED_ORIGINS", "", list -> Origins.parse(list, isLoopback(finalHost)));
        Limits limits = limits(environment);
        ClusterSettings cluster = ClusterSettingsReader.read(environment);
        environment.refuseUnknown();
        return new Settings(
                finalHost,
                port == null ? portFromEnvironment : port,
                key.isEmpty() ? newKey.get() : key,
                key.isEmpty(),
                origins,
                limits,
                cluster);
    }

    private static Limits limits(Environment environment) {
        Limits standard = Limits.DEFAULT;
        return new Limits(
                environment.integer("LUX_MAX_DOCUMENT_BYTES", standard.documentBytes()),
                environment.number("LUX_MAX_STATE_BYTES", standard.stateBytes()),
                environment.integer("LUX_MAX_DEPTH", standard.jsonDepth()),
                environment.integer("LUX_MAX_NUMBER_LENGTH", standard.numberLength()),
                environment.integer("LUX_MAX_REQUEST_BYTES", standard.requestBytes()),
                environment.integer("LUX_MAX_WRITES_PER_REQUEST", standard.writesPerRequest()),
                environment.integer("LUX_MAX_SUBSCRIPTIONS", standard.subscriptionsPerStream()),
                environment.integer("LUX_MAX_STREAMS", standard.streams()),
                environment.duration("LUX_REQUEST_TIMEOUT", standard.requestTimeout()),
                environment.integer("LUX_SOCKET_BUFFER_BYTES", standard.socketBufferBytes()),
                environment.duration("LUX_TOMBSTONE_RETENTION", standard.tombstoneRetention()));
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
}
