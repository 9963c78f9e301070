package dev.lux.websocket;

import dev.lux.command.Condition;
import dev.lux.command.Tenure;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.command.WriteReply.Refused;
import dev.lux.command.WriteReply.Written;
import dev.lux.document.DocumentState;
import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.limits.Limits;
import dev.lux.route.Owners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The documents that are there as long as one socket is: each has a lease whose holder is this socket, and this node beats
 * for it. So they end with the socket, and with the node, and a document that another socket has taken over meanwhile
 * stays, since this one's token is not its holder's any more. What a repair of the cluster has lost is written again.
 *
 * <p>Belongs to the connection's event loop.
 */
final class SessionDocuments {
    private static final byte[] NOTHING = {};

    private final Owners owners;
    private final SessionBeats beats;
    private final Predicate<String> mayWrite;
    private final HolderToken holder = HolderToken.random();
    /** The last acknowledged put of each. */
    private final Map<String, Write> bound = new HashMap<>();
    /** How many puts of each are not answered yet: they count, or a client that does not wait would have more. */
    private final Map<String, Integer> underWay = new HashMap<>();

    private boolean beating;
    private boolean ended;

    /** @param mayWrite whether the socket's credential of now may write a document */
    SessionDocuments(Owners owners, SessionBeats beats, Predicate<String> mayWrite) {
        this.owners = owners;
        this.beats = beats;
        this.mayWrite = mayWrite;
    }

    /**
     * A put as one of this socket's; {@link #answered} follows.
     *
     * @throws LuxException {@code invalid_request} when the socket has too many
     */
    Write bind(Write put) {
        Set<String> all = new HashSet<>(bound.keySet());
        all.addAll(underWay.keySet());
        if (!all.contains(put.id()) && all.size() >= Limits.SESSION_DOCUMENTS) {
            throw new LuxException(
                    ErrorCode.INVALID_REQUEST,
                    "A socket has at most " + Limits.SESSION_DOCUMENTS + " session documents.");
        }
        underWay.merge(put.id(), 1, Integer::sum);
        return leased(put);
    }

    /** A put that was bound has come to an end, whatever it was. */
    void answered(String id) {
        underWay.computeIfPresent(id, (same, count) -> count == 1 ? null : count - 1);
    }

    private Write leased(Write put) {
        return put.with(new Tenure(Tenure.KEEP, Limits.SESSION_LEASE.toMillis(), OnExpire.DELETE, holder, null));
    }

    /** What became of a put that was bound, or of any other write of this socket. */
    void replied(Write write, boolean session, WriteReply reply) {
        if (!(reply instanceof Written)) {
            return;
        }
        if (write.kind() == WriteKind.DELETE) {
            forget(write.id());
        } else if (session && ended) {
            end(List.of(write.id()));
        } else if (session) {
            bound.put(write.id(), write);
            beats.add(this);
        }
    }

    /** The socket is still there. */
    void beat() {
        List<String> lost =
                bound.keySet().stream().filter(id -> !mayWrite.test(id)).toList();
        if (!lost.isEmpty()) {
            lost.forEach(this::forget);
            end(lost);
        }
        if (beating || bound.isEmpty()) {
            return;
        }
        beating = true;
        List<Write> heartbeats = new ArrayList<>(bound.size());
        bound.keySet().forEach(id -> heartbeats.add(held(id, WriteKind.HEARTBEAT)));
        owners.write(heartbeats).onComplete(replies -> {
            beating = false;
            if (replies.succeeded() && !ended) {
                for (int i = 0; i < heartbeats.size(); i++) {
                    heard(heartbeats.get(i).id(), replies.result().get(i));
                }
            }
        });
    }

    private void heard(String id, WriteReply reply) {
        if (!(reply instanceof Refused refused) || refused.code() != ErrorCode.NOT_HOLDER) {
            return;
        }
        DocumentState current = refused.current();
        if (current != null && current.isLive()) {
            forget(id);
        } else {
            assertAgain(id);
        }
    }

    /** It went away without this socket, as when its node could not be heard: unless somebody else has made it anew. */
    private void assertAgain(String id) {
        Write last = bound.get(id);
        if (last == null) {
            return;
        }
        Write again = leased(new Write(
                id, WriteKind.PUT, last.body(), Condition.ifVersion(0), null, null, last.by(), last.reach(), null));
        owners.write(List.of(again)).onSuccess(replies -> {
            WriteReply reply = replies.get(0);
            if (reply instanceof Written && ended) {
                end(List.of(id));
            } else if (reply instanceof Refused refused && refused.code() == ErrorCode.VERSION_CONFLICT) {
                forget(id);
            }
        });
    }

    private void forget(String id) {
        bound.remove(id);
        if (bound.isEmpty()) {
            beats.remove(this);
        }
    }

    /** The socket has ended. */
    void end() {
        if (!ended) {
            ended = true;
            beats.remove(this);
            end(List.copyOf(bound.keySet()));
            bound.clear();
        }
    }

    /** Where this does not arrive, the lease ends. */
    private void end(List<String> ids) {
        if (!ids.isEmpty()) {
            owners.write(ids.stream().map(id -> held(id, WriteKind.DELETE)).toList());
        }
    }

    private Write held(String id, WriteKind kind) {
        return new Write(id, kind, NOTHING, Condition.NONE, null, null, "lux").with(Tenure.of(holder));
    }
}
