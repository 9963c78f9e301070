package dev.lux.command.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.Beacon;
import dev.lux.command.Condition;
import dev.lux.command.Idempotency;
import dev.lux.command.InterestDigest;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Reach;
import dev.lux.command.ShardTerm;
import dev.lux.command.Tenure;
import dev.lux.command.Update;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.Digest;
import dev.lux.document.DocumentState;
import dev.lux.document.Expiry;
import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import dev.lux.document.Pattern;
import dev.lux.document.WriteOutcome;
import dev.lux.error.ErrorCode;
import dev.lux.json.Part;
import dev.lux.json.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes that nodes of one cluster agree on. Whoever changes them raises the format. Spaces are for the reader. */
@Timeout(10)
class GoldenBytesTest {
    private static final DocumentState LIVE = new DocumentState("a", 300, json("{}"), 128, "me");
    private static final DocumentState GONE = DocumentState.absent("b", 7);
    private static final String LIVE_HEX = "0161 ac02 01 02 7b7d 8001 02 6d65 00";
    private static final String GONE_HEX = "0162 07 00 00 00 00";
    private static final DocumentState STALE =
            new DocumentState("a", 300, json("{}"), 128, "lux", new Expiry(Expiry.Reason.TTL, 300, "me"));
    private static final String STALE_HEX = "0161 ac02 01 02 7b7d 8001 03 6c7578 01 01 ac02 02 6d65";

    static Stream<Arguments> requests() {
        Write full = new Write(
                "a",
                WriteKind.MERGE_PATCH,
                json("1"),
                new Condition(true, false, List.of(300L), List.of(1L, 2L)),
                json("{}"),
                new Idempotency(new Digest(1, 2), new Digest(3, -1)),
                "me");
        Write bare = new Write("b", WriteKind.DELETE, new byte[0], Condition.NONE, null, null, "");
        Write partial = bare.within(
                new Reach(Part.without(List.of(Pointer.parse("/a/b"))), Part.only(List.of(Pointer.parse("/c")))));
        Write timed = new Write("b", WriteKind.HEARTBEAT, new byte[0], Condition.NONE, null, null, "")
                .with(new Tenure(Tenure.KEEP, 300, OnExpire.DELETE, new HolderToken(1, 2), new HolderToken(3, -1)));
        List<Pattern> patterns = List.of(Pattern.parse("a"), Pattern.parse("b*"));
        return Stream.of(
                Arguments.of(
                        new OwnerRequest.Writes(
                                -2,
                                300,
                                List.of(new Batch(301, "a", List.of(full)), new Batch(302, "b", List.of(bare)))),
                        "01 11 fffffffffffffffe ac02 02"
                                + "ad02 0161 01"
                                + "0161 01 01 31 01 00 01 ac02 02 01 02 01 02 7b7d 01"
                                + "0000000000000001 0000000000000002 0000000000000003 ffffffffffffffff 02 6d65"
                                + "ae02 0162 01"
                                + "0162 03 00 00 00 00 00 00 00 00"),
                Arguments.of(
                        new OwnerRequest.Writes(1, 2, List.of(new Batch(3, "b", List.of(partial)))),
                        "01 11 0000000000000001 02 01 03 0162 01 0162 13 00 00 00 00 00 00 00 00"
                                + "01 01 0161 01 01 0162 00 00"
                                + "00 01 0163 01 00"),
                Arguments.of(
                        new OwnerRequest.Writes(1, 2, List.of(new Batch(3, "b", List.of(timed)))),
                        "01 11 0000000000000001 02 01 03 0162 01 0162 24 00 00 00 00 00 00 00 00"
                                + "00 ad02 01 0000000000000001 0000000000000002"
                                + "01 0000000000000003 ffffffffffffffff"),
                Arguments.of(new OwnerRequest.Read(List.of("a", "bc")), "01 12 02 0161 02 6263"),
                Arguments.of(
                        new OwnerRequest.Page(List.of(3, 300), Pattern.parse("b*"), "bc", 1_000),
                        "01 13 02 03 ac02 0162 01 02 6263 e807"),
                Arguments.of(
                        new OwnerRequest.Register(
                                "n1", 300, true, List.of(3), patterns, List.of(new OwnerRequest.Known("a", 300))),
                        "01 14 02 6e31 ac02 01 01 03 02 0161 00 0162 01 01 0161 ac02"),
                Arguments.of(new OwnerRequest.Unregister("n1", 7, patterns), "01 15 02 6e31 07 02 0161 00 0162 01"),
                Arguments.of(new OwnerRequest.Sync("n1", List.of(3, 300)), "01 16 02 6e31 02 03 ac02"));
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of(
                        new OwnerReply.Writes(List.of(
                                new BatchReply.Answered(List.of(
                                        new WriteReply.Written(300, WriteOutcome.DELETED),
                                        new WriteReply.Refused(ErrorCode.BUSY, "no", LIVE, List.of("/a")),
                                        new WriteReply.Refused(ErrorCode.BUSY, "é"))),
                                new BatchReply.Unready(),
                                new BatchReply.Unknown())),
                        "01 21 03"
                                + "01 03"
                                + "01 ac02 02"
                                + "02 04 62757379 02 6e6f 01" + LIVE_HEX + "01 02 2f61"
                                + "02 04 62757379 02 c3a9 00 00"
                                + "02"
                                + "03"),
                Arguments.of(
                        new OwnerReply.States(List.of(LIVE, GONE, STALE)),
                        "01 22 03" + LIVE_HEX + GONE_HEX + STALE_HEX),
                Arguments.of(new OwnerReply.Page(List.of(LIVE), 300), "01 23 01" + LIVE_HEX + "ac02"),
                Arguments.of(
                        new OwnerReply.Followed(300, 7, List.of(new ShardTerm(3, 300), new ShardTerm(300, 4))),
                        "01 24 ac02 07 02 03 ac02 ac02 04"),
                Arguments.of(new OwnerReply.Unready(), "01 25"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestHasTheseBytes(OwnerRequest request, String hex) {
        assertThat(OwnerRequestFormat.write(request)).isEqualTo(bytes(hex));
        assertThat(Described.of(OwnerRequestFormat.read(bytes(hex)))).isEqualTo(Described.of(request));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void aReplyHasTheseBytes(OwnerReply reply, String hex) {
        assertThat(OwnerReplyFormat.write(reply)).isEqualTo(bytes(hex));
        assertThat(Described.of(OwnerReplyFormat.read(bytes(hex)))).isEqualTo(Described.of(reply));
    }

    @Test
    void anUpdateHasTheseBytes() {
        Update update =
                new Update("o1", 300, 9, List.of(new Update.Change(4, LIVE, 0), new Update.Change(300, GONE, 300)));
        byte[] bytes = bytes("01 31 02 6f31 ac02 09 02 04" + LIVE_HEX + "00 ac02" + GONE_HEX + "ac02");
        assertThat(UpdateFormat.write(update)).isEqualTo(bytes);
        assertThat(Described.of(UpdateFormat.read(bytes))).isEqualTo(Described.of(update));
    }

    @Test
    void aBeaconHasTheseBytes() {
        Beacon beacon = new Beacon(
                "o1",
                300,
                9,
                7,
                new InterestDigest(2, -2),
                List.of(new Beacon.ServedShard(3, 300, new InterestDigest(1, 1))));
        byte[] bytes = bytes("01 41 02 6f31 ac02 09 07 02 fffffffffffffffe 01 03 ac02 01 0000000000000001");
        assertThat(BeaconFormat.write(beacon)).isEqualTo(bytes);
        assertThat(Described.of(BeaconFormat.read(bytes))).isEqualTo(Described.of(beacon));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
