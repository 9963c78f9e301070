package dev.lux.harness.check.linear;

import dev.lux.harness.check.linear.Contents.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version that somebody named: each order of the calls passes through it.
 *
 * @param content null when nobody saw it and it does not follow from its write alone
 * @param acknowledged the write that was acknowledged with it, or null
 * @param observations calls and frames that saw it
 * @param firstTo when the first of the observations had ended
 * @param lastFrom when the last of the observations began
 */
record Visible(
        long version,
        @Nullable Content content,
        @Nullable Candidate acknowledged,
        List<Observation> observations,
        long firstTo,
        long lastFrom) {
    /**
     * Something that saw one version, at some time of a span; of a frame only its end is known, since it may have been
     * on its way for long.
     */
    record Observation(long from, long to, Object source) {
        @Override
        public String toString() {
            return source.toString();
        }
    }

    static Visible of(
            long version, @Nullable Content content, @Nullable Candidate acknowledged, List<Observation> observations) {
        long firstTo = observations.stream().mapToLong(Observation::to).min().orElse(Long.MAX_VALUE);
        long lastFrom = observations.stream().mapToLong(Observation::from).max().orElse(Long.MIN_VALUE);
        return new Visible(version, content, acknowledged, List.copyOf(observations), firstTo, lastFrom);
    }

    /** When the first that belongs to it had ended, its write included. */
    long endedBy() {
        return acknowledged == null ? firstTo : Math.min(firstTo, acknowledged.to());
    }

    /** When the last that belongs to it began, its write included. */
    long begunBy() {
        return acknowledged == null ? lastFrom : Math.max(lastFrom, acknowledged.from());
    }
}
