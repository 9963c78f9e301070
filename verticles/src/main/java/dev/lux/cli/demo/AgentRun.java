package dev.lux.cli.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A background job on its way to complete or failed; the next run follows it.
 *
 * <pre>
 * QUEUED -> PLANNING -> FETCHING_DATA -> VALIDATING -> COMPLETE -> (next run) QUEUED
 *                         |  ^   |          |  ^   |
 *                         v  |   |          v  |   v
 *                       RETRYING-+--> FAILED   |  FAILED -> (next run) QUEUED
 *                                      WAITING_ON_USER_INPUT
 * </pre>
 *
 * @param idPattern a {@link java.util.Formatter} pattern of the number
 * @param number of the run
 * @param stride to the next run's number; 0 keeps the id
 * @param progress percent; never falls within a run
 */
record AgentRun(String idPattern, int number, int stride, String job, String actor, Step step, int progress)
        implements Producer {
    /** Where a run is; those that work go through a part of the progress. */
    enum Step {
        QUEUED(0, 0),
        PLANNING(1, 15),
        FETCHING_DATA(16, 59),
        VALIDATING(60, 99),
        WAITING_ON_USER_INPUT(60, 99),
        RETRYING(16, 59),
        COMPLETE(100, 100),
        FAILED(16, 99);

        final int from;
        final int to;

        Step(int from, int to) {
            this.from = from;
            this.to = to;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    @Override
    public String id() {
        return String.format(Locale.ROOT, idPattern, number);
    }

    @Override
    public Map<String, Object> data() {
        return new Fields()
                .with("job", job)
                .with("step", step.words())
                .with("progress", progress)
                .with("actor", actor)
                .summary(job + " " + step.words() + " " + progress + "%");
    }

    @Override
    public AgentRun step(RandomGenerator random) {
        int luck = random.nextInt(100);
        return switch (step) {
            case QUEUED -> at(Step.PLANNING, Step.PLANNING.from);
            case PLANNING -> work(Step.FETCHING_DATA, random);
            case FETCHING_DATA -> luck < 6 ? at(Step.RETRYING, progress) : work(Step.VALIDATING, random);
            case RETRYING -> luck < 12 ? at(Step.FAILED, progress) : at(Step.FETCHING_DATA, progress);
            case VALIDATING -> validated(luck, random);
            case WAITING_ON_USER_INPUT -> at(Step.VALIDATING, progress);
            case COMPLETE, FAILED -> new AgentRun(idPattern, number + stride, stride, job, actor, Step.QUEUED, 0);
        };
    }

    @Override
    public Duration pause(RandomGenerator random) {
        return switch (step) {
            case QUEUED, RETRYING -> Producer.seconds(random, 2, 4);
            case PLANNING, FETCHING_DATA, VALIDATING -> Producer.seconds(random, 0.8, 2);
            case WAITING_ON_USER_INPUT -> Producer.seconds(random, 5, 10);
            case COMPLETE, FAILED -> Producer.seconds(random, 10, 20);
        };
    }

    private AgentRun validated(int luck, RandomGenerator random) {
        if (luck < 8) {
            return at(Step.WAITING_ON_USER_INPUT, progress);
        }
        return luck < 10 ? at(Step.FAILED, progress) : work(Step.COMPLETE, random);
    }

    private AgentRun work(Step following, RandomGenerator random) {
        int next = progress + random.nextInt(3, 10);
        return next <= step.to ? at(step, next) : at(following, following.from);
    }

    private AgentRun at(Step next, int nextProgress) {
        return new AgentRun(idPattern, number, stride, job, actor, next, nextProgress);
    }
}
