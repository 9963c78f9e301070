package dev.lux.harness.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is measured: loads that follow one another on the same server, each twice as high as the one before. */
public enum Work {
    /** One document to many sockets. */
    FAN_OUT_1000(1_000, 1, 50, 50),
    FAN_OUT_10000(10_000, 1, 5, 5),
    /** A board at rising rates. */
    BOARD(500, 100, 125, 2_000),
    /** Writes alone, each to another document than the one before. */
    WRITES(0, 10_000, 1_000, 16_000);

    static final int DOCUMENT_BYTES = 128;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 64;

    private final int sockets;
    private final int documents;
    private final int lowest;
    private final int highest;

    /**
     * @param sockets each follows all documents
     * @param documents how many are written, in turn
     * @param lowest writes per second at first
     * @param highest writes per second at last
     */
    Work(int sockets, int documents, int lowest, int highest) {
        this.sockets = sockets;
        this.documents = documents;
        this.lowest = lowest;
        this.highest = highest;
    }

    List<Setup> setups(Duration time) {
        List<Setup> setups = new ArrayList<>();
        for (int perSecond = lowest; perSecond <= highest; perSecond *= 2) {
            setups.add(new Setup(
                    sockets, documents, DOCUMENT_BYTES, Math.min(CONNECTIONS, documents), perSecond, WARM_UP, time));
        }
        return setups;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int documents() {
        return documents;
    }
}
