package dev.lux.access.jwt;

import java.util.Arrays;
import java.util.Optional;

/** How tokens may be signed (RFC 7518, section 3.1; RFC 8037). Each kind of key has one. */
enum Algorithm {
    /** HMAC with SHA-256. */
    HS256("oct", "HS256"),
    /** RSA (PKCS #1 v1.5) with SHA-256. */
    RS256("RSA", "RS256"),
    /** ECDSA on P-256 with SHA-256. */
    ES256("EC", "ES256"),
    /** Ed25519. */
    EDDSA("OKP", "EdDSA");

    private final String keyType;
    private final String word;

    Algorithm(String keyType, String word) {
        this.keyType = keyType;
        this.word = word;
    }

    /** As a token's header names it. */
    String word() {
        return word;
    }

    /** The algorithm of keys whose {@code kty} is this. */
    static Optional<Algorithm> ofKeyType(String keyType) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.keyType.equals(keyType))
                .findFirst();
    }
}
