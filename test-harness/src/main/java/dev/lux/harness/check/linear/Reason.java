package dev.lux.harness.check.linear;

import dev.lux.harness.check.history.Texts;
import dev.lux.harness.check.linear.Contents.Content;

/** Why a search did not get on from a node, in words. */
record Reason(Timeline timeline) {
    private static final int MAX_DATA = 100;

    String of(Node reached) {
        Node node = new Search(timeline, 0, false, 1).settle(reached);
        int next = reached.era() + 1;
        if (node == null || next >= timeline.versions().size()) {
            return late(node == null ? reached : node);
        }
        Visible target = timeline.versions().get(next);
        return target.acknowledged() == null ? nobody(node, target) : notPossible(node, target, target.acknowledged());
    }

    private String late(Node node) {
        Unversioned first = null;
        for (int i = 0; i < timeline.unversioned().size(); i++) {
            Unversioned call = timeline.unversioned().get(i);
            if (!node.placed().contains(i) && (first == null || call.to() < first.to())) {
                first = call;
            }
        }
        return first == null
                ? "the write of " + state(node) + " began after a later version was there"
                : "no state in its time fits " + first;
    }

    private String nobody(Node node, Visible target) {
        int tried = new Search(timeline, 0, false, 1).candidates(node).size();
        return "no write can have made version " + target.version() + " of " + state(node) + " (" + tried
                + " writes of unknown outcome were tried)";
    }

    private String notPossible(Node node, Visible target, Candidate write) {
        String version = "version " + target.version();
        if (node.now() > write.to() || node.now() > target.firstTo()) {
            return version + " was there by " + Texts.time(Math.min(write.to(), target.firstTo()))
                    + ", before a call began that belongs before it, at " + Texts.time(node.now());
        }
        Content effect = write.effect(node.content(), node.version(), timeline.contents());
        return "of " + state(node) + " the write of " + version
                + (effect == null
                        ? " could not be answered as it was"
                        : " makes " + cut(effect) + ", not what was seen");
    }

    private static String state(Node node) {
        String version = node.version() == Candidate.HIDDEN ? "an unseen state" : "version " + node.version();
        return version + " " + cut(node.content());
    }

    private static String cut(Content content) {
        String data = content.data() == null ? "absent" : content.data().toString();
        return data.length() > MAX_DATA ? data.substring(0, MAX_DATA - 3) + "..." : data;
    }
}
