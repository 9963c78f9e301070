package dev.lux.harness.check.linear;

import dev.lux.harness.check.history.Call;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.linear.Contents.Content;
import dev.lux.harness.model.Model;

/** A call that changed nothing and names no version: a document that was not found, a refusal without the state. */
record Unversioned(Call call) {
    long from() {
        return call.asked();
    }

    long to() {
        return call.answered();
    }

    /** Whether the call could be answered so in this state. */
    boolean fits(Content content, long version) {
        if (call.write() == null) {
            return content.data() == null;
        }
        Model.Result result = Model.apply(call.write(), new Model.Document(content.data(), version));
        if (call.outcome() instanceof Outcome.Refused refused) {
            return result instanceof Model.Result.Refused expected
                    && expected.codes().contains(refused.code())
                    && (refused.seen() == null || content.data() == null);
        }
        return result instanceof Model.Result.Unchanged;
    }

    /** Whether it fits an absent document, and nothing else. */
    boolean needsAbsence() {
        return !(call.outcome() instanceof Outcome.Refused refused) || refused.seen() != null;
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
