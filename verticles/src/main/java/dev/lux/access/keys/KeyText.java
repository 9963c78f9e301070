package dev.lux.access.keys;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of an API key: {@code lux_ID_SECRET}, recognizable for who finds one where it should not be. */
public final class KeyText {
    static final int ID_LENGTH = 12;

    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    /** As many bits as the hash has. */
    private static final int SECRET_BYTES = 32;

    private static final Pattern ID = Pattern.compile("[a-z2-7]{" + ID_LENGTH + "}");
    private static final Pattern KEY = Pattern.compile("lux_([a-z2-7]{" + ID_LENGTH + "})_[A-Za-z0-9_-]{43}");

    private KeyText() {}

    /** @param random fills an array with random bytes that nobody can guess */
    public static String make(Consumer<byte[]> random) {
        byte[] letters = new byte[ID_LENGTH];
        byte[] secret = new byte[SECRET_BYTES];
        random.accept(letters);
        random.accept(secret);
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (byte letter : letters) {
            id.append(ID_LETTERS.charAt(letter & 31));
        }
        return "lux_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The id in a key; empty when the text is no key. */
    public static Optional<String> idIn(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** As {@link ApiKey#sha256}. */
    public static String hash(String key) {
        return HexFormat.of().formatHex(dev.lux.access.Token.sha256(key));
    }
}
