package dev.lux.websocket;

import dev.lux.access.AuditLog;
import dev.lux.access.Principal;
import dev.lux.command.WriteReply.Refused;
import dev.lux.document.Pattern;
import dev.lux.error.CloseCode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonMembers;
import dev.lux.stream.CredentialEnd;
import dev.lux.stream.Farewell;
import dev.lux.stream.LiveStream;
import dev.lux.stream.StreamCredential;
import dev.lux.stream.StreamRequest;
import dev.lux.stream.StreamSession;
import dev.lux.wire.ClientMessage;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One socket.
 *
 * <pre>
 *   waiting for auth --valid token--> open --close, an error that ends it, the credential's end--> closed
 *        +-- no token in time, or something else first ---------------------------------------------^
 * </pre>
 *
 * Belongs to the connection's event loop.
 */
final class SocketSession implements LiveStream, StreamCredential.Holder {
    /** How long a socket may stay without a credential. */
    static final Duration AUTH_DEADLINE = Duration.ofSeconds(10);

    /** A socket from which nothing came and to which nothing went for this long is dead. */
    static final Duration DEAD_AFTER = Duration.ofSeconds(75);

    private final SocketParts parts;
    private final ServerWebSocket socket;
    private final String from;
    private final SocketSink sink;
    private final StreamSession stream;
    private final SocketAnswers answers;
    private final StreamRequest request;
    private final MessageAssembler assembler;
    private final Liveness liveness;
    private final StreamCredential credential;
    private final SocketWrites writes;
    private boolean ended;
    /** Ends a socket without a credential; meaningless when it has one. */
    private long authTimer = -1;

    SocketSession(SocketParts parts, ServerWebSocket socket, Channel channel, StreamRequest request, String from) {
        this.parts = parts;
        this.from = from;
        this.socket = socket;
        this.request = request;
        this.sink =
                new SocketSink(socket, parts.frames(), channel, parts.limits().socketBufferBytes());
        this.stream = new StreamSession(parts.hub(), sink, parts.limits().subscriptionsPerStream());
        this.answers = new SocketAnswers(stream.outbox(), parts.metrics(), this::refused);
        this.credential = new StreamCredential(parts.vertx(), parts.clock(), parts.access(), this);
        this.writes = new SocketWrites(parts, credential, answers);
        this.assembler = new MessageAssembler(parts.limits().messageBytes());
        this.liveness = new Liveness(DEAD_AFTER, parts.clock().elapsedNanos());
        // Room means that the peer has taken something.
        sink.onRoom(() -> {
            heard();
            stream.outbox().drain();
        });
        socket.frameHandler(this::received);
        socket.pongHandler(pong -> heard());
        socket.closeHandler(closed -> end());
        // What Netty refuses, such as an endless frame, would leave the connection open.
        socket.exceptionHandler(failure -> close(Faults.closeCode(failure)));
        parts.streams().add(this);
    }

    /** @param known who the request's header or subprotocol says it is, or {@code null}: an auth message must follow */
    void begin(@Nullable Principal known) {
        if (known != null) {
            open(known);
        } else {
            authTimer = parts.vertx().setTimer(AUTH_DEADLINE.toMillis(), timer -> {
                if (credential.principal() == null) {
                    close(CloseCode.AUTH_TIMEOUT);
                }
            });
        }
    }

    private void open(Principal who) {
        stream.allow(who.scopes());
        credential.use(who);
        // It may have changed while the connection became a socket, when nobody could tell this stream.
        credential.check();
        if (ended) {
            return;
        }
        stream.subscribeAll(request).onFailure(failure -> {
            answers.fail(null, null, failure);
            if (failure instanceof LuxException refusal && refusal.code() == ErrorCode.FORBIDDEN) {
                close(CloseCode.FORBIDDEN);
            }
        });
    }

    /** Refuses a credential that came with the upgrade request, in a way that a browser can see. */
    void refuseCredential() {
        unauthorized(null);
    }

    private void received(WebSocketFrame frame) {
        heard();
        if (ended || frame.isClose() || frame.isPing() || frame.type() == WebSocketFrameType.PONG) {
            return;
        }
        if (credential.isExpired()) {
            credential.check();
            return;
        }
        MessageAssembler.Result result = assembler.take(frame);
        if (result instanceof MessageAssembler.Result.Message message) {
            handle(message.bytes());
        } else if (result instanceof MessageAssembler.Result.TooLarge) {
            close(CloseCode.MESSAGE_TOO_LARGE);
        } else if (result instanceof MessageAssembler.Result.NotText) {
            close(CloseCode.PROTOCOL);
        }
    }

    private void refused(Refused refused) {
        if (AuditLog.isDenial(refused.code())) {
            AuditLog.denied(refused.code(), credential.principal(), from, "on a socket: " + refused.detail());
        }
    }

    private void heard() {
        liveness.heard(parts.clock().elapsedNanos());
    }

    private void handle(byte[] message) {
        byte[] ref = null;
        String id = null;
        Principal who = credential.principal();
        LuxException tooMuch = who == null ? null : parts.rates().message(who, message.length);
        try {
            JsonMembers members = ClientMessage.members(message, parts.limits());
            ref = ClientMessage.ref(members);
            id = Faults.idIn(members);
            if (tooMuch != null) {
                throw tooMuch;
            }
            ClientMessage decoded = ClientMessage.decode(members, who == null ? "" : who.name(), parts.limits());
            if (decoded instanceof ClientMessage.Auth auth) {
                authenticate(auth.token(), ref);
            } else if (who == null) {
                unauthorized(ref);
            } else {
                serve(decoded, who, ref, message.length);
            }
        } catch (LuxException e) {
            if (!Faults.isUtf8(message)) {
                close(CloseCode.PROTOCOL);
            } else if (credential.principal() == null) {
                unauthorized(ref);
            } else {
                answers.fail(ref, id, e);
            }
        }
    }

    private void authenticate(String token, byte @Nullable [] ref) {
        if (credential.principal() == null && !parts.contact().isThere()) {
            // Nobody here knows whether it holds.
            close(CloseCode.NO_QUORUM);
            return;
        }
        parts.contact().require();
        Optional<Principal> who = parts.access().ofToken(token);
        if (who.isEmpty()) {
            unauthorized(ref);
            return;
        }
        boolean first = credential.principal() == null;
        if (first) {
            try {
                parts.rates().subscriptions(who.get(), request.patterns().size());
            } catch (LuxException tooMany) {
                answers.fail(ref, null, tooMany);
                return;
            }
        }
        answers.done(ref);
        if (first) {
            open(who.get());
        } else {
            credential.use(who.get());
            allow(who.get());
        }
    }

    @Override
    public void allow(Principal now) {
        stream.allow(now.scopes()).forEach(answers::lost);
    }

    @Override
    public void credentialEnded(CredentialEnd end) {
        answers.refuse(null, null, end.refusal());
        close(end.close());
    }

    /** @param bytes what the message holds until it is answered */
    private void serve(ClientMessage message, Principal who, byte @Nullable [] ref, int bytes) {
        if (message instanceof ClientMessage.Subscribe subscribe) {
            Pattern pattern = subscribe.pattern();
            parts.rates().subscriptions(who, 1);
            if (subscribe.patches()) {
                stream.outbox().takePatches();
            }
            owe(
                    bytes,
                    stream.subscribe(pattern, ref, subscribe.since())
                            .onFailure(failure -> answers.fail(ref, null, failure)));
        } else if (message instanceof ClientMessage.Unsubscribe unsubscribe) {
            stream.unsubscribe(unsubscribe.pattern());
            answers.done(ref);
        } else if (message instanceof ClientMessage.Change change) {
            owe(bytes, writes.write(change, who, ref));
        }
    }

    private void owe(int bytes, Future<?> answer) {
        stream.outbox().owe(bytes);
        answer.onComplete(done -> stream.outbox().answered(bytes));
    }

    private void unauthorized(byte @Nullable [] ref) {
        answers.refuse(ref, null, new Refused(ErrorCode.UNAUTHORIZED, ErrorCode.UNAUTHORIZED.whatToDo()));
        close(CloseCode.UNAUTHORIZED);
    }

    @Override
    public void checkAlive() {
        if (liveness.isDead(sink.unsentBytes(), parts.clock().elapsedNanos())) {
            close(CloseCode.DEAD);
        } else {
            socket.writePing(io.vertx.core.buffer.Buffer.buffer());
        }
    }

    @Override
    public void checkCredential() {
        credential.check();
    }

    @Override
    public void sayBye(Farewell farewell, long reconnectAfterMillis) {
        answers.bye(farewell, reconnectAfterMillis);
    }

    @Override
    public void endAfterBye(Farewell farewell) {
        close(farewell.close());
    }

    private void close(CloseCode code) {
        if (!ended) {
            end();
            socket.close((short) code.code(), code.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            answers.close();
            writes.end();
            // Else it would keep this socket, and the request that opened it, until it is due.
            parts.vertx().cancelTimer(authTimer);
            credential.stop();
            sink.close();
            stream.close();
            parts.streams().remove(this);
            parts.slots().free();
        }
    }
}
