package dev.lux.harness.hostile;

import java.io.IOException;
import java.util.Random;
import java.util.Set;

/** One kind of hostile input and every answer that is right for it. */
sealed interface Kind {
    String name();

    /**
     * Answers in words: {@code 400 invalid_json} over HTTP, {@code error invalid_id}, {@code ack} or {@code synced} on a
     * socket, {@code close 4502} for its end, {@code closed} for the end of a connection without an answer.
     */
    Set<String> expected();

    /** Stands in a message for the ref that its lane will choose. */
    String REF = "\u0001ref\u0001";

    /** Draws the text of one message. */
    interface Text {
        String draw(Random random);
    }

    /** Draws the bytes of one attack. */
    interface Bytes {
        byte[] draw(Random random);
    }

    /** One whole request; the connection goes on after its answer, so many share one. */
    record Request(String name, Set<String> expected, Bytes bytes) implements Kind {}

    /** One message on an open socket, answered by one frame; the socket goes on. */
    record Message(String name, Set<String> expected, Text text) implements Kind {}

    /** Bytes after which a connection is of no more use: one each. */
    record Breaker(String name, Set<String> expected, boolean mustClose, Bytes bytes) implements Kind {}

    /** Bytes after which a socket is of no more use: one each. */
    record SocketBreaker(String name, Set<String> expected, Bytes bytes) implements Kind {}

    /** Anything longer; rare. */
    record Scenario(String name, Set<String> expected, Play play) implements Kind {}

    /** Plays one scenario and returns the answer in words. */
    interface Play {
        String play(Target target, Random random) throws IOException;
    }
}
