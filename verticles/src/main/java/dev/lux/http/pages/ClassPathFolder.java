package dev.lux.http.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** All files under a folder of the class path, from directories and jars alike; of two with one name the first wins. */
final class ClassPathFolder {
    private ClassPathFolder() {}

    /**
     * @param folder such as {@code web}
     * @return contents by path below the folder, such as {@code apps/index.html}
     */
    static Map<String, byte[]> read(ClassLoader loader, String folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (URL url : Collections.list(loader.getResources(folder))) {
                switch (url.getProtocol()) {
                    case "file" -> readDirectory(Path.of(URI.create(url.toString())), files);
                    case "jar" -> readJar((JarURLConnection) url.openConnection(), folder + "/", files);
                    default -> throw new IllegalStateException("cannot list " + url);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the pages under " + folder, e);
        }
        if (files.isEmpty()) {
            throw new IllegalStateException("there are no pages on the class path under " + folder);
        }
        return files;
    }

    private static void readDirectory(Path root, Map<String, byte[]> files) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile).forEach(found::add);
        }
        for (Path file : found) {
            String name = root.relativize(file).toString().replace('\\', '/');
            files.putIfAbsent(name, Files.readAllBytes(file));
        }
    }

    private static void readJar(JarURLConnection connection, String prefix, Map<String, byte[]> files)
            throws IOException {
        // Without the cache, which would hand out a jar that others may close.
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.putIfAbsent(entry.getName().substring(prefix.length()), in.readAllBytes());
                    }
                }
            }
        }
    }
}
