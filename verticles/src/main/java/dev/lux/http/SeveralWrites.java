package dev.lux.http;

import dev.lux.access.Principal;
import dev.lux.access.WriteRights;
import dev.lux.admin.BrokerMetrics;
import dev.lux.command.Write;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentId;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import dev.lux.json.JsonElements;
import dev.lux.json.JsonLimits;
import dev.lux.json.JsonMembers;
import dev.lux.limits.Limits;
import dev.lux.rates.Rates;
import dev.lux.route.Owners;
import dev.lux.wire.ErrorJson;
import dev.lux.wire.WriteMessages;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/lux}: several writes in one request. It is not a transaction: each has a result of its own, in
 * request order, and one that says nonsense does not stop the others.
 */
final class SeveralWrites {
    private static final Set<String> BODY_KEYS = Set.of("writes");
    private static final Set<String> EXTRA_KEYS = Set.of("type");
    /** The body as a whole may hold what a single write may not, so that only that one is refused for it. */
    private static final JsonLimits WHOLE_BODY = new JsonLimits(1000, 1000);

    private final Owners owners;
    private final Limits limits;
    private final Rates rates;
    private final BrokerMetrics metrics;
    private final JsonLimits jsonLimits;

    SeveralWrites(Owners owners, Limits limits, Rates rates, BrokerMetrics metrics) {
        this.owners = owners;
        this.limits = limits;
        this.rates = rates;
        this.metrics = metrics;
        this.jsonLimits = WriteMessages.jsonLimits(limits);
    }

    void handle(Exchange exchange, Principal principal) {
        QueryParameters.requireNone(exchange.request().uri());
        if (BodyType.of(exchange.request()) != BodyType.JSON) {
            throw BodyType.unsupported("This method takes application/json.");
        }
        BodyReader.read(exchange.context().vertx(), exchange.request(), limits.requestBytes(), limits.requestTimeout())
                .map(body -> decode(body, principal))
                .compose(elements -> write(elements, principal))
                .onSuccess(results -> exchange.json(200, WriteResults.body(results)))
                .onFailure(exchange::fail);
    }

    private List<Element> decode(byte[] body, Principal principal) {
        rates.bytes(principal, body.length);
        JsonMembers members = JsonMembers.parse(body, WHOLE_BODY);
        members.requireOnly(BODY_KEYS);
        byte[] writes = members.get("writes");
        if (writes == null) {
            throw new LuxException(ErrorCode.INVALID_REQUEST, "writes is missing.");
        }
        List<Element> elements = new ArrayList<>();
        for (byte[] element : JsonElements.parse(
                writes, 0, writes.length, WHOLE_BODY, "writes", limits.writesPerRequest(), ErrorCode.TOO_MANY_WRITES)) {
            elements.add(decodeOne(element, principal));
        }
        // The first is the request itself.
        rates.requests(principal, elements.size() - 1);
        return elements;
    }

    private Element decodeOne(byte[] json, Principal principal) {
        String id = null;
        try {
            JsonMembers members = JsonMembers.parse(json, jsonLimits);
            String named = members.string("id");
            id = named != null && DocumentId.isValid(named) ? named : null;
            String type = members.string("type");
            Write write =
                    WriteMessages.decode(members, type == null ? "put" : type, EXTRA_KEYS, principal.name(), limits);
            return new Element(id, WriteRights.allowed(principal, write), null);
        } catch (LuxException refusal) {
            return new Element(id, null, ErrorJson.refused(refusal));
        }
    }

    private Future<List<WriteResults.Result>> write(List<Element> elements, Principal principal) {
        List<Write> valid = new ArrayList<>();
        for (Element element : elements) {
            if (element.write() != null) {
                valid.add(element.write());
            }
        }
        Future<List<WriteReply>> replies = valid.isEmpty() ? Future.succeededFuture(List.of()) : owners.write(valid);
        return replies.map(list -> results(elements, list, principal));
    }

    private List<WriteResults.Result> results(List<Element> elements, List<WriteReply> replies, Principal principal) {
        Iterator<WriteReply> next = replies.iterator();
        List<WriteResults.Result> results = new ArrayList<>(elements.size());
        for (Element element : elements) {
            Write write = element.write();
            WriteReply reply = write == null
                    ? Objects.requireNonNull(element.refusal())
                    : WriteRights.visible(principal, write.id(), next.next());
            if (reply instanceof WriteReply.Refused refused) {
                metrics.error(refused.code());
            }
            results.add(new WriteResults.Result(element.id(), write == null ? null : write.granted(), reply));
        }
        return results;
    }

    /** An element of the request: a write, or why it is none; the id when it has a valid one. */
    private record Element(@Nullable String id, @Nullable Write write, WriteReply.@Nullable Refused refusal) {}
}
