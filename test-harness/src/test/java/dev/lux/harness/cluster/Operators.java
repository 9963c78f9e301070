package dev.lux.harness.cluster;

import dev.lux.harness.broker.Launch;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Many subscribers of one prefix on one event loop. Each keeps the version of every document, and notices what must not
 * be: a version that falls, a count that is wrong, a document twice in its snapshot, an end.
 */
final class Operators implements AutoCloseable {
    private static final long RETRY_MILLIS = 500;

    private final String prefix;
    private final int documents;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    /** At the end nobody waits for the brokers' farewells. */
    private final WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions()
            .setMaxConnections(10_000)
            .setClosingTimeout(0)
            .setMaxMessageSize(1 << 20)
            .setMaxFrameSize(1 << 20));

    private final List<Operator> all = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private volatile boolean closing;

    /** @param documents how many there are, or will be, numbered from 0 */
    Operators(String prefix, int documents) {
        this.prefix = prefix;
        this.documents = documents;
    }

    /** So many more at this node, each of which must be given so many documents at first. */
    void join(Node node, int number, int expected) {
        for (int i = 0; i < number; i++) {
            Operator operator = new Operator(node, node.name() + "/" + i, expected);
            all.add(operator);
            operator.open();
        }
    }

    private final class Operator {
        private final Node node;
        private final String name;
        private final AtomicLongArray versions = new AtomicLongArray(documents);
        private volatile boolean synced;
        private final int expected;
        private int received;
        private boolean refused;

        Operator(Node node, String name, int expected) {
            this.node = node;
            this.name = name;
            this.expected = expected;
        }

        private void open() {
            WebSocketConnectOptions to = new WebSocketConnectOptions()
                    .setHost(node.url().getHost())
                    .setPort(node.url().getPort())
                    .setURI("/api/lux/stream?match=" + prefix + "*");
            to.addHeader("Authorization", "Bearer " + Launch.KEY);
            client.connect(to).onSuccess(this::opened).onFailure(failure -> again());
        }

        private void opened(WebSocket socket) {
            socket.textMessageHandler(frame -> take(socket, frame));
            socket.closeHandler(end -> {
                if (refused) {
                    again();
                } else {
                    ended("closed with " + socket.closeStatusCode());
                }
            });
        }

        /** As a client does that was told to come again, or that could not connect to a node that has much to do. */
        private void again() {
            if (!closing) {
                retries.incrementAndGet();
                refused = false;
                received = 0;
                vertx.setTimer(RETRY_MILLIS, due -> open());
            }
        }

        /** Frames are read by hand: a tree for each would measure the harness. */
        private void take(WebSocket socket, String frame) {
            if (frame.startsWith("{\"type\":\"state\"")) {
                int id = (int) number(frame, "\"id\":\"" + prefix);
                long version = number(frame, "\"version\":");
                long before = versions.getAndSet(id, version);
                if (before >= version) {
                    violation(prefix + id + " went from version " + before + " to " + version);
                }
                received += before == 0 ? 1 : 0;
                changes.addAndGet(synced ? 1 : 0);
            } else if (frame.startsWith("{\"type\":\"synced\"")) {
                long count = number(frame, "\"count\":");
                if (count != received || count != expected) {
                    violation("has " + received + " of " + expected + " documents, and is told " + count);
                }
                synced = true;
            } else if (!synced && received == 0 && frame.contains("\"retry\":true")) {
                refused = true;
                socket.close();
            } else {
                violation("unexpected " + frame);
            }
        }

        private long number(String frame, String after) {
            int from = frame.indexOf(after) + after.length();
            int to = from;
            while (Character.isDigit(frame.charAt(to))) {
                to++;
            }
            return Long.parseLong(frame, from, to, 10);
        }

        private void ended(String why) {
            if (!closing) {
                violation(why);
            }
        }

        private void violation(String what) {
            violations.add(name + ": " + what);
        }

        private boolean isBehind(AtomicLongArray newest) {
            for (int i = 0; i < documents; i++) {
                if (versions.get(i) != newest.get(i)) {
                    return true;
                }
            }
            return false;
        }
    }

    int size() {
        return all.size();
    }

    /** How many have their snapshot; what it lacked is a violation. */
    long synced() {
        return all.stream().filter(operator -> operator.synced).count();
    }

    /** How many have another version of any document than this. */
    long behind(AtomicLongArray newest) {
        return all.stream().filter(operator -> operator.isBehind(newest)).count();
    }

    /** How often one asked again before it had its snapshot: it was told to, or could not connect. */
    long retries() {
        return retries.get();
    }

    /** State frames that came after the snapshots, to all together. */
    long changes() {
        return changes.get();
    }

    List<String> violations() {
        return violations.stream().limit(20).toList();
    }

    @Override
    public void close() {
        closing = true;
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
