package dev.lux.http;

import dev.lux.command.WriteReply;
import dev.lux.wire.ErrorJson;
import dev.lux.wire.JsonBytes;
import dev.lux.wire.StateJson;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * A refusal as {@code application/problem+json} (RFC 9457). The type is {@code about:blank}, so the title is the
 * status' own phrase; what to match on is {@code code}.
 */
final class ProblemJson {
    private ProblemJson() {}

    static byte[] of(WriteReply.Refused refused, String requestId) {
        int room = refused.current() == null ? 0 : StateJson.sizeHint(refused.current());
        JsonBytes out = new JsonBytes(320 + room);
        out.ascii("{\"type\":\"about:blank\",\"title\":")
                .string(HttpResponseStatus.valueOf(refused.code().status()).reasonPhrase())
                .ascii(",");
        ErrorJson.appendMembers(out, refused);
        return out.ascii(",\"requestId\":").string(requestId).ascii("}").toByteArray();
    }
}
