package dev.lux.harness.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a process prints: the first lines and the suspicious ones in memory, everything in a file where one is wanted. A
 * thread per stream.
 */
final class Output {
    private static final int KEPT_LINES = 5_000;
    private static final int KEPT_COMPLAINTS = 100;

    private final @Nullable Writer file;
    private final Consumer<String> listener;
    private final List<String> firstLines = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int openStreams = 2;

    /**
     * @param listener sees each line, on its stream's thread
     * @param end runs when the standard output has ended
     */
    Output(Process process, @Nullable Path file, Consumer<String> listener, Runnable end) throws IOException {
        this.file = file == null
                ? null
                : Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.listener = listener;
        follow(process.getErrorStream(), () -> {});
        follow(process.getInputStream(), end);
    }

    private void follow(InputStream stream, Runnable end) {
        Thread reader = new Thread(() -> read(stream, end), "broker-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream stream, Runnable end) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
                listener.accept(line);
            }
        } catch (IOException streamClosed) {
            take("(end of output: " + streamClosed.getMessage() + ")");
        }
        end.run();
        ended();
    }

    private synchronized void take(String line) {
        if (firstLines.size() < KEPT_LINES) {
            firstLines.add(line);
        }
        if (Complaint.isOne(line) && complaints.size() < KEPT_COMPLAINTS) {
            complaints.add(line);
        }
        if (file != null) {
            write(file, line);
        }
    }

    /** A line at a time, so that nothing is lost when this JVM is killed. */
    private static void write(Writer file, String line) {
        try {
            file.write(line + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void ended() {
        openStreams--;
        if (openStreams == 0 && file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    synchronized List<String> firstLines() {
        return List.copyOf(firstLines);
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }
}
