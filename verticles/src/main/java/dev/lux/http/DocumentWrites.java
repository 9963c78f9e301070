package dev.lux.http;

import dev.lux.access.Principal;
import dev.lux.access.Right;
import dev.lux.access.WriteRights;
import dev.lux.command.Condition;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import dev.lux.json.JsonText;
import dev.lux.limits.Limits;
import dev.lux.rates.Rates;
import dev.lux.route.Owners;
import dev.lux.wire.WriteMessages;
import dev.lux.wire.WriteParts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code PUT}, {@code PATCH} and {@code DELETE} of one document, and {@code POST} of its holder's heartbeat. */
final class DocumentWrites {
    private static final String IDEMPOTENCY_KEY = "idempotency-key";

    private final Owners owners;
    private final Limits limits;
    private final Rates rates;
    private final JsonLimits jsonLimits;

    DocumentWrites(Owners owners, Limits limits, Rates rates) {
        this.owners = owners;
        this.limits = limits;
        this.rates = rates;
        this.jsonLimits = WriteMessages.jsonLimits(limits);
    }

    void handle(Exchange exchange, Principal principal, String id) {
        HttpServerRequest request = exchange.request();
        QueryParameters.requireNone(request.uri());
        // Before a body that nobody may send is read.
        principal.require(Right.WRITE, Pattern.ofId(id));
        Preconditions preconditions = Preconditions.of(request.headers());
        String idempotencyKey = request.getHeader(IDEMPOTENCY_KEY);
        if (request.method().equals(HttpMethod.DELETE) && !RequestHead.hasBody(request)) {
            WriteParts parts =
                    new WriteParts(id, WriteKind.DELETE, null, preconditions.condition(), null, idempotencyKey);
            write(exchange, principal, WriteRights.allowed(principal, parts.validated(principal.name(), limits)));
            return;
        }
        BodyType type = BodyType.of(request);
        WriteKind kind = kind(request.method(), type);
        BodyReader.read(exchange.context().vertx(), request, limits.messageBytes(), limits.requestTimeout())
                .map(body -> {
                    rates.bytes(principal, body.length);
                    return WriteRights.allowed(
                            principal,
                            parts(id, kind, type, body, preconditions, idempotencyKey)
                                    .validated(principal.name(), limits));
                })
                .onSuccess(write -> write(exchange, principal, write))
                .onFailure(exchange::fail);
    }

    private static WriteKind kind(HttpMethod method, BodyType type) {
        if (method.equals(HttpMethod.PATCH)) {
            return type == BodyType.JSON_PATCH ? WriteKind.JSON_PATCH : WriteKind.MERGE_PATCH;
        }
        if (type != BodyType.JSON) {
            throw BodyType.unsupported("This method takes application/json.");
        }
        if (method.equals(HttpMethod.POST)) {
            return WriteKind.HEARTBEAT;
        }
        return method.equals(HttpMethod.PUT) ? WriteKind.PUT : WriteKind.DELETE;
    }

    /** Joins body and headers; what both could say may come from one of them only. */
    private WriteParts parts(
            String id,
            WriteKind kind,
            BodyType type,
            byte[] body,
            Preconditions preconditions,
            @Nullable String idempotencyKey) {
        Condition condition = preconditions.condition();
        if (type != BodyType.JSON) {
            return new WriteParts(id, kind, JsonText.minify(body, jsonLimits), condition, null, idempotencyKey);
        }
        JsonMembers members = JsonMembers.parse(body, jsonLimits);
        WriteParts said = WriteMessages.envelope(members, id, kind);
        if (members.has("ifVersion")) {
            if (!preconditions.isEmpty()) {
                throw new LuxException(
                        ErrorCode.INVALID_REQUEST, "Say ifVersion, or If-Match and If-None-Match, not both.");
            }
            condition = said.condition();
        }
        return new WriteParts(id, kind, said.data(), condition, said.guard(), idempotencyKey, said.tenure());
    }

    private void write(Exchange exchange, Principal principal, Write write) {
        Future<List<WriteReply>> replies = owners.write(List.of(write));
        replies.onSuccess(list -> answer(exchange, write, WriteRights.visible(principal, write.id(), list.get(0))))
                .onFailure(exchange::fail);
    }

    private static void answer(Exchange exchange, Write write, WriteReply reply) {
        if (reply instanceof WriteReply.Refused refused) {
            exchange.refuse(refused);
        } else if (reply instanceof WriteReply.Written written) {
            switch (written.outcome()) {
                case CREATED -> exchange.json(201, WriteResults.ofOne(write, written), written.version());
                case REPLACED, RENEWED -> exchange.json(200, WriteResults.ofOne(write, written), written.version());
                case DELETED, ALREADY_ABSENT -> exchange.empty(204);
            }
        }
    }
}
