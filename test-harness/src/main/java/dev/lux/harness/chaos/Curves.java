package dev.lux.harness.chaos;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Recorded;
import dev.lux.harness.check.history.Session;
import dev.lux.harness.check.history.Step;

/**
 * A run by the second.
 *
 * @param acknowledged writes in each second
 * @param longest seconds that a write took which was under way in this second, retries included
 * @param connected subscribers at the end of each second
 */
record Curves(double[] acknowledged, double[] longest, double[] connected) {
    static Curves of(Recorded history) {
        int seconds = second(history.end()) + 1;
        Curves curves = new Curves(new double[seconds], new double[seconds], new double[seconds]);
        for (Call call : history.allCalls()) {
            if (call.acknowledgement() != null) {
                curves.acknowledged[second(call.answered())]++;
            }
        }
        for (ClientWrite write : ClientWrite.of(history)) {
            for (int i = second(write.first().asked()); i <= second(write.end()); i++) {
                curves.longest[i] = Math.max(curves.longest[i], write.took() / 1e9);
            }
        }
        history.sessions().forEach(curves::addConnections);
        return curves;
    }

    private void addConnections(Session session) {
        boolean open = false;
        int from = 0;
        for (Step step : session.steps()) {
            boolean now = step instanceof Step.Opened || (open && !(step instanceof Step.Closed));
            if (now != open) {
                count(open, from, second(step.at()));
                from = second(step.at());
                open = now;
            }
        }
        count(open, from, connected.length);
    }

    private void count(boolean open, int from, int to) {
        for (int i = from; open && i < to; i++) {
            connected[i]++;
        }
    }

    private static int second(long nanos) {
        return (int) (nanos / 1_000_000_000L);
    }
}
