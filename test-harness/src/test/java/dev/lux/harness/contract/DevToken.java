package dev.lux.harness.contract;

import dev.lux.harness.broker.Launch;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens for a broker that takes those of one secret, without leeway, so that tests need not wait for it. */
public final class DevToken {
    public static final String SECRET = "a-secret-of-the-harness-0123456789";
    static final Launch BROKER = Launch.broker().env("LUX_JWT_SECRET", SECRET).env("LUX_JWT_LEEWAY", "0s");

    private DevToken() {}

    static String of(String name, String scope) {
        return of(name, scope, Duration.ofHours(1));
    }

    static String of(String name, String scope, Duration life) {
        return of(name, scope, life, "");
    }

    /** @param jti its id */
    public static String withId(String name, String scope, String jti) {
        return of(name, scope, Duration.ofHours(1), ",\"jti\":\"" + jti + "\"");
    }

    /** One that says when it was issued. */
    public static String issued(String name, String scope, Instant when) {
        return of(name, scope, Duration.ofHours(1), ",\"iat\":" + when.getEpochSecond());
    }

    private static String of(String name, String scope, Duration life, String more) {
        String claims = "{\"iss\":\"lux\",\"aud\":\"lux\",\"sub\":\"" + name + "\",\"scope\":\"" + scope + "\",\"exp\":"
                + Instant.now().plus(life).toEpochMilli() / 1000.0 + more + "}";
        String signed = encode("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
