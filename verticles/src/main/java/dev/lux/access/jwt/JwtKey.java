package dev.lux.access.jwt;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One key that tokens may be signed with, and the one algorithm that goes with it. */
final class JwtKey {
    /** As long as the hash (RFC 7518, section 3.2). */
    static final int MIN_SECRET_BYTES = 32;
    /** RFC 7518, section 3.3. */
    static final int MIN_RSA_BITS = 2048;

    private static final int MAX_RSA_BITS = 8192;
    /** Of two numbers of 256 bits; of Ed25519 too. */
    private static final int CURVE_SIGNATURE_BYTES = 64;

    private static final int HASH_BYTES = 32;

    private final @Nullable String id;
    private final Algorithm algorithm;
    private final int signatureBytes;
    private final JWTAuth verifier;

    private JwtKey(Vertx vertx, @Nullable String id, Algorithm algorithm, int signatureBytes, Buffer key) {
        this.id = id;
        this.algorithm = algorithm;
        this.signatureBytes = signatureBytes;
        // Times and claims are the caller's: this verifies signatures alone.
        this.verifier = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .setJWTOptions(new JWTOptions().setIgnoreExpiration(true))
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(algorithm.word())
                                .setBuffer(key)));
    }

    /**
     * A secret for HS256.
     *
     * @param id the {@code kid} that tokens name it by, or {@code null}
     * @throws IllegalArgumentException when it is shorter than 32 bytes
     */
    static JwtKey ofSecret(Vertx vertx, @Nullable String id, byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("a secret has at least " + MIN_SECRET_BYTES + " bytes");
        }
        return new JwtKey(vertx, id, Algorithm.HS256, HASH_BYTES, Buffer.buffer(secret));
    }

    /**
     * A public key, whose kind says the algorithm.
     *
     * @throws IllegalArgumentException when it is of a kind, curve or size that is not taken
     */
    static JwtKey ofPublicKey(Vertx vertx, @Nullable String id, PublicKey key) {
        Buffer pem = Buffer.buffer("-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n");
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
                throw new IllegalArgumentException("an RSA key has " + MIN_RSA_BITS + " to " + MAX_RSA_BITS + " bits");
            }
            return new JwtKey(vertx, id, Algorithm.RS256, (bits + 7) / 8, pem);
        }
        if (key instanceof ECPublicKey elliptic && PublicKeys.isP256(elliptic.getParams())) {
            return new JwtKey(vertx, id, Algorithm.ES256, CURVE_SIGNATURE_BYTES, pem);
        }
        if (key instanceof EdECPublicKey edwards
                && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
            return new JwtKey(vertx, id, Algorithm.EDDSA, CURVE_SIGNATURE_BYTES, pem);
        }
        throw new IllegalArgumentException("a public key is RSA, EC on P-256, or Ed25519");
    }

    /** A secret that is text. */
    static JwtKey ofSecret(Vertx vertx, String secret) {
        return ofSecret(vertx, null, secret.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> id() {
        return Optional.ofNullable(id);
    }

    Algorithm algorithm() {
        return algorithm;
    }

    /** Whether the signature is as long as this key makes them: the library takes others too. */
    boolean mayHaveSigned(SplitToken token) {
        return token.signature().length == signatureBytes;
    }

    /** Whether this key signed the token; not whether the token says anything that is true. */
    boolean signed(SplitToken token) {
        return mayHaveSigned(token)
                && verifier.authenticate(new TokenCredentials(token.text())).succeeded();
    }
}
