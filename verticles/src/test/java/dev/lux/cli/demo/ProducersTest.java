package dev.lux.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProducersTest {
    private static final int STEPS = 20_000;

    @Test
    void anIncidentGoesForwardOneColumnAtATimeAndHasAnOwnerAfterTriage() {
        SplittableRandom random = new SplittableRandom(1);
        Incident before = Incident.opened(1042, 5, random);
        for (int i = 0; i < STEPS; i++) {
            Incident after = before.step(random);
            if (after.number() == before.number()) {
                assertThat(after.status()).isIn(before.status(), before.status().next());
            } else {
                assertThat(before.status()).isEqualTo(Incident.Status.RESOLVED);
                assertThat(after.number()).isEqualTo(before.number() + 5);
                assertThat(after.status()).isEqualTo(Incident.Status.TRIAGE);
            }
            assertThat(after.owner() == null).isEqualTo(after.status() == Incident.Status.TRIAGE);
            before = after;
        }
    }

    @Test
    void anAgentTakesOnlyTheStepsOfItsPictureAndItsProgressNeverFallsWithinARun() {
        Map<AgentRun.Step, Set<AgentRun.Step>> seen = new EnumMap<>(AgentRun.Step.class);
        SplittableRandom random = new SplittableRandom(1);
        AgentRun before = new AgentRun("run-%03d", 1, 1, "job", "agent", AgentRun.Step.QUEUED, 0);
        for (int i = 0; i < STEPS; i++) {
            AgentRun after = before.step(random);
            if (after.number() == before.number()) {
                assertThat(after.progress()).isGreaterThanOrEqualTo(before.progress());
            }
            assertThat(after.progress()).isBetween(after.step().from, after.step().to);
            if (after.step() != before.step()) {
                seen.computeIfAbsent(before.step(), any -> EnumSet.noneOf(AgentRun.Step.class))
                        .add(after.step());
            }
            before = after;
        }
        assertThat(seen)
                .isEqualTo(Map.of(
                        AgentRun.Step.QUEUED, Set.of(AgentRun.Step.PLANNING),
                        AgentRun.Step.PLANNING, Set.of(AgentRun.Step.FETCHING_DATA),
                        AgentRun.Step.FETCHING_DATA, Set.of(AgentRun.Step.RETRYING, AgentRun.Step.VALIDATING),
                        AgentRun.Step.RETRYING, Set.of(AgentRun.Step.FETCHING_DATA, AgentRun.Step.FAILED),
                        AgentRun.Step.VALIDATING,
                                Set.of(
                                        AgentRun.Step.WAITING_ON_USER_INPUT,
                                        AgentRun.Step.FAILED,
                                        AgentRun.Step.COMPLETE),
                        AgentRun.Step.WAITING_ON_USER_INPUT, Set.of(AgentRun.Step.VALIDATING),
                        AgentRun.Step.COMPLETE, Set.of(AgentRun.Step.QUEUED),
                        AgentRun.Step.FAILED, Set.of(AgentRun.Step.QUEUED)));
    }

    @Test
    void theMetricWalksWithinItsBoundsInSmallSteps() {
        SplittableRandom random = new SplittableRandom(1);
        Metric before = new Metric(42);
        for (int i = 0; i < STEPS; i++) {
            Metric after = before.step(random);
            assertThat(after.value()).isBetween(Metric.LEAST, Metric.MOST);
            assertThat(Math.abs(after.value() - before.value())).isLessThanOrEqualTo(Metric.JUMP);
            before = after;
        }
    }

    @Test
    void aDeviceThatIsAwayKeepsItsLastTemperature() {
        SplittableRandom random = new SplittableRandom(1);
        Device before = new Device("device-edge-17", "edge-17", true, 36);
        for (int i = 0; i < STEPS; i++) {
            Device after = before.step(random);
            assertThat(after.temperatureC()).isBetween(Device.COOLEST, Device.HOTTEST);
            if (!after.online()) {
                assertThat(after.temperatureC()).isEqualTo(before.temperatureC());
            }
            before = after;
        }
    }

    @Test
    void aQueueIsNeverNegativeAndNobodyIsOldestWhenNobodyWaits() {
        SplittableRandom random = new SplittableRandom(1);
        SupportQueue queue = new SupportQueue("support-p1", 4, 12);
        for (int i = 0; i < STEPS; i++) {
            queue = queue.step(random);
            assertThat(queue.waiting()).isBetween(0, 25);
            assertThat(queue.oldestMinutes()).isNotNegative();
            if (queue.waiting() == 0) {
                assertThat(queue.oldestMinutes()).isZero();
            }
        }
    }

    @Test
    void aChecklistIsTickedOffInOrderThenStartsAgain() {
        SplittableRandom random = new SplittableRandom(1);
        Checklist checklist = new Checklist("2026-06-17", 0);
        for (int i = 0; i < 30; i++) {
            assertThat(checklist.done()).isEqualTo(i % (Checklist.STEPS.size() + 1));
            checklist = checklist.step(random);
        }
    }
}
