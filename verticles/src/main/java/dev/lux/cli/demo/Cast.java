package dev.lux.cli.demo;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Who is on the stage: the documents of the use-case pages, by their ids. */
final class Cast {
    private static final int INCIDENTS = 5;
    private static final int FIRST_TICKET = 1042;
    private static final int RUNS = 3;

    private Cast() {}

    static List<Producer> of(RandomGenerator random) {
        return List.of(
                incident(0, Incident.Status.MITIGATING, "operator-a", random),
                incident(1, Incident.Status.TRIAGE, null, random),
                incident(2, Incident.Status.INVESTIGATING, "operator-b", random),
                incident(3, Incident.Status.RESOLVED, "operator-c", random),
                incident(4, Incident.Status.TRIAGE, null, random),
                new SupportQueue("support-p1", 4, 12),
                new SupportQueue("support-p2", 11, 38),
                new Checklist("2026-06-17", 2),
                new Metric(42),
                new Service("checkout", 45, 43, true),
                new Service("search", 120, 117, true),
                new Service("payments", 80, 92, true),
                new AgentRun(
                        "workflow-invoice-reconcile-abc123",
                        0,
                        0,
                        "invoice-reconcile",
                        "agent-1",
                        AgentRun.Step.VALIDATING,
                        67),
                run(1, "agent-run-20260617-%03d", RUNS, "price-update", "agent-2"),
                run(2, "agent-run-20260617-%03d", RUNS, "contract-review", "agent-3"),
                run(3, "agent-run-20260617-%03d", RUNS, "catalog-import", "agent-4"),
                run(4921, "session-agent-support-%d", 1, "support-session", "agent-5"),
                new Device("device-edge-17", "edge-17", true, 36),
                new Device("device-edge-18", "edge-18", true, 41),
                new Device("device-edge-19", "edge-19", true, 33),
                new Device("gateway-us-west-2a", "us-west-2a", true, 44));
    }

    private static Incident incident(int slot, Incident.Status status, @Nullable String owner, RandomGenerator random) {
        Incident opened = Incident.opened(FIRST_TICKET + slot, INCIDENTS, random);
        return new Incident(opened.number(), INCIDENTS, status, owner, opened.title());
    }

    private static AgentRun run(int number, String idPattern, int stride, String job, String actor) {
        return new AgentRun(idPattern, number, stride, job, actor, AgentRun.Step.QUEUED, 0);
    }
}
