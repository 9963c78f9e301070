package dev.lux.boot;

import dev.lux.access.Origins;
import dev.lux.cluster.ClusterSettings;
import dev.lux.limits.Limits;
import dev.lux.rates.RateLimits;
import dev.lux.rates.TrustedProxies;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a node: its command line wins over its environment, and that over its file. */
final class SettingsReader {
    static final String DEFAULT_HOST = "127.0.0.1";
    static final int DEFAULT_PORT = 8080;

    static final String FILE = "LUX_CONFIG";

    /** Of the launcher, the clients and logback; and the file, which can't name another. */
    static final Set<String> ENVIRONMENT_ONLY =
            Set.of("LUX_URL", "LUX_JAVA_OPTS", "LUX_CLASSPATH", "LUX_ARCHIVE", "LUX_NEWER_JDK", "LUX_LOG_LEVEL", FILE);

    private SettingsReader() {}

    /**
     * What the command line says.
     *
     * @param config the settings file
     */
    record Options(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String config) {
        static final Options NONE = new Options(null, null, null);
    }

    /**
     * @param newKey makes a key when none is set
     * @throws IllegalArgumentException with the name of the setting and what is wrong with it
     */
    static Settings read(Map<String, String> variables, Options options, Supplier<String> newKey) {
        String path = options.config == null ? variables.get(FILE) : options.config;
        ConfigFile file = path == null ? ConfigFile.NONE : ConfigFile.read(Path.of(path));
        return read(new Environment(variables, file, ENVIRONMENT_ONLY), options, newKey);
    }

    static Settings read(Environment environment, Options options, Supplier<String> newKey) {
        String listenOn = environment.text("LUX_HOST", DEFAULT_HOST);
        int port = environment.integer("LUX_PORT", DEFAULT_PORT);
        String key = environment.text("LUX_API_KEY", "");
        String host = options.host == null ? listenOn : options.host;
        Origins origins = environment.parsed("LUX_ALLOWED_ORIGINS", "", list -> Origins.parse(list, isLoopback(host)));
        Limits limits = limits(environment);
        DrainSettings drain = new DrainSettings(
                environment.duration("LUX_DRAIN_WAIT", DrainSettings.DEFAULT.notice()),
                environment.duration("LUX_DRAIN_SPREAD", DrainSettings.DEFAULT.spread()),
                environment.duration("LUX_DRAIN_MINORITY", DrainSettings.DEFAULT.minority()));
        ClusterSettings cluster = ClusterSettingsReader.read(environment);
        AccessSettings access = AccessSettingsReader.read(environment);
        AdminSettings admin = new AdminSettings(
                environment.text("LUX_ADMIN_HOST", AdminSettings.DEFAULT_HOST),
                environment.integer("LUX_ADMIN_PORT", 0));
        TlsSettings tls =
                TlsSettings.of(environment.text("LUX_TLS_CERTIFICATE", ""), environment.text("LUX_TLS_KEY", ""));
        RateLimits rates = rates(environment);
        TrustedProxies proxies = environment.parsed("LUX_TRUSTED_PROXIES", "", TrustedProxies::parse);
        environment.refuseUnknown();
        // Where others may come, a key that may everything is only there when somebody asked for it.
        boolean generate = key.isEmpty() && !access.hasOthers();
        return new Settings(
                host,
                options.port == null ? port : options.port,
                generate ? newKey.get() : key,
                generate,
                origins,
                limits,
                drain,
                cluster,
                access,
                admin,
                tls,
                rates,
                proxies);
    }

    private static RateLimits rates(Environment environment) {
        return new RateLimits(
                environment.integer("LUX_RATE_REQUESTS", 0),
                environment.number("LUX_RATE_BYTES", 0),
                environment.integer("LUX_RATE_SUBSCRIPTIONS", 0),
                environment.integer("LUX_RATE_ADDRESS_REQUESTS", 0),
                environment.integer("LUX_RATE_ADDRESS_CONNECTS", 0));
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
                environment.integer("LUX_MAX_WAITING_WRITES", standard.waitingWrites()),
                environment.number("LUX_MAX_WAITING_BYTES", standard.waitingBytes()),
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
