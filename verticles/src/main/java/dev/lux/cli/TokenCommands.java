package dev.lux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.access.Principal;
import dev.lux.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux token}: makes JWTs for development, explains and revokes any. */
@Command(
        name = "token",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        description =
                "Makes JWTs for development, signed with LUX_JWT_SECRET, and explains and revokes any; see docs/access.md.")
final class TokenCommands {
    private static final String SECRET = "LUX_JWT_SECRET";
    private static final int MIN_SECRET = 32;

    private TokenCommands() {}

    static CommandLine of(Shell shell) {
        CommandLine token = new CommandLine(new TokenCommands());
        token.addSubcommand(new Create(shell));
        token.addSubcommand(new Explain(shell));
        token.addSubcommand(new TokenRevoke(shell));
        return token;
    }

    private static String setting(Shell shell, String name, String standard) {
        String value = shell.env().getOrDefault(name, "");
        return value.isEmpty() ? standard : value;
    }

    /** {@code lux token create NAME}. */
    @Command(
            name = "create",
            description = {
                "Prints a JWT that a broker with the same LUX_JWT_SECRET takes. LUX_JWT_ISSUER, LUX_JWT_AUDIENCE,",
                "LUX_JWT_SCOPE_CLAIM and LUX_JWT_SCOPE_PREFIX are as the broker's; of lists the first is taken."
            })
    static final class Create extends LocalCommand {
        @Parameters(paramLabel = "NAME", description = "Whose token it is; documents show it as their writer.")
        private String name = "";

        @Option(
                names = "--scope",
                required = true,
                paramLabel = "SCOPE",
                description = {
                    "What it allows, such as read,write:incident-*; may come several times.",
                    "On a part of each document: write:incident-*#/status,/owner, read:incident-*#!/customer."
                })
        private List<String> scopes = new ArrayList<>();

        @Option(names = "--expires", paramLabel = "TIME", description = "After how long it is none; 1h by default.")
        private String expires = "1h";

        Create(Shell shell) {
            super(shell);
        }

        @Override
        void run() {
            String secret = setting(shell(), SECRET, "");
            if (secret.length() < MIN_SECRET) {
                throw CliException.usage(
                        "Set " + SECRET + " to the broker's, of at least " + MIN_SECRET + " characters.");
            }
            if (!Principal.isName(name)) {
                throw CliException.usage("A name has 1 to 255 bytes and no control characters.");
            }
            shell().out().println(Jwt.make(claims(), secret));
        }

        private String claims() {
            String claim = setting(shell(), "LUX_JWT_SCOPE_CLAIM", "scope");
            if (claim.startsWith("/")) {
                throw CliException.usage("Of LUX_JWT_SCOPE_CLAIM only names are taken here, no pointers.");
            }
            String prefix = setting(shell(), "LUX_JWT_SCOPE_PREFIX", "");
            String allowed =
                    scopes(scopes).stream().map(scope -> prefix + scope).collect(Collectors.joining(" "));
            long now = shell().clock().instant().getEpochSecond();
            byte[] id = new byte[16];
            new SecureRandom().nextBytes(id);
            return "{\"iss\":" + first("LUX_JWT_ISSUER") + ",\"aud\":" + first("LUX_JWT_AUDIENCE") + ",\"sub\":"
                    + RawJson.quote(name) + "," + RawJson.quote(claim) + ":" + RawJson.quote(allowed) + ",\"iat\":"
                    + now
                    + ",\"exp\":" + (now + duration(expires).toSeconds()) + ",\"jti\":\""
                    + HexFormat.of().formatHex(id) + "\"}";
        }

        private String first(String name) {
            return RawJson.quote(setting(shell(), name, "lux").split(",", -1)[0].strip());
        }
    }

    /** {@code lux token explain TOKEN}. */
    @Command(
            name = "explain",
            description = {
                "Says what a JWT says: whose it is, what it allows, until when. The signature is compared with",
                "LUX_JWT_SECRET where that is set; other keys are the broker's to know."
            })
    static final class Explain extends LocalCommand {
        @Parameters(paramLabel = "TOKEN", description = "The JWT, or - to read it from standard input.")
        private String token = "";

        Explain(Shell shell) {
            super(shell);
        }

        @Override
        void run() {
            Jwt jwt = Jwt.read(token.equals("-") ? standardInput() : token);
            Facts header = Facts.of(jwt.header());
            Facts claims = Facts.of(jwt.claims());
            if (!header.root().isObject() || !claims.root().isObject()) {
                throw CliException.usage("Not a JWT: its header and its claims are JSON objects.");
            }
            if (isForPeople()) {
                explain(header, claims, signature(jwt, header));
            } else {
                shell().out()
                        .println("{\"header\":" + header.root() + ",\"claims\":" + claims.root() + ",\"scopes\":"
                                + lux(claims).stream().map(RawJson::quote).collect(Collectors.joining(",", "[", "]"))
                                + ",\"signature\":" + RawJson.quote(signature(jwt, header)) + "}");
            }
        }

        private String standardInput() {
            try {
                return new String(shell().in().readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("standard input", e);
            }
        }

        private void explain(Facts header, Facts claims, String signature) {
            line("algorithm", header.text("alg"));
            line("key", header.text("kid"));
            line("issuer", claims.text("iss"));
            line("audience", texts(claims.root().path("aud")));
            line("subject", claims.text("sub"));
            line("scopes", String.join(" ", lux(claims)));
            line("valid from", time(claims, "nbf"));
            line("expires", time(claims, "exp"));
            line("signature", signature);
        }

        private void line(String name, String value) {
            if (!value.isEmpty()) {
                shell().out().println(String.format("%-10s  %s", name, Text.visible(value)));
            }
        }

        private String time(Facts claims, String name) {
            if (!claims.root().path(name).isNumber()) {
                return "";
            }
            Instant when = Instant.ofEpochSecond(Math.min(claims.number(name), 253_402_300_799L));
            Duration left = Duration.between(shell().clock().instant(), when);
            return when + (left.isNegative() ? ", " + Text.age(left.negated()) + " ago" : ", in " + Text.age(left));
        }

        /** The scopes that a broker would find. */
        private List<String> lux(Facts claims) {
            String claim = setting(shell(), "LUX_JWT_SCOPE_CLAIM", "scope");
            JsonNode found = claim.startsWith("/")
                    ? claims.root().at(claim)
                    : claims.root().path(claim);
            String prefix = setting(shell(), "LUX_JWT_SCOPE_PREFIX", "");
            List<String> scopes = new ArrayList<>();
            for (String text : texts(found).split(" ", -1)) {
                if (text.startsWith(prefix)) {
                    Scope.parse(text.substring(prefix.length())).ifPresent(scope -> scopes.add(scope.toString()));
                }
            }
            return scopes;
        }

        private static String texts(JsonNode node) {
            List<String> texts = new ArrayList<>();
            for (JsonNode one : node.isArray() ? node : List.of(node)) {
                texts.add(one.asText(""));
            }
            return String.join(" ", texts);
        }

        private String signature(Jwt jwt, Facts header) {
            String secret = setting(shell(), SECRET, "");
            if (secret.isEmpty() || !header.text("alg").equals("HS256")) {
                return "not looked at";
            }
            return jwt.isSignedWith(secret) ? "of " + SECRET : "not of " + SECRET;
        }
    }
}
