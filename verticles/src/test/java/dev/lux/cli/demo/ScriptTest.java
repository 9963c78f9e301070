package dev.lux.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.DocumentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ScriptTest {
    private static List<Change> changes(long seed, Duration length) {
        List<Change> changes = new ArrayList<>();
        Script script = new Script(seed);
        for (Change change = script.next(); change.at().compareTo(length) <= 0; change = script.next()) {
            changes.add(change);
        }
        return changes;
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        assertThat(changes(3, Duration.ofMinutes(5))).isEqualTo(changes(3, Duration.ofMinutes(5)));
        assertThat(changes(3, Duration.ofMinutes(5))).isNotEqualTo(changes(4, Duration.ofMinutes(5)));
    }

    @Test
    void timeNeverGoesBack() {
        List<Change> changes = changes(1, Duration.ofMinutes(10));
        assertThat(changes).extracting(Change::at).isSorted();
    }

    @Test
    void everyStateHasASummaryAndAValidId() {
        assertThat(changes(1, Duration.ofMinutes(30))).allSatisfy(change -> {
            assertThat(DocumentId.isValid(change.id())).as(change.id()).isTrue();
            if (!change.isDelete()) {
                assertThat(change.data().get("summary")).asString().isNotBlank();
            }
        });
    }

    @Test
    void theDocumentsOfTheUseCasesAreThereFromTheStart() {
        assertThat(changes(9, Duration.ZERO))
                .extracting(Change::id)
                .contains(
                        "ops-board-main",
                        "incident-INC-1042",
                        "queue-support-p1",
                        "deployment-checklist-2026-06-17",
                        "dashboard-main",
                        "workflow-invoice-reconcile-abc123",
                        "agent-run-20260617-001",
                        "session-agent-support-4921",
                        "device-edge-17",
                        "gateway-us-west-2a",
                        "fleet-summary-prod");
    }

    @Test
    void theFirstStatesCarryTheProofStrings() {
        assertThat(changes(1, Duration.ZERO))
                .extracting(change -> change.data().get("summary"))
                .contains(
                        "INC-1042 mitigating",
                        "orders_per_second=42",
                        "invoice-reconcile validating 67%",
                        "edge-17 online 36C");
    }

    @Test
    void theStageNeitherGrowsNorEmpties() {
        Map<String, Map<String, Object>> live = new HashMap<>();
        int atStart = changes(2, Duration.ZERO).size();
        for (Change change : changes(2, Duration.ofHours(3))) {
            if (change.isDelete()) {
                assertThat(live.remove(change.id()))
                        .as("deleted: " + change.id())
                        .isNotNull();
            } else {
                live.put(change.id(), change.data());
            }
        }
        assertThat(live).hasSize(atStart);
    }

    @Test
    void theBoardSaysWhatItsIncidentsSay() {
        Map<String, Map<String, Object>> live = new HashMap<>();
        Duration at = Duration.ZERO;
        for (Change change : changes(7, Duration.ofMinutes(20))) {
            if (!change.at().equals(at)) {
                long open = live.entrySet().stream()
                        .filter(document -> document.getKey().startsWith("incident-"))
                        .filter(document ->
                                !"resolved".equals(document.getValue().get("status")))
                        .count();
                assertThat(live.get("ops-board-main").get("open")).isEqualTo((int) open);
                at = change.at();
            }
            if (change.isDelete()) {
                live.remove(change.id());
            } else {
                live.put(change.id(), change.data());
            }
        }
    }

    @Test
    void aMinuteHasEnoughToLookAtAndNotTooMuch() {
        assertThat(changes(1, Duration.ofMinutes(1))).hasSizeBetween(200, 600);
    }
}
