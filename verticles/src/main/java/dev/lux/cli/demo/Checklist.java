package dev.lux.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A deployment that is ticked off step by step, then starts again.
 *
 * @param done how many steps are, from the first
 */
record Checklist(String deployment, int done) implements Producer {
    static final List<String> STEPS = List.of(
            "freeze merges",
            "back up",
            "run migrations",
            "deploy canary",
            "watch error rate",
            "deploy all",
            "announce");

    @Override
    public String id() {
        return "deployment-checklist-" + deployment;
    }

    @Override
    public Map<String, Object> data() {
        boolean complete = done == STEPS.size();
        String now = complete ? "complete" : STEPS.get(done);
        return new Fields()
                .with("deployment", deployment)
                .with("status", complete ? "complete" : "in progress")
                .with("done", done)
                .with("total", STEPS.size())
                .with("items", items())
                .summary("deployment " + deployment + " " + done + "/" + STEPS.size() + " " + now);
    }

    @Override
    public Checklist step(RandomGenerator random) {
        return new Checklist(deployment, done == STEPS.size() ? 0 : done + 1);
    }

    @Override
    public Duration pause(RandomGenerator random) {
        return done == STEPS.size() ? Producer.seconds(random, 25, 40) : Producer.seconds(random, 6, 12);
    }

    private List<Map<String, Object>> items() {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < STEPS.size(); i++) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("name", STEPS.get(i));
            item.put("done", i < done);
            items.add(item);
        }
        return items;
    }
}
