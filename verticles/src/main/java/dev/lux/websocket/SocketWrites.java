package dev.lux.websocket;

import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.access.WriteRights;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.Pattern;
import dev.lux.stream.StreamCredential;
import dev.lux.wire.ClientMessage;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The writes of one socket. Belongs to its event loop. */
final class SocketWrites {
    private final SocketParts parts;
    private final StreamCredential credential;
    private final SocketAnswers answers;
    private final SessionDocuments session;

    SocketWrites(SocketParts parts, StreamCredential credential, SocketAnswers answers) {
        this.parts = parts;
        this.credential = credential;
        this.answers = answers;
        this.session = new SessionDocuments(parts.owners(), parts.beats(), this::mayWrite);
    }

    /**
     * Completes when it is answered.
     *
     * @throws dev.lux.error.LuxException {@code forbidden}, {@code invalid_request}
     */
    Future<List<WriteReply>> write(ClientMessage.Change change, Principal who, byte @Nullable [] ref) {
        Write asked = WriteRights.allowed(who, change.write());
        Write write = change.session() ? session.bind(WriteRights.requireWhole(asked)) : asked;
        return parts.owners()
                .write(List.of(write))
                .onComplete(end -> {
                    if (change.session()) {
                        session.answered(write.id());
                    }
                })
                .onSuccess(replies -> {
                    session.replied(write, change.session(), replies.get(0));
                    answers.reply(ref, asked, credential.visible(write.id(), replies.get(0)));
                })
                .onFailure(failure -> answers.fail(ref, write.id(), failure));
    }

    private boolean mayWrite(String id) {
        Principal who = credential.principal();
        return who != null && who.may(Right.WRITE, Pattern.ofId(id));
    }

    /** The socket has ended. */
    void end() {
        session.end();
    }
}
