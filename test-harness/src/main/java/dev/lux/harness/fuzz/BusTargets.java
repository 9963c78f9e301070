package dev.lux.harness.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.Beacon;
import dev.lux.command.Condition;
import dev.lux.command.Idempotency;
import dev.lux.command.InterestDigest;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.ShardTerm;
import dev.lux.command.Tenure;
import dev.lux.command.Update;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.command.format.BeaconFormat;
import dev.lux.command.format.OwnerReplyFormat;
import dev.lux.command.format.OwnerRequestFormat;
import dev.lux.command.format.UpdateFormat;
import dev.lux.document.AnsweredBatch;
import dev.lux.document.Digest;
import dev.lux.document.DocumentRecord;
import dev.lux.document.DocumentState;
import dev.lux.document.Expiry;
import dev.lux.document.HolderToken;
import dev.lux.document.Lease;
import dev.lux.document.Lifetime;
import dev.lux.document.OnExpire;
import dev.lux.document.OperationId;
import dev.lux.document.Pattern;
import dev.lux.document.RecordFormat;
import dev.lux.document.RememberedWrite;
import dev.lux.document.WriteOutcome;
import dev.lux.error.ErrorCode;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What nodes say to each other, and what they keep: a message that is damaged must not stop who reads it. */
final class BusTargets {
    private static final int MAX_BYTES = 64 * 1024;
    private static final DocumentState LIVE =
            new DocumentState("incident-1", 300, FuzzTarget.utf8("{\"a\":1}"), 1_795_223_278_000_123L, "größer");
    private static final DocumentState GONE = DocumentState.absent("b", 7);
    private static final Digest DIGEST = new Digest(1, -1);
    private static final Write WRITE = new Write(
            "a",
            WriteKind.MERGE_PATCH,
            FuzzTarget.utf8("{}"),
            new Condition(true, false, List.of(300L), List.of(1L, 2L)),
            FuzzTarget.utf8("{}"),
            new Idempotency(DIGEST, DIGEST),
            "me");
    private static final HolderToken HOLDER = new HolderToken(3, -4);
    private static final Lifetime LEASED = new Lifetime(
            60_000, new Lease(HOLDER, 15_000, OnExpire.DELETE), new Expiry(Expiry.Reason.LEASE, 300, "me"));
    private static final Hidden.Call PROBE_READ = Hidden.method("dev.lux.cluster.ProbeAnswer", "decode", byte[].class);
    private static final Hidden.Call PROBE_WRITE = Hidden.methodOf("dev.lux.cluster.ProbeAnswer", "encode");

    private BusTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                family("bus-request", "request", OwnerRequestFormat::read, OwnerRequestFormat::write)
                        .seededBytes(List.of(
                                OwnerRequestFormat.write(new OwnerRequest.Writes(
                                        -2, 300, List.of(new Batch(301, "a", List.of(WRITE, WRITE))))),
                                OwnerRequestFormat.write(new OwnerRequest.Writes(
                                        1, 2, List.of(new Batch(3, "a", List.of(WRITE.with(Tenure.of(HOLDER))))))),
                                OwnerRequestFormat.write(new OwnerRequest.Read(List.of("a", "bc"))),
                                OwnerRequestFormat.write(
                                        new OwnerRequest.Page(List.of(3, 300), Pattern.parse("b*"), "bc", 1_000)),
                                OwnerRequestFormat.write(new OwnerRequest.Register(
                                        "n1",
                                        300,
                                        true,
                                        List.of(3),
                                        List.of(Pattern.parse("a"), Pattern.parse("b*")),
                                        List.of(new OwnerRequest.Known("a", 300)))),
                                OwnerRequestFormat.write(
                                        new OwnerRequest.Unregister("n1", 7, List.of(Pattern.parse("a")))),
                                OwnerRequestFormat.write(new OwnerRequest.Sync("n1", List.of(3, 300))))),
                family("bus-reply", "reply", OwnerReplyFormat::read, OwnerReplyFormat::write)
                        .seededBytes(List.of(
                                OwnerReplyFormat.write(new OwnerReply.Writes(List.of(
                                        new BatchReply.Answered(List.of(
                                                new WriteReply.Written(300, WriteOutcome.DELETED),
                                                new WriteReply.Refused(ErrorCode.BUSY, "no", LIVE, List.of("/a")))),
                                        new BatchReply.Unready(),
                                        new BatchReply.Unknown()))),
                                OwnerReplyFormat.write(new OwnerReply.States(List.of(LIVE, GONE))),
                                OwnerReplyFormat.write(new OwnerReply.Page(List.of(LIVE), 300)),
                                OwnerReplyFormat.write(new OwnerReply.Followed(300, 7, List.of(new ShardTerm(3, 300)))),
                                OwnerReplyFormat.write(new OwnerReply.Unready()))),
                family("bus-update", "update", UpdateFormat::read, UpdateFormat::write)
                        .seededBytes(List.of(UpdateFormat.write(new Update(
                                "o1",
                                300,
                                9,
                                List.of(new Update.Change(4, LIVE, 0), new Update.Change(300, GONE, 300)))))),
                family("bus-beacon", "beacon", BeaconFormat::read, BeaconFormat::write)
                        .seededBytes(List.of(BeaconFormat.write(new Beacon(
                                "o1",
                                300,
                                9,
                                7,
                                new InterestDigest(2, -1),
                                List.of(new Beacon.ServedShard(3, 300, InterestDigest.NONE)))))),
                FuzzTarget.of(
                                "record",
                                FuzzTarget.Form.BYTES,
                                MAX_BYTES,
                                IllegalArgumentException.class,
                                BusTargets::record)
                        .seededBytes(List.of(
                                record(FuzzTarget.utf8("{\"a\":1}"), List.of(), List.of()),
                                RecordFormat.write(new DocumentRecord(
                                        1,
                                        300,
                                        new OperationId(5, 6),
                                        FuzzTarget.utf8("1"),
                                        7,
                                        "me",
                                        List.of(),
                                        List.of(),
                                        LEASED)),
                                record(
                                        null,
                                        List.of(new RememberedWrite(DIGEST, DIGEST, 7, WriteOutcome.CREATED)),
                                        List.of(new AnsweredBatch(
                                                1,
                                                2,
                                                List.of(
                                                        AnsweredBatch.Answer.applied(3, WriteOutcome.REPLACED),
                                                        AnsweredBatch.Answer.refused(ErrorCode.BUSY)))))))
                        .knowing("busy", "internal"),
                FuzzTarget.of(
                                "probe",
                                FuzzTarget.Form.JSON,
                                MAX_BYTES,
                                IllegalArgumentException.class,
                                BusTargets::probe)
                        .seeded(
                                "{\"name\":\"lux\",\"dataMembers\":3,\"node\":\"n\",\"member\":\"m\",\"merge\":\"NONE\","
                                        + "\"role\":\"DATA\",\"quorum\":true,\"wallMicros\":1795223278000123,\"members\":"
                                        + "[{\"node\":\"n\",\"host\":\"10.0.0.1\",\"port\":5701}]}\n")
                        .knowing(JsonTargets.WORDS)
                        .knowing("\"EDGE\"", "\"MERGING\"", "\"members\":[],"));
    }

    private static byte[] record(
            byte @org.jspecify.annotations.Nullable [] data,
            List<RememberedWrite> remembered,
            List<AnsweredBatch> answered) {
        return RecordFormat.write(
                new DocumentRecord(1, 300, new OperationId(5, 6), data, 7, "me", remembered, answered));
    }

    private static <T> FuzzTarget family(
            String name, String codec, Function<byte[], T> read, Function<T, byte[]> write) {
        Hidden.Call maker = Hidden.method("dev.lux.route.MessageCodecs", codec);
        Hidden.Call decode = Hidden.methodOf("dev.lux.route.FormatCodec", "decodeFromWire", int.class, Buffer.class);
        Object bus = maker.of();
        return FuzzTarget.of(
                name, FuzzTarget.Form.BYTES, MAX_BYTES, IllegalArgumentException.class, (input, product) -> {
                    Buffer wire = Buffer.buffer().appendInt(input.length).appendBytes(input);
                    // As the event bus asks for it, with a length that may be wrong too.
                    Buffer damaged = Buffer.buffer(input);
                    try {
                        product.call(() -> decode.of(bus, 0, damaged));
                    } catch (Refused mostly) {
                        Broken.unless(!mostly.words().isEmpty(), "it is not said what is wrong");
                    }
                    T message = product.call(() -> read.apply(input));
                    Broken.unless(
                            Arrays.equals(product.sure(() -> write.apply(message)), input),
                            "a message has a second form");
                    Object sent = product.sure(() -> decode.of(bus, 0, wire));
                    Broken.unless(sent.getClass() == message.getClass(), "over the bus it is another message");
                    return message.getClass().getSimpleName() + " of " + Integer.highestOneBit(input.length);
                });
    }

    private static String record(byte[] input, Product product) throws Exception {
        DocumentRecord record = product.call(() -> RecordFormat.read(input));
        Broken.unless(product.sure(() -> RecordFormat.term(input)) == record.term(), "the term is another one");
        Broken.unless(
                product.sure(() -> RecordFormat.version(input)) == record.version(), "the version is another one");
        byte[] written = product.sure(() -> RecordFormat.write(record));
        // What a newer node refuses with is not known here, and kept as another error.
        boolean known = record.answered().stream()
                .flatMap(batch -> batch.answers().stream())
                .noneMatch(answer -> answer.refusal() == ErrorCode.INTERNAL);
        Broken.unless(!known || Arrays.equals(written, input), "a record has a second form");
        byte[] raised = product.sure(() -> RecordFormat.withVersion(input, record.version() + 1));
        Broken.unless(!RecordFormat.sameStamp(raised, input), "another version has the same stamp");
        return (record.isTombstone() ? "tombstone, " : "") + record.remembered().size() + " and "
                + record.answered().size();
    }

    private static String probe(byte[] input, Product product) throws Exception {
        Object answer = product.sure(() -> PROBE_READ.of((Object) input));
        if (answer == Hidden.NOTHING) {
            return "no answer";
        }
        byte[] written = (byte[]) product.sure(() -> PROBE_WRITE.of(answer));
        // Jackson takes some of what is not UTF-8, and writes it otherwise.
        boolean halfPairs =
                JsonReference.utf8(input).isEmpty() || FuzzTarget.latin1(input).matches("(?s).*\\\\u[dD][89a-fA-F].*");
        Broken.unless(
                halfPairs || product.sure(() -> PROBE_READ.of((Object) written)).equals(answer),
                "it is read otherwise again");
        JsonNode value = JsonReference.sure(written);
        JsonNode came = JsonReference.read(input).orElse(value);
        Broken.unless(
                value.get("wallMicros")
                                        .decimalValue()
                                        .compareTo(came.get("wallMicros").decimalValue())
                                == 0
                        && value.get("dataMembers")
                                        .decimalValue()
                                        .compareTo(came.get("dataMembers").decimalValue())
                                == 0,
                "a number is another one");
        return value.get("role").asText()
                + value.get("members").size()
                + value.get("merge").asText();
    }
}
