package dev.lux.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What works on the file of keys and revocations. */
@Command
abstract class KeyFileCommand extends LocalCommand {
    @Option(names = "--file", paramLabel = "FILE", order = 90, description = "The file; wins over LUX_KEYS_FILE.")
    private @Nullable Path file;

    KeyFileCommand(Shell shell) {
        super(shell);
    }

    final KeyStoreFile keys() {
        String path = file != null ? file.toString() : shell().env().getOrDefault("LUX_KEYS_FILE", "");
        if (path.isEmpty()) {
            throw CliException.usage("Which file? Say --file FILE, or set LUX_KEYS_FILE.");
        }
        return new KeyStoreFile(Path.of(path));
    }

    final Instant now() {
        return shell().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
