package dev.lux.access.keys;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file of keys at the start, and again whenever it has changed. It is looked at once a second, whole: that
 * notices a file that was replaced, or reached through another link, which times of change don't tell.
 *
 * <p>What can't be read leaves the keys as they are, with an error in the log: a half-written file must not lock everybody
 * out. Reading is done on one worker thread after the other.
 */
public final class KeyFileWatch {
    /** How often the file is looked at. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(KeyFileWatch.class);

    private final Path path;
    private final Consumer<KeyFile> onRead;
    private byte[] lastSeen = {};
    private String lastProblem = "";

    private KeyFileWatch(Path path, Consumer<KeyFile> onRead) {
        this.path = path;
        this.onRead = onRead;
    }

    /**
     * Reads the file for the first time; blocks.
     *
     * @param onRead is told what it says, now and whenever it has changed, on worker threads
     * @throws IllegalArgumentException with the path, when it can't be read or is wrong
     */
    public static KeyFileWatch read(Path path, Consumer<KeyFile> onRead) {
        KeyFileWatch watch = new KeyFileWatch(path, onRead);
        watch.look();
        return watch;
    }

    /**
     * Looks from now on.
     *
     * @param onChange called when other keys hold than before
     */
    public void start(Vertx vertx, Runnable onChange) {
        vertx.setTimer(
                LOOK.toMillis(),
                timer -> vertx.executeBlocking(this::hasChanged)
                        .onSuccess(changed -> {
                            if (changed) {
                                onChange.run();
                            }
                        })
                        .onComplete(done -> start(vertx, onChange)));
    }

    private boolean hasChanged() {
        try {
            boolean changed = look();
            lastProblem = "";
            return changed;
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.equals(lastProblem)) {
                LOG.error("the keys stay as they were: {}", problem);
            }
            lastProblem = problem;
            return false;
        }
    }

    /** @return whether other keys hold than before */
    private synchronized boolean look() {
        try {
            if (Files.size(path) > KeyFile.MAX_BYTES) {
                throw new IllegalArgumentException("the file of keys is too large: " + path);
            }
            byte[] bytes = Files.readAllBytes(path);
            if (Arrays.equals(bytes, lastSeen)) {
                return false;
            }
            KeyFile read = KeyFile.parse(bytes);
            onRead.accept(read);
            lastSeen = bytes;
            LOG.info(
                    "{} API keys and {} revocations of JWTs read",
                    read.keys().size(),
                    read.revocations().size());
            return true;
        } catch (IOException e) {
            throw new IllegalArgumentException("the file of keys can't be read: " + path, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }
}
