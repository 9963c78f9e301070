package dev.lux.harness.prove;

/**
 * What came of one use case.
 *
 * @param cli whether a write by the command line was seen in the browser
 * @param curl whether a write by curl was
 * @param ack from a write over a kept connection to its answer
 * @param delivery from such a write to the page
 */
record Score(UseCase useCase, boolean cli, boolean curl, Times ack, Times delivery) {
    boolean passed() {
        return cli && curl;
    }
}
