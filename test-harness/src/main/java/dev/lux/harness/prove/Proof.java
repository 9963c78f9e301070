package dev.lux.harness.prove;

import dev.lux.harness.browser.Browser;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/** Proves all use cases and prints the scorecard. */
public final class Proof {
    private Proof() {}

    /** @return whether all passed */
    public static boolean run(URI url, String key, PrintStream out) throws IOException {
        out.println("proving " + UseCase.ALL.size() + " use cases against " + url + " ...");
        try (Browser browser = Browser.launch()) {
            List<Score> scores = new Prover(url, key, browser, Prover.DEADLINE).proveAll(UseCase.ALL);
            Scorecard.print(out, scores, where(url));
            return scores.stream().allMatch(Score::passed);
        }
    }

    private static String where(URI url) {
        int cores = Runtime.getRuntime().availableProcessors();
        boolean loopback = url.getHost().equals("localhost") || url.getHost().startsWith("127.");
        return loopback
                ? "Times: writer, broker and browser on this machine (" + cores + " cores), over loopback."
                : "Times: writer and browser on this machine (" + cores + " cores), broker at " + url
                        + ", the network between them included.";
    }
}
