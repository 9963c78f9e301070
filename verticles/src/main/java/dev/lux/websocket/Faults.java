package dev.lux.websocket;

import dev.lux.command.WriteReply.Refused;
import dev.lux.document.DocumentId;
import dev.lux.error.CloseCode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonMembers;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong on a socket into what the client is told. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    static Refused refusal(Throwable failure) {
        if (failure instanceof LuxException known) {
            return new Refused(known.code(), known.detail());
        }
        LOG.error("a message on a socket failed", failure);
        return new Refused(ErrorCode.INTERNAL, ErrorCode.INTERNAL.whatToDo());
    }

    /** For what the codec refuses. */
    static CloseCode closeCode(Throwable failure) {
        boolean tooLarge = failure instanceof CorruptedWebSocketFrameException corrupted
                && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        return tooLarge ? CloseCode.MESSAGE_TOO_LARGE : CloseCode.PROTOCOL;
    }

    /** The document that a message names, when it names a valid one. */
    static @Nullable String idIn(JsonMembers members) {
        byte[] id = members.get("id");
        if (id == null || id.length < 2 || id[0] != '"') {
            return null;
        }
        String text = new String(id, 1, id.length - 2, StandardCharsets.UTF_8);
        return DocumentId.isValid(text) ? text : null;
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
