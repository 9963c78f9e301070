package dev.lux.boot;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes keys for a broker that was given none. */
final class NewKey {
    private static final int RANDOM_BYTES = 18;

    private NewKey() {}

    /** A new key with 144 random bits. */
    static String generate() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return "lux_dev_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
