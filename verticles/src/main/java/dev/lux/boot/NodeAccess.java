package dev.lux.boot;

import dev.lux.access.Access;
import dev.lux.access.Credentials;
import dev.lux.access.DevelopmentKey;
import dev.lux.access.Revocations;
import dev.lux.access.jwt.JwtCredentials;
import dev.lux.access.keys.ApiKeys;
import dev.lux.access.keys.ClusterKeys;
import dev.lux.access.keys.KeyFileWatch;
import dev.lux.access.keys.RevokedElsewhere;
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
 * @param keys of the file, and of those of other nodes
 * @param jwts {@code null} when none are taken
 * @param certificate {@code null} without TLS
 */
record NodeAccess(
        Access access,
        @Nullable KeyFileWatch keyFile,
        ClusterKeys keys,
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
        ApiKeys known = new ApiKeys();
        Revocations revocations = new Revocations();
        RevokedElsewhere elsewhere = new RevokedElsewhere();
        ClusterKeys keys = new ClusterKeys(clock, configured.keysShared(), known, elsewhere);
        kinds.addAll(List.of(known, revocations, elsewhere));
        Path path = configured.keysFile();
        KeyFileWatch keyFile = path == null
                ? null
                : KeyFileWatch.read(path, file -> {
                    keys.read(file);
                    revocations.replace(file.revocations());
                });
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
                keys,
                jwts,
                files == null ? null : CertificateWatch.read(vertx, files));
    }

    /** Looks for other keys and another certificate in this node's files from now on. */
    void watch(Vertx vertx, Runnable onKeys, Consumer<PemKeyCertOptions> onCertificate) {
        if (keyFile != null) {
            keyFile.start(vertx, onKeys);
        }
        if (certificate != null) {
            certificate.start(onCertificate);
        }
    }
}
