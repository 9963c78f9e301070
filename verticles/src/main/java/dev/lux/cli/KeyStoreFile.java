package dev.lux.cli;

import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A file of API keys on disk. It is replaced as a whole, so that a broker never reads half of it. */
record KeyStoreFile(Path path) {
    List<ApiKey> readOrNone() {
        return Files.exists(path) ? read() : List.of();
    }

    List<ApiKey> read() {
        try {
            return KeyFile.parse(Files.readAllBytes(path));
        } catch (IOException e) {
            throw CliException.usage("The file can't be read: " + path);
        } catch (IllegalArgumentException e) {
            throw CliException.usage("Not a file of keys: " + path + ", " + e.getMessage());
        }
    }

    /** Readable by its owner alone, when it is new; a file that was there keeps its permissions. */
    void write(List<ApiKey> keys) {
        if (keys.size() > KeyFile.MAX_KEYS) {
            throw CliException.usage("A file has at most " + KeyFile.MAX_KEYS + " keys; remove revoked ones.");
        }
        Path real = path;
        try {
            real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            // Made so that only its owner may read it.
            Path fresh = Files.createTempFile(real.getParent(), ".keys", ".new");
            Files.write(fresh, KeyFile.format(keys));
            if (Files.exists(real)) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(real));
            }
            Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CliException.usage("The file can't be written: " + real);
        }
    }
}
