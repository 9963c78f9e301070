package dev.lux.boot;

import dev.lux.access.jwt.JwtRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads which credentials there are beside the development key. */
final class AccessSettingsReader {
    /** Of tokens that {@code lux token} makes, too. */
    private static final String DEFAULT_ISSUER = "lux";

    private static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(30);

    private AccessSettingsReader() {}

    /** @throws IllegalArgumentException with the name of the setting and what is wrong with it */
    static AccessSettings read(Environment environment) {
        String keys = environment.text("LUX_KEYS_FILE", "");
        String url = environment.text("LUX_JWT_KEYS_URL", "");
        return new AccessSettings(
                keys.isEmpty() ? null : Path.of(keys),
                environment.parsed("LUX_KEYS_SHARED", "true", AccessSettingsReader::yesOrNo),
                environment.text("LUX_JWT_SECRET", ""),
                list(environment.text("LUX_JWT_KEYS", "")).stream()
                        .map(Path::of)
                        .toList(),
                url.isEmpty() ? null : environment.parsed("LUX_JWT_KEYS_URL", "", URI::create),
                new JwtRules(
                        new LinkedHashSet<>(list(environment.text("LUX_JWT_ISSUER", DEFAULT_ISSUER))),
                        new LinkedHashSet<>(list(environment.text("LUX_JWT_AUDIENCE", DEFAULT_ISSUER))),
                        environment.duration("LUX_JWT_LEEWAY", DEFAULT_LEEWAY),
                        environment.text("LUX_JWT_SCOPE_CLAIM", "scope"),
                        environment.text("LUX_JWT_SCOPE_PREFIX", "")),
                environment.integer("LUX_MAX_TOKEN_BYTES", AccessSettings.DEFAULT_TOKEN_BYTES),
                environment.integer("LUX_MAX_CACHED_TOKENS", AccessSettings.DEFAULT_CACHED_TOKENS));
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false, not " + text);
        };
    }

    private static List<String> list(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s*,\\s*", -1));
    }
}
