package dev.lux.harness.chaos;

import dev.lux.harness.check.history.Recorded;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * What stays of a run.
 *
 * @param folder of this run alone
 */
record Artefacts(Path folder) {
    Artefacts {
        if (Files.isRegularFile(folder)) {
            throw new IllegalArgumentException(folder + " is a file");
        }
    }

    /** While the run goes on. */
    Path history() {
        return folder.resolve("history.jsonl");
    }

    Path timeline() {
        return folder.resolve("timeline.svg");
    }

    void write(Recorded history, String table, String verdict) throws IOException {
        Files.writeString(folder.resolve("table.txt"), table);
        Files.writeString(folder.resolve("verdict.txt"), verdict);
        Files.writeString(timeline(), Picture.of(history));
        compress(history());
    }

    /** In place of the file itself. */
    private static void compress(Path file) throws IOException {
        Path packed = file.resolveSibling(file.getFileName() + ".gz");
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed), 1 << 16)) {
            in.transferTo(out);
        }
        Files.delete(file);
    }
}
