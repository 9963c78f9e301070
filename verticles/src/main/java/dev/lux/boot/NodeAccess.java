package dev.lux.boot;

import dev.lux.access.Access;
import dev.lux.access.Credentials;
import dev.lux.access.DevelopmentKey;
import dev.lux.access.Revocations;
import dev.lux.access.jwt.JwtCredentials;
import dev.lux.access.keys.ApiKeys;
import dev.lux.access.keys.KeyFile;
import dev.lux.access.keys.KeyFileWatch;
import dev.lux.access.keys.RevokedElsewhere;
import dev.lux.route.Nodes;
import dev.lux.time.Clock;
import dev.lux.tls.CertificateFiles;
import dev.lux.tls.CertificateWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a node, its own too: who may come, and the files that are looked at again.
 *
 * @param keyFile {@code null} when there is none
 * @param elsewhere what other nodes say is revoked
 * @param jwts {@code null} when none are taken
 * @param certificate {@code null} without TLS
 */
record NodeAccess(
        Access access,
        @Nullable KeyFileWatch keyFile,
        RevokedElsewhere elsewhere,
        @Nullable JwtCredentials jwts,
        @Nullable CertificateWatch certificate) {
    /** @return fails with an {@link IllegalArgumentException} when a key or a file can't be used */
    static Future<NodeAccess> read(Vertx vertx, Clock clock, Settings settings) {
        return vertx.executeBlocking(() -> readBlocking(vertx, clock, settings), false)
                .compose(read -> read.follow(vertx, clock, settings.access().jwtKeysUrl()));
    }

    private Future<NodeAccess> follow(Vertx vertx, Clock clock, @Nullable URI url) {
        return url == null || jwts == null
                ? Future.succeededFuture(this)
                : jwts.follow(vertx, clock, url).map(this);
    }

    private static NodeAccess readBlocking(Vertx vertx, Clock clock, Settings settings) {
        AccessSettings configured = settings.access();
        List<Credentials> kinds = new ArrayList<>();
        if (!settings.apiKey().isEmpty()) {
            kinds.add(new DevelopmentKey(settings.apiKey()));
        }
        KeyFileWatch keyFile = null;
        Path path = configured.keysFile();
        if (path != null) {
            ApiKeys keys = new ApiKeys();
            Revocations revocations = new Revocations();
            keyFile = KeyFileWatch.read(path, keys, revocations);
            kinds.add(keys);
            kinds.add(revocations);
        }
        RevokedElsewhere elsewhere = new RevokedElsewhere();
        kinds.add(elsewhere);
        JwtCredentials jwts = null;
        if (configured.takesJwts()) {
            jwts = JwtCredentials.read(
                    vertx,
                    configured.jwtSecret(),
                    configured.jwtKeys(),
                    configured.jwtRules(),
                    configured.cachedTokens());
            kinds.add(jwts);
        }
        CertificateFiles files = settings.tls().files();
        return new NodeAccess(
                new Access(clock, configured.maxTokenBytes(), kinds),
                keyFile,
                elsewhere,
                jwts,
                files == null ? null : CertificateWatch.read(vertx, files));
    }

    /** What is revoked, between these nodes. */
    SharedRevocations revocations(Nodes nodes) {
        return new SharedRevocations(nodes, () -> keyFile == null ? KeyFile.EMPTY : keyFile.current(), elsewhere);
    }

    /** Looks for other keys, here and at other nodes, and for another certificate from now on. */
    void watch(Vertx vertx, Nodes nodes, Runnable onKeys, Consumer<PemKeyCertOptions> onCertificate) {
        if (keyFile != null) {
            keyFile.start(vertx, onKeys);
        }
        revocations(nodes).start(vertx, onKeys);
        if (certificate != null) {
            certificate.start(onCertificate);
        }
    }
}
