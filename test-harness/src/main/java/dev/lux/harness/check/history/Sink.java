package dev.lux.harness.check.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where a history's events go. Any thread; what one thread appends stays in its order. */
sealed interface Sink extends AutoCloseable {
    void append(Event event);

    /** All events so far, in the order in which they were appended. */
    void replay(Consumer<Event> events) throws IOException;

    @Override
    void close() throws IOException;

    /** In memory, for simulations. */
    final class Memory implements Sink {
        private final List<Event> events = new ArrayList<>();

        @Override
        public synchronized void append(Event event) {
            events.add(event);
        }

        @Override
        public void replay(Consumer<Event> each) {
            List<Event> copy;
            synchronized (this) {
                copy = List.copyOf(events);
            }
            copy.forEach(each);
        }

        @Override
        public void close() {}
    }

    /** Lines in a file. What a run can't do without is flushed at once, the rest when the buffer is full. */
    final class Lines implements Sink {
        private final Path file;
        private final BufferedWriter writer;

        Lines(Path file) throws IOException {
            this.file = file;
            this.writer = Files.newBufferedWriter(file);
        }

        @Override
        public void append(Event event) {
            String line = EventLines.write(event) + "\n";
            try {
                synchronized (this) {
                    writer.write(line);
                    if (event instanceof Event.FaultStarts || event instanceof Event.FaultMoves) {
                        writer.flush();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the history can't be written to " + file, e);
            }
        }

        @Override
        public void replay(Consumer<Event> each) throws IOException {
            synchronized (this) {
                writer.flush();
            }
            EventLines.read(file, each);
        }

        @Override
        public synchronized void close() throws IOException {
            writer.close();
        }
    }
}
