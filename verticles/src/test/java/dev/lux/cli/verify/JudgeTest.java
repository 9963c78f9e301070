package dev.lux.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.document.Fingerprint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three nodes, one copy, one document {@code x} in shard 4; each look says who had which of its versions. */
class JudgeTest {
    private static final Holder OWNER = new Holder(Holder.Kind.OWNER, "a");
    private static final Holder PRIMARY = new Holder(Holder.Kind.PRIMARY, "a");
    private static final Holder COPY = new Holder(Holder.Kind.COPY, "b");
    private static final Holder READ = new Holder(Holder.Kind.READ, "c");
    private static final Holder SUBSCRIBER = new Holder(Holder.Kind.SUBSCRIBER, "c");

    private final Judge judge = new Judge(1);

    private static Fingerprint version(long version) {
        return new Fingerprint("x", version, false, 1000 + version, 2000 + version);
    }

    private static Fingerprint deletion(long version) {
        return new Fingerprint("x", version, true, 1000 + version, 0);
    }

    private static final class Look {
        private final Map<Holder, List<Fingerprint>> held = new HashMap<>();

        static Look all(Fingerprint... documents) {
            Look look = new Look();
            for (Holder holder : List.of(OWNER, PRIMARY, COPY, READ, SUBSCRIBER)) {
                look.but(holder, documents);
            }
            return look;
        }

        Look but(Holder holder, Fingerprint... documents) {
            held.put(holder, Arrays.asList(documents));
            return this;
        }

        Look without(Holder holder) {
            held.remove(holder);
            return this;
        }

        Sightings sightings() {
            Sightings sightings = new Sightings();
            sightings.asked(4);
            held.forEach((holder, documents) -> {
                if (holder.kind().isReader()) {
                    Map<String, Fingerprint> live = new HashMap<>();
                    documents.stream()
                            .filter(one -> !one.deleted())
                            .forEach(
                                    one -> live.put("x", new Fingerprint("x", one.version(), false, 0, one.visible())));
                    sightings.read(holder, live);
                } else {
                    sightings.held(4, holder, documents);
                }
            });
            return sightings;
        }
    }

    private void look(Look look) {
        judge.look(look.sightings());
    }

    @Test
    void what_is_equal_at_once_needs_no_other_look() {
        look(Look.all(version(7)));
        assertThat(judge.isOpen()).isFalse();
        assertThat(judge.differences()).isEmpty();
    }

    @Test
    void a_deleted_document_is_nothing_to_readers() {
        look(Look.all(deletion(7)));
        assertThat(judge.isOpen()).isFalse();
    }

    @Test
    void a_copy_that_stays_behind_is_named_with_what_everybody_has() {
        for (int i = 0; i < 3; i++) {
            look(Look.all(version(7)).but(COPY, version(6)));
            assertThat(judge.shards()).containsExactly(4);
        }
        assertThat(judge.differences()).containsOnlyKeys("x");
        assertThat(judge.differences().get("x"))
                .containsEntry(OWNER, version(7))
                .containsEntry(COPY, version(6))
                .hasSize(5);
    }

    @Test
    void a_copy_with_the_same_version_and_other_bytes_differs() {
        Fingerprint spoilt = new Fingerprint("x", 7, false, 1, 2007);
        look(Look.all(version(7)).but(COPY, spoilt));
        look(Look.all(version(7)).but(COPY, spoilt));
        assertThat(judge.differences()).containsOnlyKeys("x");
    }

    @Test
    void what_only_came_later_is_cleared() {
        look(Look.all(version(7)).but(SUBSCRIBER, version(6)).but(COPY));
        assertThat(judge.isOpen()).isTrue();
        look(Look.all(version(7)));
        assertThat(judge.isOpen()).isFalse();
        assertThat(judge.differences()).isEmpty();
    }

    @Test
    void a_document_that_is_never_seen_equal_is_cleared_when_everybody_has_moved_on() {
        look(Look.all(version(7)).but(SUBSCRIBER, version(6)));
        look(Look.all(version(9)).but(SUBSCRIBER, version(8)).but(COPY, version(10)));
        assertThat(judge.isOpen()).isFalse();
        assertThat(judge.moving()).isEqualTo(1);
    }

    @Test
    void one_that_stands_still_while_others_move_on_is_not_cleared() {
        look(Look.all(version(7)).but(SUBSCRIBER, version(6)));
        look(Look.all(version(9)).but(SUBSCRIBER, version(6)));
        look(Look.all(version(11)).but(SUBSCRIBER, version(6)));
        assertThat(judge.differences().get("x").get(SUBSCRIBER).version()).isEqualTo(6);
    }

    @Test
    void one_that_moves_on_with_other_content_is_not_cleared() {
        look(Look.all(version(7)).but(READ, version(6)));
        Fingerprint other = new Fingerprint("x", 9, false, 0, 1);
        look(Look.all(version(9)).but(READ, other).but(SUBSCRIBER, version(8)));
        assertThat(judge.differences()).containsOnlyKeys("x");
    }

    @Test
    void a_subscriber_that_keeps_what_was_deleted_differs() {
        look(Look.all(deletion(7)).but(SUBSCRIBER, version(6)));
        look(Look.all(deletion(7)).but(SUBSCRIBER, version(6)));
        assertThat(judge.differences()).containsOnlyKeys("x");
    }

    @Test
    void a_subscriber_without_a_document_that_comes_and_goes_is_cleared_by_its_deletion_alone() {
        look(Look.all(version(7)).but(SUBSCRIBER));
        look(Look.all(version(7)).but(SUBSCRIBER));
        assertThat(judge.isOpen()).isTrue();
        look(Look.all(deletion(8)).but(READ, version(7)));
        assertThat(judge.isOpen()).isFalse();
    }

    @Test
    void a_copy_of_its_own_making_is_found() {
        look(Look.all().but(COPY, version(7)));
        look(Look.all().but(COPY, version(7)));
        assertThat(judge.differences()).containsOnlyKeys("x");
    }

    @Test
    void a_document_that_readers_alone_have_is_found() {
        Look look = Look.all().but(READ, version(7)).but(SUBSCRIBER, version(7));
        look(look);
        assertThat(judge.shards()).containsExactly(Sightings.NO_SHARD);
        look(look);
        assertThat(judge.differences().get("x")).containsKey(new Holder(Holder.Kind.OWNER, "none"));
    }

    @Test
    void a_shard_without_its_copy_is_no_difference_but_stays_open() {
        look(Look.all(version(7)).without(COPY));
        assertThat(judge.isOpen()).isTrue();
        assertThat(judge.unseen()).containsExactly(4);
        assertThat(judge.differences()).isEmpty();
        look(Look.all(version(7)));
        assertThat(judge.isOpen()).isFalse();
    }

    @Test
    void a_document_that_came_while_its_shard_could_not_be_seen_is_looked_at_then() {
        look(Look.all().without(OWNER));
        look(Look.all(version(7)).but(COPY, version(6)));
        look(Look.all(version(7)).but(COPY, version(6)));
        assertThat(judge.differences()).containsOnlyKeys("x");
    }
}
