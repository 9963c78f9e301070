package dev.lux.access.jwt;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Public keys from their numbers, or from their standard encoding. */
final class PublicKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PublicKeys.class);
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");
    private static final ECParameterSpec P256 = p256();
    private static final int ED25519_BYTES = 32;

    private PublicKeys() {}

    /**
     * @param der SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7)
     * @throws IllegalArgumentException when it is none, or of a kind that is not taken
     */
    static PublicKey ofEncoded(byte[] der) {
        KeySpec encoded = new X509EncodedKeySpec(der);
        for (String kind : KINDS) {
            try {
                return generate(kind, encoded);
            } catch (IllegalArgumentException ofAnotherKind) {
                LOG.trace("not a key of {}", kind);
            }
        }
        throw new IllegalArgumentException("a public key is RSA, EC on P-256, or Ed25519");
    }

    static PublicKey rsa(byte[] modulus, byte[] exponent) {
        return generate("RSA", new RSAPublicKeySpec(new BigInteger(1, modulus), new BigInteger(1, exponent)));
    }

    static PublicKey p256(byte[] x, byte[] y) {
        return generate("EC", new ECPublicKeySpec(new ECPoint(new BigInteger(1, x), new BigInteger(1, y)), P256));
    }

    /** @param point little-endian, its highest bit the sign of x (RFC 8032, section 5.1.2) */
    static PublicKey ed25519(byte[] point) {
        if (point.length != ED25519_BYTES) {
            throw new IllegalArgumentException("x has " + ED25519_BYTES + " bytes");
        }
        byte[] y = new byte[ED25519_BYTES];
        for (int i = 0; i < ED25519_BYTES; i++) {
            y[i] = point[ED25519_BYTES - 1 - i];
        }
        boolean isOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        return generate(
                "Ed25519",
                new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(isOdd, new BigInteger(1, y))));
    }

    static boolean isP256(ECParameterSpec curve) {
        return curve.getCurve().equals(P256.getCurve())
                && curve.getGenerator().equals(P256.getGenerator())
                && curve.getOrder().equals(P256.getOrder());
    }

    private static PublicKey generate(String kind, KeySpec numbers) {
        try {
            return KeyFactory.getInstance(kind).generatePublic(numbers);
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("these are not the numbers of a public key", e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + kind, e);
        } catch (RuntimeException e) {
            // Of coordinates that are larger than the curve's field, the platform says so this way.
            throw new IllegalArgumentException("these are not the numbers of a public key", e);
        }
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has P-256", e);
        }
    }
}
