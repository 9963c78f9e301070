package dev.lux.harness.prove;

import java.util.List;

/**
 * One use case, as the product's pages describe it.
 *
 * @param page path of the page that shows it
 * @param state the example state without its summary, as JSON members
 * @param proof the summary, which must be seen
 */
record UseCase(String name, String id, String page, String state, String proof) {
    static final List<UseCase> ALL = List.of(
            new UseCase(
                    "operations board",
                    "incident-INC-1042",
                    // Alone: other cards may say the same.
                    "/apps/board/?match=incident-INC-1042",
                    "\"ticket\":\"INC-1042\",\"status\":\"mitigating\",\"owner\":\"operator-a\"",
                    "INC-1042 mitigating"),
            new UseCase(
                    "live dashboard",
                    "dashboard-main",
                    "/apps/dashboard/",
                    "\"metric\":\"orders_per_second\",\"value\":42,\"source\":\"metrics-agent\"",
                    "orders_per_second=42"),
            new UseCase(
                    "agent progress",
                    "workflow-invoice-reconcile-abc123",
                    "/apps/agents/",
                    "\"job\":\"invoice-reconcile\",\"step\":\"validating\",\"progress\":67,\"actor\":\"agent-1\"",
                    "invoice-reconcile validating 67%"),
            new UseCase(
                    "device status",
                    "device-edge-17",
                    "/apps/document/?match=device-edge-17",
                    "\"device\":\"edge-17\",\"status\":\"online\",\"temperatureC\":36,\"source\":\"edge-agent\"",
                    "edge-17 online 36C"),
            new UseCase(
                    "collaborative UI state",
                    "review-launch-notes",
                    "/apps/document/?match=review-launch-notes",
                    "\"document\":\"launch-notes\",\"text\":\"ready for review\",\"cursor\":16,\"editor\":\"editor-a\"",
                    "launch-notes ready for review"),
            new UseCase(
                    "projection of a change feed",
                    "projection-accounts-current",
                    "/apps/document/?match=projection-accounts-current",
                    "\"table\":\"accounts\",\"lsn\":1002,\"rows\":[{\"id\":\"acct_101\",\"plan\":\"production\","
                            + "\"op\":\"upsert\"}],\"source\":\"cdc-source-agent\"",
                    "accounts projection lsn=1002 rows=2"));

    /** The document with this summary. The summary must need no escapes. */
    String data(String summary) {
        return "{" + state + ",\"summary\":\"" + summary + "\"}";
    }
}
