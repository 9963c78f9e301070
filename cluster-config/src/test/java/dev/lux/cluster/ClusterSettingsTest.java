package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ClusterSettingsTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 1", "3, 1, 2", "5, 2, 3"})
    void copiesAndQuorumFollowFromTheDataMembers(int dataMembers, int copies, int quorum) {
        ClusterSettings settings = new ClusterSettings("a-name", "127.0.0.1", dataMembers);
        assertThat(settings.copies()).isEqualTo(copies);
        assertThat(settings.quorum()).isEqualTo(quorum);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 4, 6, 7})
    void anyOtherNumberOfDataMembersIsRefused(int dataMembers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSettings("a-name", "127.0.0.1", dataMembers))
                .withMessageContaining("1, 3 or 5");
    }

    @Test
    void aSingleNodeIsOnTheLoopbackInterface() {
        assertThat(ClusterSettings.single("a-name")).isEqualTo(new ClusterSettings("a-name", "127.0.0.1", 1));
    }
}
