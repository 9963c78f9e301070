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

        @Override
        public Server startForMemory(Cores cores, int documents, int documentBytes) throws IOException {
            return LuxServer.startForMemory(cores, documents);
        }

        @Override
        public Server startRoomy(Cores cores) throws IOException {
            return LuxServer.startRoomy(cores);
        }
    },
    /** This broker, with subscribers that ask for patches. */
    LUX_DELTAS {
        @Override
        public Server start(Cores cores, int documents, int documentBytes) throws IOException {
            return LuxServer.startWithDeltas(cores, documents);
        }
    },
    /** This broker, three nodes. */
    LUX_NODES {
        @Override
        public Server start(Cores cores, int documents, int documentBytes) throws IOException {
            return LuxNodes.start(cores, documents);
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

    /** Starts it so that {@link Server#memoryBytes} can tell what is held from what is only not freed yet. */
    public Server startForMemory(Cores cores, int documents, int documentBytes) throws IOException {
        return start(cores, documents, documentBytes);
    }

    /**
     * Starts this broker with room for a million documents.
     *
     * @throws UnsupportedOperationException when it is another one
     */
    public Server startRoomy(Cores cores) throws IOException {
        throw new UnsupportedOperationException("another broker");
    }

    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
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
