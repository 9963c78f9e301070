package dev.lux.harness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which machine it is, for whoever reads the figures. */
final class Machine {
    private Machine() {}

    static String describe() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("an unknown processor");
        return Runtime.getRuntime().availableProcessors() + " cores of " + model + ", Linux "
                + System.getProperty("os.version") + ", JDK " + System.getProperty("java.version");
    }
}
