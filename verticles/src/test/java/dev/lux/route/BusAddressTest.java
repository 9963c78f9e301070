package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusAddressTest {
    private final ScriptedTable table = new ScriptedTable().joins("a", 3).joins("b.with.dots", 2);
    private final BusAddress addresses = new BusAddress(table);

    @Test
    void shardsAreDealtToTheOwnersOfTheNodeThatHasThePrimaryCopy() {
        table.primary("a", 0, 3).primary("b.with.dots", 1, 2);
        assertThat(addresses.ownerOf(0)).isEqualTo("lux.owner.a.0");
        assertThat(addresses.ownerOf(3)).isEqualTo("lux.owner.a.0");
        assertThat(addresses.ownerOf(1)).isEqualTo("lux.owner.b.with.dots.1");
        assertThat(addresses.ownerOf(2)).isEqualTo("lux.owner.b.with.dots.0");
        table.primary("a", 2);
        assertThat(addresses.ownerOf(2)).isEqualTo("lux.owner.a.2");
    }

    @Test
    void aShardWithoutAPrimaryCopyHasNoOwnerAndNeitherHasOneOnANodeThatIsGone() {
        assertThat(addresses.ownerOf(0)).isNull();
        table.primary("stranger");
        assertThat(addresses.ownerOf(0)).isNull();
    }

    @Test
    void anAddressIsAliveAsLongAsItsNodeIsInTheCluster() {
        String owner = "lux.owner.b.with.dots.1";
        String edge = "lux.edge.b.with.dots";
        assertThat(addresses.isAlive(owner)).isTrue();
        assertThat(addresses.isAlive(edge)).isTrue();
        table.leaves("b.with.dots");
        assertThat(addresses.isAlive(owner)).isFalse();
        assertThat(addresses.isAlive(edge)).isFalse();
    }

    @Test
    void onlyAddressesOfThisNodeAreLocal() {
        assertThat(addresses.isLocal(addresses.localOwner(4))).isTrue();
        assertThat(addresses.isLocal(addresses.localEdge())).isTrue();
        assertThat(addresses.isLocal("lux.owner.a.0")).isFalse();
        assertThat(addresses.isLocal("lux.edge.a")).isFalse();
    }

    @Test
    void shardsAreGroupedByOwnerOrNotAtAllWhenOneHasNone() {
        table.primary("a", 0, 1, 3).primary("b.with.dots", 2);
        assertThat(addresses.byOwner(List.of(3, 2, 1, 0)))
                .containsOnlyKeys("lux.owner.a.0", "lux.owner.a.1", "lux.owner.b.with.dots.0")
                .containsEntry("lux.owner.a.0", List.of(3, 0));
        table.primary(null, 2);
        assertThat(addresses.byOwner(List.of(3, 2))).isNull();
        assertThat(addresses.byOwner(List.of(3))).isNotNull();
    }

    @Test
    void writersOfThisNodeHaveItsNameInCommonAndDiffer() {
        assertThat(addresses.writer(0)).isNotEqualTo(addresses.writer(1));
        assertThat(Writer.nodeOf(addresses.writer(1))).isEqualTo(Writer.ofNode(ScriptedTable.HERE));
    }
}
