package dev.lux.boot;

import dev.lux.access.Origins;
import dev.lux.cluster.ClusterSettings;
import dev.lux.limits.Limits;
import dev.lux.rates.RateLimits;
import dev.lux.rates.TrustedProxies;

/**
 * Everything that can be set, in a state that can be run.
 *
 * @param host LUX_HOST or {@code --host}: where clients connect
 * @param port LUX_PORT or {@code --port}; 0 picks a free one
 * @param apiKey LUX_API_KEY, or a generated one; empty when there are other credentials and it is not set
 * @param keyGenerated whether it was generated
 * @param origins LUX_ALLOWED_ORIGINS: pages that may use the broker beside its own
 * @param drain LUX_DRAIN_*: how it leaves
 * @param access LUX_KEYS_FILE and LUX_JWT_*: who may come beside the development key
 * @param admin LUX_ADMIN_*: where it is looked at, apart from clients
 * @param tls LUX_TLS_*: how clients connect
 * @param rates LUX_RATE_*: how much one client may ask for
 * @param proxies LUX_TRUSTED_PROXIES: who may say for whom a request is
 */
record Settings(
        String host,
        int port,
        String apiKey,
        boolean keyGenerated,
        Origins origins,
        Limits limits,
        DrainSettings drain,
        ClusterSettings cluster,
        AccessSettings access,
        AdminSettings admin,
        TlsSettings tls,
        RateLimits rates,
        TrustedProxies proxies) {
    Settings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("LUX_PORT is 0 to 65535");
        }
    }
}
