package dev.lux.harness.bench;

import dev.lux.harness.bench.peer.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is measured: loads that follow one another on the same server, each twice as high as the one before, or figures. */
public enum Work {
    /** One document to many sockets. */
    FAN_OUT_100(100, 1, 200, 200),
    FAN_OUT_1000(1_000, 1, 50, 50),
    FAN_OUT_10000(10_000, 1, 5, 5),
    /** One socket, to tell what a delivery takes when nobody else is served. */
    ONE_SOCKET(1, 100, 1_500, 12_000),
    /** A board at rising rates. */
    BOARD(500, 100, 125, 2_000),
    /** Writes alone, each to another document than the one before. */
    WRITES(0, 10_000, 1_500, 24_000),
    /** A large document of which little changes. */
    LARGE(200, 1, 20, 20, 65_536),
    IDLE,
    STORM,
    SLOW_SOCKETS,
    HOT_DOCUMENT,
    UNDER_ATTACK,
    NODES,
    DEADLINES,
    PRESENCE,
    START;

    static final int DOCUMENT_BYTES = 128;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** On one core, a JVM compiles for as long beside its work. */
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(40);

    private static final int CONNECTIONS = 64;

    private final int sockets;
    private final int documents;
    private final int lowest;
    private final int highest;
    private final int documentBytes;

    Work(int sockets, int documents, int lowest, int highest) {
        this(sockets, documents, lowest, highest, DOCUMENT_BYTES);
    }

    /**
     * @param sockets each follows all documents
     * @param documents how many are written, in turn
     * @param lowest writes per second at first
     * @param highest writes per second at last
     */
    Work(int sockets, int documents, int lowest, int highest, int documentBytes) {
        this.sockets = sockets;
        this.documents = documents;
        this.lowest = lowest;
        this.highest = highest;
        this.documentBytes = documentBytes;
    }

    /** It has figures instead of loads. */
    Work() {
        this(0, 1, 1, 0);
    }

    /** Loads, from the lowest; none for what has figures instead. */
    List<Setup> setups(Duration time) {
        boolean hasLadder = lowest < highest;
        return setups(hasLadder ? WARM_UP : FIRST_WARM_UP, time);
    }

    /**
     * Where there are several loads, all of them before any counts: what a JVM has compiled for clients that stay is
     * thrown away when they first go and others come. None where there is one load.
     *
     * @param processes of the server, each of which has to get warm
     */
    List<Setup> warmUps(int processes) {
        int loads = setups(WARM_UP, WARM_UP).size();
        return loads < 2
                ? List.of()
                : setups(FIRST_WARM_UP.multipliedBy(processes).dividedBy(loads), Duration.ZERO);
    }

    private List<Setup> setups(Duration warmUp, Duration time) {
        List<Setup> setups = new ArrayList<>();
        for (int perSecond = lowest; perSecond <= highest; perSecond *= 2) {
            setups.add(new Setup(
                    sockets, documents, documentBytes, Math.min(CONNECTIONS, documents), perSecond, warmUp, time));
        }
        return setups;
    }

    /** What figures it has, or {@code null}: it has loads. */
    @Nullable
    Single single() {
        return switch (this) {
            case IDLE -> new Idle(10_000, FIRST_WARM_UP);
            case STORM -> new Storm(20_000, Duration.ofSeconds(20));
            case SLOW_SOCKETS -> new SlowSockets(FIRST_WARM_UP, WARM_UP);
            case HOT_DOCUMENT -> new HotDocument(10_000, WARM_UP);
            case UNDER_ATTACK -> new UnderAttack(2_000, 500, FIRST_WARM_UP, WARM_UP);
            case NODES -> new OverNodes(List.of(1, 2, 3), List.of(100, 1_000), FIRST_WARM_UP, WARM_UP);
            case DEADLINES -> new ArmedDeadlines(1_000_000, Duration.ofSeconds(10));
            case PRESENCE -> new People(500, 10);
            case START -> new StartUp();
            default -> null;
        };
    }

    /** Whether it can be asked of such a server, and tells more of it than of another one of the same broker. */
    boolean isFor(ServerKind kind) {
        return switch (kind) {
            case FLOOR -> documents == 1 && sockets > 0 && this != LARGE;
            case LUX_DELTAS -> this == LARGE;
            case LUX_NODES ->
                this == FAN_OUT_1000 || this == BOARD || this == WRITES || this == HOT_DOCUMENT || this == NODES;
            case LUX -> this != NODES;
            case NCHAN, NATS, MOSQUITTO ->
                this != HOT_DOCUMENT && this != UNDER_ATTACK && this != NODES && this != DEADLINES && this != PRESENCE;
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int sockets() {
        return sockets;
    }

    int documents() {
        return documents;
    }

    int documentBytes() {
        return documentBytes;
    }
}
