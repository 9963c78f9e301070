package dev.lux.harness.bench.peer;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The servers that are compared. */
public enum ServerKind {
    FLOOR {
        @Override
        public Server start(Cores cores, int documents, int documentBytes) throws IOException {
            return FloorServer.start(cores, documentBytes);
        }
    },
    LUX {
        @Override
        public Server start(Cores cores, int documents, int documentBytes) throws IOException {
            return LuxServer.start(cores, documents);
        }
    },
    NCHAN {
        @Override
        public Server start(Cores cores, int documents, int documentBytes) throws IOException {
            return NchanServer.start(cores, documents);
        }
    },
    NATS {
        @Override
        public Server start(Cores cores, int documents, int documentBytes) throws IOException {
            return NatsServer.start(cores);
        }
    },
    MOSQUITTO {
        @Override
        public Server start(Cores cores, int documents, int documentBytes) throws IOException {
            return MosquittoServer.start(cores);
        }
    };

    /**
     * Starts it and returns when it takes connections.
     *
     * @throws IOException also when its program is not installed, with what to do
     */
    public abstract Server start(Cores cores, int documents, int documentBytes) throws IOException;

    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** @throws IllegalArgumentException which names those that there are */
    public static ServerKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " is none of "
                        + Arrays.stream(values()).map(ServerKind::text).collect(Collectors.joining(", "))));
    }
}
