package dev.lux.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/** For people: who wrote it, how long ago, and what it says. */
record TerminalOutput(PrintStream out, InstantSource clock) implements Output {
    private static final int ID_WIDTH = 36;
    private static final int SUMMARY_WIDTH = 60;

    @Override
    public void acknowledged(byte[] ack, String id) {
        Facts facts = Facts.of(ack);
        String holder = facts.text("holder");
        out.println(Text.visible(id) + "  version " + facts.number("version")
                + (holder.isEmpty() ? "" : "  holder " + Text.visible(holder)));
    }

    @Override
    public void deleted(String id) {
        out.println(Text.visible(id) + "  deleted");
    }

    @Override
    public void document(byte[] document) {
        Facts facts = Facts.of(document);
        out.println(Text.visible(facts.text("id")) + "  " + about(facts));
        data(document);
    }

    @Override
    public void current(byte[] current) {
        Facts facts = Facts.of(current);
        if (facts.root().isObject()) {
            out.println("now: " + about(facts));
            data(current);
        } else {
            out.println("now: absent");
        }
    }

    @Override
    public void row(byte[] document) {
        Facts facts = Facts.of(document);
        out.println(columns(
                facts.text("id"), facts.summary(), facts.age(clock.instant()) + "  " + facts.by() + stale(facts)));
    }

    @Override
    public void change(byte[] frame) {
        Facts facts = Facts.of(frame);
        boolean gone = facts.text("type").equals("gone");
        String summary = gone ? "(" + Text.visible(facts.text("reason")) + ")" : facts.summary();
        String skipped = facts.number("skipped") > 0 ? "  (" + facts.number("skipped") + " skipped)" : "";
        LocalTime now = LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault());
        out.println(now.truncatedTo(ChronoUnit.SECONDS) + "  "
                + columns(facts.text("id"), summary, facts.by() + stale(facts) + skipped));
    }

    private String stale(Facts facts) {
        return facts.isStale() ? "  (stale for " + facts.staleFor(clock.instant()) + ")" : "";
    }

    @Override
    public void cluster(byte[] status) {
        out.println(StatusCommand.describe(status));
    }

    @Override
    public void verified(byte[] report) {
        out.println(VerifyReport.describe(report));
    }

    @Override
    public void note(String note) {
        out.println(note);
    }

    @Override
    public boolean flush() {
        return !out.checkError();
    }

    private String about(Facts facts) {
        return "version " + facts.number("version") + ", " + facts.age(clock.instant()) + " ago by " + facts.by()
                + stale(facts);
    }

    private void data(byte[] document) {
        byte[] data = RawJson.member(document, "data");
        if (data != null) {
            out.println(RawJson.pretty(data).lines().map(Text::visible).collect(Collectors.joining("\n")));
        }
    }

    private static String columns(String id, String summary, String last) {
        String shown = Text.shorten(summary, SUMMARY_WIDTH);
        return String.format(
                Locale.ROOT, "%-" + ID_WIDTH + "s  %-" + SUMMARY_WIDTH + "s  %s", Text.visible(id), shown, last);
    }
}
