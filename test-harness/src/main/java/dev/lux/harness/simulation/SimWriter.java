package dev.lux.harness.simulation;

import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client at one node: it raises counters under a condition, writes and deletes others, and reads. */
final class SimWriter {
    static final List<String> COUNTERS = List.of("c0", "c1", "c2");
    static final List<String> PLAIN = List.of("p0", "p1", "p2", "p3", "p4", "p5");

    private final SimWorld world;
    private final SimBroker broker;
    private final SimChecks checks;
    private final String name;
    /** What this client was last told of a counter: good enough for a conditional write. */
    private final Map<String, DocumentState> known = new HashMap<>();

    private boolean stopped;
    private int written;

    SimWriter(SimWorld world, SimBroker broker, SimChecks checks, String name) {
        this.world = world;
        this.broker = broker;
        this.checks = checks;
        this.name = name;
    }

    void start() {
        broker.clientLoop().after(world.millis(1, 200), this::step);
    }

    void stop() {
        stopped = true;
    }

    private void next() {
        if (!stopped) {
            broker.clientLoop().after(world.millis(5, 60), this::step);
        }
    }

    private void step() {
        if (stopped) {
            return;
        }
        int dice = world.random().nextInt(10);
        if (dice < 4) {
            count(COUNTERS.get(world.random().nextInt(COUNTERS.size())));
        } else {
            String id = PLAIN.get(world.random().nextInt(PLAIN.size()));
            if (dice < 7) {
                String content = "\"" + name + "-" + ++written + "\"";
                write(id, new Write(id, WriteKind.PUT, bytes(content), Condition.NONE, null, null, name), content);
            } else if (dice < 8) {
                write(id, new Write(id, WriteKind.DELETE, new byte[0], Condition.NONE, null, null, name), null);
            } else {
                read(id);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void read(String id) {
        long least = checks.acknowledgedSoFar(id);
        broker.client()
                .read(id)
                .onSuccess(state -> checks.read(name, state, least))
                .onComplete(any -> next());
    }

    private void write(String id, Write write, @Nullable String content) {
        broker.client().write(List.of(write)).onSuccess(replies -> {
            WriteReply reply = replies.get(0);
            if (reply instanceof WriteReply.Written acknowledged) {
                checks.acknowledged(id, acknowledged.version(), content);
            } else {
                noteRefusal((WriteReply.Refused) reply);
            }
            next();
        });
    }

    private void count(String id) {
        DocumentState remembered = known.remove(id);
        if (remembered != null && world.chance(0.7)) {
            raise(id, remembered);
            return;
        }
        long least = checks.acknowledgedSoFar(id);
        broker.client()
                .read(id)
                .onSuccess(state -> {
                    checks.read(name, state, least);
                    raise(id, state);
                })
                .onFailure(busy -> next());
    }

    private void raise(String id, DocumentState state) {
        int value = state.isLive() ? Integer.parseInt(SimChecks.text(state.data())) : 0;
        String content = Integer.toString(value + 1);
        Condition condition = Condition.ifVersion(state.isLive() ? state.version() : 0);
        Write write = new Write(id, WriteKind.PUT, bytes(content), condition, null, null, name);
        // Until it is answered, and if its node dies before: perhaps.
        checks.mayCount(id, 1);
        broker.client().write(List.of(write)).onSuccess(replies -> {
            if (replies.get(0) instanceof WriteReply.Written acknowledged) {
                checks.acknowledged(id, acknowledged.version(), content);
                checks.mayCount(id, -1);
                checks.counted(id);
                known.put(id, new DocumentState(id, acknowledged.version(), bytes(content), 0, name));
            } else {
                WriteReply.Refused refused = (WriteReply.Refused) replies.get(0);
                noteRefusal(refused);
                if (refused.code() != ErrorCode.OUTCOME_UNKNOWN) {
                    checks.mayCount(id, -1);
                }
            }
            next();
        });
    }

    private void noteRefusal(WriteReply.Refused refused) {
        if (refused.code() == ErrorCode.OUTCOME_UNKNOWN) {
            checks.unknown();
        } else {
            checks.refused();
        }
    }
}
