package dev.lux.http.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticPagesTest {
    @Test
    void pagesAreFoundInAJar(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("pages.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("pages-in-jar/"));
            add(out, "pages-in-jar/lux.js", "1");
            add(out, "pages-in-jar/apps/index.html", "2");
            add(out, "other/file", "3");
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(ClassPathFolder.read(loader, "pages-in-jar"))
                    .containsOnlyKeys("lux.js", "apps/index.html")
                    .containsEntry("apps/index.html", new byte[] {'2'});
        }
    }

    @Test
    void aClassPathWithoutPagesStopsTheStart() {
        ClassLoader loader = StaticPagesTest.class.getClassLoader();
        assertThatThrownBy(() -> StaticPages.load(loader, "no-such-folder"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-such-folder");
    }

    private static void add(JarOutputStream out, String name, String content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
