package dev.lux.cli;

import dev.lux.access.keys.KeyFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/**
 * A file of API keys and revocations on disk. It is replaced as a whole, so that a broker never reads half of it, and by
 * one command at a time, so that none takes back what another did; {@code .NAME.lock} beside it is for that.
 */
record KeyStoreFile(Path path) {
    KeyFile read() {
        try {
            return KeyFile.parse(Files.readAllBytes(path));
        } catch (IOException e) {
            throw CliException.usage("The file can't be read: " + path);
        } catch (IllegalArgumentException e) {
            throw CliException.usage("Not a file of keys: " + path + ", " + e.getMessage());
        }
    }

    /** Replaces the file by what becomes of it; one that is not there is empty. */
    void update(UnaryOperator<KeyFile> change) {
        Path real = path;
        try {
            real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            Path lock = real.resolveSibling("." + real.getFileName() + ".lock");
            // A lock of a file is a process's, not a thread's.
            synchronized (KeyStoreFile.class) {
                try (FileChannel channel =
                        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    // Ends with the channel.
                    var unused = channel.lock();
                    write(real, change.apply(Files.exists(real) ? read() : KeyFile.EMPTY));
                }
            }
        } catch (IOException e) {
            throw CliException.usage("The file can't be written: " + real);
        }
    }

    /** Readable by its owner alone, when it is new; a file that was there keeps its permissions. */
    private static void write(Path real, KeyFile file) throws IOException {
        if (file.keys().size() > KeyFile.MAX_KEYS) {
            throw CliException.usage("A file has at most " + KeyFile.MAX_KEYS + " keys; remove revoked ones.");
        }
        // Made so that only its owner may read it.
        Path fresh = Files.createTempFile(real.getParent(), ".keys", ".new");
        Files.write(fresh, file.format());
        if (Files.exists(real)) {
            Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(real));
        }
        Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
