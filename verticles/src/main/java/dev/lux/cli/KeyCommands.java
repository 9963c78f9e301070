package dev.lux.cli;

import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyText;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lux key}: makes, lists and revokes API keys in a file that brokers read. */
@Command(
        name = "key",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        description =
                "Makes, lists and revokes API keys in a file that brokers read (LUX_KEYS_FILE); see docs/access.md.")
final class KeyCommands {
    private KeyCommands() {}

    static CommandLine of(Shell shell) {
        CommandLine key = new CommandLine(new KeyCommands());
        key.addSubcommand(new Create(shell));
        key.addSubcommand(new ListThem(shell));
        key.addSubcommand(new Revoke(shell));
        return key;
    }

    /** {@code lux key create NAME}. */
    @Command(
            name = "create",
            description = {
                "Makes a key and prints it, this once: the file keeps only its hash.",
                "Brokers take it within two seconds."
            })
    static final class Create extends KeyFileCommand {
        @Parameters(paramLabel = "NAME", description = "Whose key it is; documents show it as their writer.")
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

        @Option(names = "--expires", paramLabel = "TIME", description = "After how long it is none, such as 90d.")
        private @Nullable String expires;

        Create(Shell shell) {
            super(shell);
        }

        @Override
        void run() {
            String text = KeyText.make(new SecureRandom()::nextBytes);
            ApiKey key = key(text);
            keys().update(file -> {
                List<ApiKey> all = new ArrayList<>(file.keys());
                all.add(key);
                return file.withKeys(all);
            });
            if (wantsJson()) {
                shell().out()
                        .println("{\"key\":" + RawJson.quote(text) + ","
                                + described(key).substring(1));
            } else {
                shell().out().println(text);
                shell().err()
                        .println("lux: the key " + key.id() + " of " + Text.visible(name) + "; it is shown this once");
            }
        }

        private ApiKey key(String text) {
            List<Scope> allowed = scopes(scopes);
            try {
                return new ApiKey(
                        KeyText.idIn(text).orElseThrow(),
                        name,
                        KeyText.hash(text),
                        new Scopes(allowed),
                        now(),
                        expires == null ? null : now().plus(duration(expires)),
                        null);
            } catch (IllegalArgumentException e) {
                throw CliException.usage("The key can't be made: " + e.getMessage() + ".");
            }
        }
    }

    /** {@code lux key list}. */
    @Command(name = "list", description = "Lists the keys of a file, without their hashes.")
    static final class ListThem extends KeyFileCommand {
        ListThem(Shell shell) {
            super(shell);
        }

        @Override
        void run() {
            for (ApiKey key : keys().read().keys()) {
                if (isForPeople()) {
                    shell().out()
                            .println(String.format(
                                    "%s  %-24s  %-10s  %s",
                                    key.id(), Text.visible(key.name()), state(key, now()), key.scopes()));
                } else {
                    shell().out().println(described(key));
                }
            }
        }
    }

    /** {@code lux key revoke ID}. */
    @Command(
            name = "revoke",
            description = {
                "Makes a key none: brokers refuse it, and end the streams that it opened, within two seconds.",
                "It stays in the file, marked."
            })
    static final class Revoke extends KeyFileCommand {
        @Parameters(paramLabel = "ID", description = "The key's id, as it is listed: what stands between its _.")
        private String id = "";

        Revoke(Shell shell) {
            super(shell);
        }

        @Override
        void run() {
            keys().update(file -> {
                if (file.keys().stream().noneMatch(key -> key.id().equals(id))) {
                    throw new CliException(ExitCode.NOT_FOUND, "No such key: " + Text.visible(id));
                }
                return file.withKeys(file.keys().stream()
                        .map(key -> key.id().equals(id) ? key.revokedAt(now()) : key)
                        .toList());
            });
            shell().err().println("lux: the key " + id + " is revoked");
        }
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revoked() != null) {
            return "revoked";
        }
        if (key.expires() == null) {
            return "valid";
        }
        return key.expires().isAfter(now) ? "valid" : "expired";
    }

    private static String described(ApiKey key) {
        String scopes = key.scopes().all().stream()
                .map(scope -> RawJson.quote(scope.toString()))
                .collect(Collectors.joining(","));
        return "{\"id\":\"" + key.id() + "\",\"name\":" + RawJson.quote(key.name()) + ",\"scopes\":[" + scopes
                + "],\"created\":\"" + key.created() + "\"" + time("expires", key.expires())
                + time("revoked", key.revoked()) + "}";
    }

    private static String time(String name, @Nullable Instant time) {
        return time == null ? "" : ",\"" + name + "\":\"" + time + "\"";
    }
}
