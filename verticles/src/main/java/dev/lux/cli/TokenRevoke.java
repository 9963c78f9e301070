package dev.lux.cli;

import dev.lux.access.Revocation;
import dev.lux.access.keys.KeyFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux token revoke}. */
@Command(
        name = "revoke",
        description = {
            "Makes a JWT none, or all of a subject that were issued until now: brokers that read the file refuse them, and",
            "end the streams that they opened, within two seconds. The file must be every node's."
        })
final class TokenRevoke extends KeyFileCommand {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** One of them. */
    static final class Which {
        @Parameters(paramLabel = "TOKEN", arity = "0..1", description = "The JWT itself; it has a jti.")
        private @Nullable String token;

        @Option(names = "--jti", paramLabel = "ID", description = "The one with this id.")
        private @Nullable String jti;

        @Option(
                names = "--subject",
                paramLabel = "NAME",
                description = "All of this subject that were issued until now; those without iat too.")
        private @Nullable String subject;
    }

    TokenRevoke(Shell shell) {
        super(shell);
    }

    @Override
    void run() {
        Revocation revocation = revocation();
        keys().update(file -> {
            List<Revocation> all = new ArrayList<>(file.revocations());
            all.removeIf(earlier -> meansTheSame(earlier, revocation));
            all.add(revocation);
            if (all.size() > KeyFile.MAX_REVOCATIONS) {
                throw CliException.usage("A file has at most " + KeyFile.MAX_REVOCATIONS
                        + " revocations; remove those whose tokens have expired.");
            }
            return file.withRevocations(all);
        });
        shell().err()
                .println(
                        revocation.jti() != null
                                ? "lux: the token " + Text.visible(revocation.jti()) + " is revoked"
                                : "lux: the tokens of " + Text.visible(String.valueOf(revocation.subject()))
                                        + " from before " + revocation.before() + " are revoked");
    }

    private static boolean meansTheSame(Revocation one, Revocation other) {
        return java.util.Objects.equals(one.jti(), other.jti())
                && java.util.Objects.equals(one.subject(), other.subject());
    }

    private Revocation revocation() {
        String jti = which.token == null ? which.jti : jtiIn(which.token);
        try {
            // A token says in whole seconds when it was issued: one of this second may be from before.
            return new Revocation(jti, jti == null ? which.subject : null, now().plusSeconds(1));
        } catch (IllegalArgumentException e) {
            throw CliException.usage("That can't be revoked: " + e.getMessage() + ".");
        }
    }

    private static String jtiIn(String token) {
        String jti = Facts.of(Jwt.read(token).claims()).text("jti");
        if (jti.isEmpty()) {
            throw CliException.usage("The token has no jti, so it can't be revoked alone: revoke its --subject.");
        }
        return jti;
    }
}
