package dev.lux.boot;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyFile;
import dev.lux.tls.CertificateFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lux doctor} needs to know beyond the settings.
 *
 * @param now for keys that have expired
 * @param openFiles how many a process may have; {@link Long#MAX_VALUE} when unknown
 * @param memoryBytes of the machine or the container; {@link Long#MAX_VALUE} when unknown
 * @param superuser whether it runs as root
 * @param keys of the file of keys; empty without one
 * @param readableByOthers those of the secret files that others on the machine may read
 */
record Surroundings(
        Instant now,
        long openFiles,
        long memoryBytes,
        boolean superuser,
        List<ApiKey> keys,
        List<Path> readableByOthers) {
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---r--r--");

    Surroundings {
        keys = List.copyOf(keys);
        readableByOthers = List.copyOf(readableByOthers);
    }

    /**
     * Looks around; blocks.
     *
     * @param config the settings file, or {@code null}
     * @throws IllegalArgumentException when the file of keys can't be used
     */
    static Surroundings look(Settings settings, @Nullable Path config) {
        Path keysFile = settings.access().keysFile();
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        boolean unix = system instanceof UnixOperatingSystemMXBean;
        return new Surroundings(
                Instant.now(),
                unix ? ((UnixOperatingSystemMXBean) system).getMaxFileDescriptorCount() : Long.MAX_VALUE,
                unix ? ((UnixOperatingSystemMXBean) system).getTotalMemorySize() : Long.MAX_VALUE,
                "root".equals(System.getProperty("user.name")),
                keysFile == null ? List.of() : read(keysFile),
                java.util.stream.Stream.of(keysFile, config, tlsKey(settings))
                        .filter(file -> file != null && isReadableByOthers(file))
                        .toList());
    }

    private static @Nullable Path tlsKey(Settings settings) {
        CertificateFiles files = settings.tls().files();
        return files == null ? null : files.key();
    }

    private static List<ApiKey> read(Path file) {
        try {
            return KeyFile.parse(Files.readAllBytes(file)).keys();
        } catch (IOException e) {
            throw new IllegalArgumentException("LUX_KEYS_FILE can't be read: " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("LUX_KEYS_FILE: " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isReadableByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
