package dev.lux.boot;

import dev.lux.boot.local.LocalCluster;
import dev.lux.boot.local.LocalPlan;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** {@code lux up --nodes}: this process starts nodes as others, and takes no clients itself. */
final class LocalRun {
    private LocalRun() {}

    /**
     * Stays until a signal ends it.
     *
     * @param config the settings file that the command line named; the nodes read it too
     * @throws IllegalArgumentException when the settings are those of one node of a cluster
     */
    static void run(Settings settings, int nodes, boolean balancer, @Nullable String config) {
        if (settings.cluster().joins()) {
            throw new IllegalArgumentException(
                    "--nodes makes a cluster of its own: unset LUX_CLUSTER_MEMBERS and _DNS");
        }
        if (settings.admin().isSeparate()) {
            throw new IllegalArgumentException(
                    "--nodes starts several on this machine, which can't all have LUX_ADMIN_PORT: unset it");
        }
        if (settings.tls().isOn()) {
            throw new IllegalArgumentException(
                    "--nodes has a balancer in front, which would need the certificate: unset LUX_TLS_CERTIFICATE and _KEY");
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (config != null) {
            environment.put(SettingsReader.FILE, config);
        }
        LocalCluster cluster;
        try {
            cluster = LocalCluster.start(
                    new LocalPlan(nodes, settings.host(), settings.port(), settings.apiKey(), balancer, environment),
                    System.err);
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(cluster.stop() ? 0 : 1), "lux-stop"));
        Banner.printNodes(System.out, settings, cluster);
        Banner.print(System.out, settings, cluster.port());
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
