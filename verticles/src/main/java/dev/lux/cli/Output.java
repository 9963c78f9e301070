package dev.lux.cli;

import java.io.PrintStream;

/** What commands print to stdout: JSON exactly as the broker sent it, or something to read. */
interface Output {
    /** The answer to a write. */
    void acknowledged(byte[] ack, String id);

    void deleted(String id);

    /** One document in full. */
    void document(byte[] document);

    /** The current document of a failed condition: version, data and meta, or {@code null}. */
    void current(byte[] current);

    /** One document of many. */
    void row(byte[] document);

    /** A {@code state} or {@code gone} of a stream. */
    void change(byte[] frame);

    /** A cluster's status. */
    void cluster(byte[] status);

    /** What a verification found. */
    void verified(byte[] report);

    /** Something only a person wants to know. */
    void note(String note);

    /** Ends what was printed; says whether someone still reads it. */
    boolean flush();

    static Output of(Shell shell, boolean json) {
        PrintStream out = shell.out();
        return shell.terminal() && !json ? new TerminalOutput(out, shell.clock()) : new JsonOutput(out);
    }
}
