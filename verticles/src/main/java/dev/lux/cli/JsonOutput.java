package dev.lux.cli;

import java.io.PrintStream;

/** One JSON object per line, the broker's bytes. A delete has no answer, so it prints nothing. */
record JsonOutput(PrintStream out) implements Output {
    @Override
    public void acknowledged(byte[] ack, String id) {
        line(ack);
    }

    @Override
    public void deleted(String id) {}

    @Override
    public void document(byte[] document) {
        line(document);
    }

    @Override
    public void current(byte[] current) {
        line(current);
    }

    @Override
    public void row(byte[] document) {
        line(document);
    }

    @Override
    public void change(byte[] frame) {
        line(frame);
    }

    @Override
    public void cluster(byte[] status) {
        line(status);
    }

    @Override
    public void verified(byte[] report) {
        line(report);
    }

    @Override
    public void note(String note) {}

    @Override
    public boolean flush() {
        return !out.checkError();
    }

    private void line(byte[] json) {
        out.write(json, 0, json.length);
        out.write('\n');
    }
}
