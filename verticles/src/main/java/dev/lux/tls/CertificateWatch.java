package dev.lux.tls;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a certificate at the start, and again whenever its files have changed. They are looked at whole, which notices
 * files that were replaced or reached through another link, as secrets of Kubernetes are.
 *
 * <p>What can't be used leaves the certificate as it is, with an error in the log: two files are never replaced at the
 * same instant. Reading is done on one worker thread after the other.
 */
public final class CertificateWatch {
    /** How often the files are looked at. */
    static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofDays(7);
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final Vertx vertx;
    private final CertificateFiles files;
    private byte[] certificates;
    private byte[] key;
    private ServerCertificate current;
    private String lastProblem = "";

    private CertificateWatch(Vertx vertx, CertificateFiles files) {
        this.vertx = vertx;
        this.files = files;
        this.certificates = ServerCertificate.read(files.certificates());
        this.key = ServerCertificate.read(files.key());
        this.current = ServerCertificate.of(vertx, certificates, key);
        tell();
    }

    /**
     * Reads the files for the first time; blocks.
     *
     * @throws IllegalArgumentException when they can't be read, or don't belong together
     */
    public static CertificateWatch read(Vertx vertx, CertificateFiles files) {
        return new CertificateWatch(vertx, files);
    }

    /** What was read last. */
    public synchronized PemKeyCertOptions options() {
        return current.options();
    }

    /**
     * Looks from now on.
     *
     * @param onChange takes another certificate; connections that are open keep theirs
     */
    public void start(Consumer<PemKeyCertOptions> onChange) {
        vertx.setTimer(
                LOOK.toMillis(),
                timer -> vertx.executeBlocking(this::look)
                        .onSuccess(changed -> {
                            if (changed != null) {
                                onChange.accept(changed);
                            }
                        })
                        .onComplete(done -> start(onChange)));
    }

    private synchronized @Nullable PemKeyCertOptions look() {
        try {
            byte[] newCertificates = ServerCertificate.read(files.certificates());
            byte[] newKey = ServerCertificate.read(files.key());
            if (Arrays.equals(newCertificates, certificates) && Arrays.equals(newKey, key)) {
                lastProblem = "";
                return null;
            }
            current = ServerCertificate.of(vertx, newCertificates, newKey);
            certificates = newCertificates;
            key = newKey;
            lastProblem = "";
            tell();
            return current.options();
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(lastProblem)) {
                LOG.error("the certificate stays as it was: {}", problem);
            }
            lastProblem = problem;
            return null;
        }
    }

    private void tell() {
        if (Instant.now().plus(SOON).isAfter(current.until())) {
            LOG.warn("the certificate is over at {}", current.until());
        } else {
            LOG.info("a certificate was read that is good until {}", current.until());
        }
    }
}
