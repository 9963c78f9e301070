package dev.lux.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.store.Copies;
import dev.lux.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The copies of a node alone: all are primary. Those of several nodes are read in the harness. */
@Timeout(60)
class LocalCopiesTest {
    @RegisterExtension
    static final ClusterNodeExtension NODE = new ClusterNodeExtension();

    private final Store store = NODE.store();

    @Test
    void theCopiesHereAreWhatTheStoreLoadsLessTheMetaKeys() {
        for (int i = 0; i < 300; i++) {
            NODE.compareAndSet("copied-" + i, null, Records.next(1, "data " + i));
        }
        int documents = 0;
        for (int shard = 0; shard < store.shardCount(); shard++) {
            Copies.Copy copy = NODE.copies().read(shard);
            assertThat(copy).isNotNull();
            assertThat(copy.replica()).isZero();
            assertThat(copy.records())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyInAnyOrderElementsOf(NODE.load(shard).stream()
                            .filter(entry -> !MetaKeys.isMetaKey(entry.key()))
                            .toList());
            documents += copy.records().size();
        }
        assertThat(documents).isEqualTo(300);
    }
}
