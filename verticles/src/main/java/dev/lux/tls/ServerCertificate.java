package dev.lux.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and the key that belongs to it, as they were in their files once.
 *
 * @param options what a server takes
 * @param until when the certificate is over
 */
record ServerCertificate(PemKeyCertOptions options, Instant until) {
    /** Chains are some 5 KiB. */
    private static final int MAX_BYTES = 1 << 20;

    private static final byte[] PROBE = {1, 2, 3};

    /**
     * Blocks.
     *
     * @throws IllegalArgumentException when they can't be read, or don't belong together
     */
    static ServerCertificate of(Vertx vertx, byte[] certificates, byte[] key) {
        PemKeyCertOptions options = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificates))
                .addKeyValue(Buffer.buffer(key));
        return new ServerCertificate(options, check(manager(factory(vertx, options))));
    }

    private static KeyManagerFactory factory(Vertx vertx, PemKeyCertOptions options) {
        try {
            return options.getKeyManagerFactory(vertx);
        } catch (Exception e) {
            // The library throws whatever it meets, with texts that may quote the files.
            throw new IllegalArgumentException(
                    "the certificate and its key can't be used: both are PEM, the key without a password, and of one kind",
                    e);
        }
    }

    static byte[] read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException(file + " is too large");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " can't be read", e);
        }
    }

    private static X509KeyManager manager(KeyManagerFactory factory) {
        for (KeyManager manager : factory.getKeyManagers()) {
            if (manager instanceof X509KeyManager found) {
                return found;
            }
        }
        throw new IllegalArgumentException("there is no certificate");
    }

    private static Instant check(X509KeyManager manager) {
        for (String type : new String[] {"RSA", "EC", "EdDSA"}) {
            String[] aliases = manager.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
                X509Certificate certificate = manager.getCertificateChain(aliases[0])[0];
                checkPair(certificate, manager.getPrivateKey(aliases[0]), type);
                return certificate.getNotAfter().toInstant();
            }
        }
        throw new IllegalArgumentException("there is no certificate with an RSA, EC or EdDSA key");
    }

    private static void checkPair(X509Certificate certificate, @Nullable PrivateKey key, String type) {
        boolean pair;
        try {
            Signature signature = Signature.getInstance(
                    switch (type) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> "EdDSA";
                    });
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            pair = signature.verify(signed);
        } catch (GeneralSecurityException e) {
            pair = false;
        }
        if (!pair) {
            throw new IllegalArgumentException("the key does not belong to the certificate");
        }
    }
}
