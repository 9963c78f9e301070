package dev.lux.harness;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that this class was built in. */
public final class Repository {
    private Repository() {}

    /** The folder that holds the launcher. */
    public static Path root() {
        try {
            Path path = Path.of(Repository.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            while (path != null && !Files.isExecutable(path.resolve("lux"))) {
                path = path.getParent();
            }
            if (path == null) {
                throw new IllegalStateException(
                        "this must run from a checkout: there is no launcher above the classes");
            }
            return path;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
