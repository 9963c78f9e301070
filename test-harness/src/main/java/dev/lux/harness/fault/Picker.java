package dev.lux.harness.fault;

import dev.lux.harness.cluster.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Picks victims. */
final class Picker {
    private final Crew crew;
    private final Random random;

    Picker(Crew crew, Random random) {
        this.crew = crew;
        this.random = random;
    }

    List<Node> all() {
        return crew.all();
    }

    List<Node> allData() {
        return crew.dataMembers();
    }

    Node node() {
        return some(crew.all(), 1).get(0);
    }

    Node dataMember() {
        return dataMembers(1).get(0);
    }

    List<Node> dataMembers(int number) {
        return some(crew.dataMembers(), number);
    }

    Node edge() {
        return some(crew.edges(), 1).get(0);
    }

    /** Fewer than half of the data members, and any edges. */
    List<Node> minority() {
        List<Node> minority = new ArrayList<>(dataMembers((crew.dataMembers().size() - 1) / 2));
        crew.edges().stream().filter(edge -> random.nextBoolean()).forEach(minority::add);
        return minority;
    }

    private List<Node> some(List<Node> among, int number) {
        if (among.size() < number) {
            throw new IllegalArgumentException("only " + among + " are there");
        }
        List<Node> shuffled = new ArrayList<>(among);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, number));
    }
}
