package dev.lux.harness.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.harness.check.history.Outcome;
import dev.lux.harness.check.history.State;
import dev.lux.harness.client.Reply;
import dev.lux.harness.model.Op;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says became of a call. {@code NotApplied} is only what the protocol calls surely not applied; of what it
 * does not speak, an answer that is none among them, the outcome is unknown.
 */
final class Answers {
    private static final Set<String> SURELY_NOT = Set.of("busy", "draining", "no_quorum");
    private static final Set<String> CONDITIONS = Set.of("version_conflict", "guard_failed", "test_failed");
    private static final int NOT_FOUND = 404;

    private final Consumer<String> complaints;

    /** @param complaints are told of answers that proper requests should never get */
    Answers(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    Outcome ofWrite(Op op, Exchange exchange) {
        if (exchange instanceof Exchange.Answered answered) {
            try {
                return decided(op, answered.reply());
            } catch (RuntimeException e) {
                return surprise(op, answered.reply());
            }
        }
        return undecided(exchange);
    }

    private Outcome decided(Op op, Reply reply) {
        JsonNode body = reply.json();
        JsonNode result = body.has("results") ? body.path("results").path(0) : body;
        int status = body.has("results") ? result.path("status").asInt() : reply.status();
        String code = result.path("code").asText();
        if (status >= 200 && status < 300 && result.path("version").isIntegralNumber()) {
            Boolean created = op.kind() == Op.Kind.DELETE ? null : (Boolean) (status == 201);
            return new Outcome.Applied(result.path("version").asLong(), created);
        }
        if (CONDITIONS.contains(code)) {
            return new Outcome.Refused(code, current(result));
        }
        if (SURELY_NOT.contains(code)) {
            return new Outcome.NotApplied(code);
        }
        if (code.equals("outcome_unknown")) {
            return new Outcome.Unknown(code);
        }
        return surprise(op, reply);
    }

    private Outcome surprise(Object call, Reply reply) {
        complaints.accept(call + " was answered " + reply.status() + " " + reply.body());
        return new Outcome.Unknown(reply.status() + " " + reply.body());
    }

    private static @Nullable State current(JsonNode result) {
        JsonNode current = result.path("current");
        if (current.isMissingNode()) {
            return null;
        }
        return current.isNull()
                ? State.ABSENT
                : new State(current.path("version").asLong(), current.path("data"));
    }

    Outcome ofRead(String document, Exchange exchange) {
        if (exchange instanceof Exchange.Answered answered) {
            Reply reply = answered.reply();
            try {
                JsonNode body = reply.json();
                String code = body.path("code").asText();
                if (reply.status() == 200 && body.path("version").isIntegralNumber() && body.has("data")) {
                    return Outcome.found(body.path("version").asLong(), body.path("data"));
                }
                if (reply.status() == NOT_FOUND && code.equals("not_found")) {
                    return Outcome.absent();
                }
                if (SURELY_NOT.contains(code) || code.equals("outcome_unknown")) {
                    return new Outcome.NotApplied(code);
                }
            } catch (RuntimeException e) {
                return surprise("GET " + document, reply);
            }
            return surprise("GET " + document, reply);
        }
        return new Outcome.NotApplied("not read: " + exchange);
    }

    private static Outcome undecided(Exchange exchange) {
        return exchange instanceof Exchange.NotSent not
                ? new Outcome.NotApplied(not.why())
                : exchange instanceof Exchange.Lost lost
                        ? new Outcome.Unknown(lost.why())
                        : new Outcome.Unknown(exchange.toString());
    }
}
