package dev.lux.boot;

import dev.lux.boot.local.Supervision;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lux up}: starts a broker and stays in the foreground until it is told to stop. */
@Command(
        name = "lux up",
        mixinStandardHelpOptions = true,
        description = "Starts a broker on this machine and stays in the foreground; SIGTERM and Ctrl-C end it cleanly.",
        footer = {
            "",
            "Environment: LUX_PORT, LUX_HOST as the options; LUX_API_KEY sets the development key (8 to 512 visible",
            "ASCII characters), else one is generated; LUX_ALLOWED_ORIGINS lists origins of pages that may use the",
            "broker beside its own, or *; everything that can be set is in docs/limits.md.",
            "",
            "With --nodes, the nodes find each other on the loopback interface, clients are balanced between them by",
            "HAProxy with cluster-config/balancer/haproxy.cfg, a node that ends by itself is started again, and",
            "SIGTERM or Ctrl-C ends them all.",
            "",
            "Exit codes: 0 stopped as told, 1 could not start, 2 wrong usage or settings, 3 lost its cluster and is to be",
            "started again."
        })
public final class Main implements Runnable {
    /** What a stop takes at most beyond the wait for balancers and the handover of documents. */
    private static final Duration STOP = Drain.LIMIT.plus(Broker.LEAVING).plusSeconds(3);

    private static final int LOST = 3;

    @Option(names = "--port", paramLabel = "N", description = "where to listen; 0 picks a free port (default: 8080)")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "the address to listen on (default: 127.0.0.1, reached from this machine only)")
    private @Nullable String host;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "a YAML file of settings (default: LUX_CONFIG); the environment and these options win over it")
    private @Nullable String config;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "3 or 5: a cluster on this machine, with HAProxy in front where it is installed")
    private @Nullable Integer nodes;

    @Option(names = "--no-balancer", description = "with --nodes: nothing in front; the first node listens on the port")
    private boolean noBalancer;

    private final Foundation foundation;

    private Main(Foundation foundation) {
        this.foundation = foundation;
    }

    public static void main(String[] arguments) {
        run(new Foundation(), arguments);
    }

    /** The same on another foundation. */
    public static void run(Foundation foundation, String... arguments) {
        RuntimeDefaults.apply();
        CommandLine line = new CommandLine(new Main(foundation));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            System.err.println("lux up: " + failure.getMessage());
            return failure instanceof IllegalArgumentException ? 2 : 1;
        });
        String[] options = arguments.length > 0 && arguments[0].equals("up")
                ? java.util.Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
        int code = line.execute(options);
        if (code != 0 || line.isUsageHelpRequested() || line.isVersionHelpRequested()) {
            System.exit(code);
        }
    }

    @Override
    public void run() {
        Settings settings =
                SettingsReader.read(System.getenv(), new SettingsReader.Options(host, port, config), NewKey::generate);
        Logger log = LoggerFactory.getLogger(Main.class);
        if (!SettingsReader.isLoopback(settings.host()) && !settings.tls().isOn()) {
            log.warn(
                    "listening on {} without TLS: put a proxy that has it in front, or set LUX_TLS_CERTIFICATE",
                    settings.host());
        }
        if (nodes != null) {
            LocalRun.run(settings, nodes, !noBalancer, config);
            return;
        }
        Supervision.stopWithParent();
        FirstUse.start();
        Broker broker = await(Broker.start(settings, foundation));
        AtomicInteger code = new AtomicInteger();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(broker, stopLimit(settings), log, code.get()), "lux-stop"));
        broker.lost().onSuccess(reason -> {
            log.error("exiting to be started again: {}", reason);
            code.set(LOST);
            // Exiting waits for the stop, which needs this thread.
            new Thread(() -> System.exit(LOST), "lux-lost").start();
        });
        await(broker.whenReady());
        Banner.print(System.out, settings, broker.port());
    }

    private static <T> T await(io.vertx.core.Future<T> starting) {
        try {
            return starting.toCompletionStage().toCompletableFuture().join();
        } catch (java.util.concurrent.CompletionException e) {
            throw new IllegalStateException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    private static Duration stopLimit(Settings settings) {
        Duration handover = settings.cluster().joins() ? settings.cluster().handover() : Duration.ZERO;
        return STOP.plus(settings.drain().notice()).plus(handover);
    }

    private static void stop(Broker broker, Duration limit, Logger log, int wanted) {
        CountDownLatch stopped = new CountDownLatch(1);
        broker.stop().onComplete(done -> stopped.countDown());
        int code = wanted;
        try {
            if (!stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                log.error("the broker did not stop in {} s", limit.toSeconds());
                code = 1;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = 1;
        }
        // A JVM that a signal ends would exit with 128 + its number; this stop was asked for and went well.
        Runtime.getRuntime().halt(code);
    }
}
