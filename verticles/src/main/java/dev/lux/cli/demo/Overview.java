package dev.lux.cli.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The documents that sum up others: computed from them, so that a page never shows a contradiction. */
final class Overview {
    private Overview() {}

    /** By id. */
    static Map<String, Map<String, Object>> of(Collection<Producer> producers) {
        Map<String, Map<String, Object>> documents = new LinkedHashMap<>();
        documents.put("ops-board-main", board(producers));
        documents.put("fleet-summary-prod", fleet(producers));
        return documents;
    }

    private static Map<String, Object> board(Collection<Producer> producers) {
        int open = 0;
        int unowned = 0;
        for (Producer producer : producers) {
            if (producer instanceof Incident incident && incident.status() != Incident.Status.RESOLVED) {
                open++;
                unowned += incident.owner() == null ? 1 : 0;
            }
        }
        return new Fields()
                .with("board", "main")
                .with("open", open)
                .with("unowned", unowned)
                .summary("ops board " + open + " open, " + unowned + " without an owner");
    }

    private static Map<String, Object> fleet(Collection<Producer> producers) {
        int online = 0;
        int total = 0;
        for (Producer producer : producers) {
            if (producer instanceof Device device) {
                total++;
                online += device.online() ? 1 : 0;
            }
        }
        return new Fields()
                .with("fleet", "prod")
                .with("online", online)
                .with("total", total)
                .summary("fleet prod " + online + "/" + total + " online");
    }
}
