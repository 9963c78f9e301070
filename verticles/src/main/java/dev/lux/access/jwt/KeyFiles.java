package dev.lux.access.jwt;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonElements;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys from files: public keys in PEM (RFC 7468), or a JSON Web Key, or a set of them (RFC 7517). Of a set, keys for
 * encryption and of kinds that are not taken are left out.
 */
final class KeyFiles {
    private static final JsonLimits LIMITS = new JsonLimits(8, 64);
    private static final int MAX_KEYS = 64;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");

    private final Vertx vertx;

    KeyFiles(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @throws IllegalArgumentException with the path, when it can't be read or has no key that can be used */
    List<JwtKey> read(Path path) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            String text = new String(bytes, StandardCharsets.UTF_8);
            List<JwtKey> keys = text.stripLeading().startsWith("{") ? jwks(bytes) : List.of(pem(text));
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("no key that tokens could be signed with");
            }
            return keys;
        } catch (IOException e) {
            throw new IllegalArgumentException("can't be read: " + path, e);
        } catch (LuxException e) {
            throw new IllegalArgumentException("not a JSON Web Key: " + path + ", " + e.detail(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * The keys of a set, those that can be used.
     *
     * @throws IllegalArgumentException when it is none, or has none
     */
    List<JwtKey> set(byte[] json) {
        try {
            List<JwtKey> keys = jwks(json);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("no key that tokens could be signed with");
            }
            return keys;
        } catch (LuxException e) {
            throw new IllegalArgumentException("not a JSON Web Key Set, " + e.detail(), e);
        }
    }

    private JwtKey pem(String text) {
        Matcher pem = PEM.matcher(text);
        if (!pem.matches() || !pem.group(1).equals("PUBLIC KEY")) {
            throw new IllegalArgumentException("not one public key in PEM (-----BEGIN PUBLIC KEY-----), nor JSON");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
        return JwtKey.ofPublicKey(vertx, null, PublicKeys.ofEncoded(der));
    }

    private List<JwtKey> jwks(byte[] json) {
        JsonMembers top = JsonMembers.parse(json, LIMITS);
        byte[] array = top.get("keys");
        List<byte[]> elements = array == null
                ? List.of(json)
                : JsonElements.parse(array, 0, array.length, LIMITS, "keys", MAX_KEYS, ErrorCode.INVALID_REQUEST);
        List<JwtKey> keys = new ArrayList<>();
        for (byte[] element : elements) {
            jwk(JsonMembers.parse(element, LIMITS)).ifPresent(keys::add);
        }
        return keys;
    }

    private Optional<JwtKey> jwk(JsonMembers jwk) {
        Optional<Algorithm> algorithm = Algorithm.ofKeyType(text(jwk, "kty"));
        String use = jwk.string("use");
        String named = jwk.string("alg");
        String curve = jwk.string("crv");
        boolean isOther = algorithm.isEmpty()
                || (use != null && !use.equals("sig"))
                || !mayVerify(jwk.get("key_ops"))
                || (named != null && !named.equals(algorithm.get().word()))
                || (curve != null && !Set.of("P-256", "Ed25519").contains(curve));
        if (isOther) {
            return Optional.empty();
        }
        if (jwk.has("d")) {
            throw new IllegalArgumentException("it holds a private key, which belongs to whoever makes tokens");
        }
        String id = jwk.string("kid");
        return Optional.of(
                switch (algorithm.get()) {
                    case HS256 -> JwtKey.ofSecret(vertx, id, bytes(jwk, "k"));
                    case RS256 -> JwtKey.ofPublicKey(vertx, id, PublicKeys.rsa(bytes(jwk, "n"), bytes(jwk, "e")));
                    case ES256 -> JwtKey.ofPublicKey(vertx, id, PublicKeys.p256(bytes(jwk, "x"), bytes(jwk, "y")));
                    case EDDSA -> JwtKey.ofPublicKey(vertx, id, PublicKeys.ed25519(bytes(jwk, "x")));
                });
    }

    /** What a key is for may be said this way too (RFC 7517, section 4.3). */
    private static boolean mayVerify(byte @Nullable [] operations) {
        return operations == null
                || JsonElements.parse(
                                operations,
                                0,
                                operations.length,
                                LIMITS,
                                "key_ops",
                                MAX_KEYS,
                                ErrorCode.INVALID_REQUEST)
                        .stream()
                        .anyMatch(each -> new String(each, StandardCharsets.UTF_8).equals("\"verify\""));
    }

    private static byte[] bytes(JsonMembers jwk, String name) {
        return Base64.getUrlDecoder().decode(text(jwk, name));
    }

    private static String text(JsonMembers jwk, String name) {
        String text = jwk.string(name);
        if (text == null) {
            throw new IllegalArgumentException("a key without " + name);
        }
        return text;
    }
}
