package dev.lux.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaterTurnsTest {
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final LaterTurns later = new LaterTurns(
            new Loop() {
                @Override
                public void run(Runnable task) {
                    turns.add(task);
                }

                @Override
                public Timer after(Duration delay, Runnable task) {
                    throw new AssertionError("no timer delays what is to be done");
                }
            },
            20);

    private void turn() {
        turns.remove().run();
    }

    private void add(String name) {
        add(name, 10);
    }

    private void add(String name, int work) {
        later.add(() -> {
            ran.add(name);
            return work;
        });
    }

    @Test
    void a_turn_runs_so_much_first_come_first() {
        List.of("a", "b", "c", "d", "e").forEach(this::add);
        assertThat(ran).isEmpty();
        turn();
        assertThat(ran).containsExactly("a", "b");
        turn();
        assertThat(ran).containsExactly("a", "b", "c", "d");
        turn();
        assertThat(ran).containsExactly("a", "b", "c", "d", "e");
        assertThat(turns).isEmpty();
    }

    @Test
    void many_small_parts_share_a_turn_and_one_large_part_has_its_own() {
        add("large", 100);
        for (int i = 0; i < 25; i++) {
            add("small", i % 2);
        }
        turn();
        assertThat(ran).containsExactly("large");
        turn();
        assertThat(ran).hasSize(1 + 20);
        turn();
        assertThat(ran).hasSize(1 + 25);
        assertThat(turns).isEmpty();
    }

    @Test
    void others_of_the_loop_run_between_two_turns() {
        List.of("a", "b", "c").forEach(this::add);
        turns.add(() -> ran.add("other"));
        while (!turns.isEmpty()) {
            turn();
        }
        assertThat(ran).containsExactly("a", "b", "other", "c");
    }

    @Test
    void what_a_task_adds_runs_in_a_later_turn_after_those_that_wait() {
        later.add(() -> {
            ran.add("a");
            add("a again");
            return 1;
        });
        turn();
        assertThat(ran).containsExactly("a");
        add("b");
        turn();
        assertThat(ran).containsExactly("a", "a again", "b");
        assertThat(turns).isEmpty();
        add("c");
        turn();
        assertThat(ran).endsWith("c");
    }

    @Test
    void a_task_that_fails_has_had_its_turn() {
        later.add(() -> {
            throw new IllegalStateException("planted");
        });
        List.of("a", "b").forEach(this::add);
        assertThatThrownBy(this::turn).hasMessage("planted");
        turn();
        assertThat(ran).containsExactly("a", "b");
        assertThat(turns).isEmpty();
    }
}
