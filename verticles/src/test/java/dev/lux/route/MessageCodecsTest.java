package dev.lux.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.Beacon;
import dev.lux.command.Condition;
import dev.lux.command.InterestDigest;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Update;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.DocumentState;
import dev.lux.error.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class MessageCodecsTest {
    private static final byte[] BODY = "{\"a\":1.0}".getBytes(StandardCharsets.UTF_8);
    private static final OwnerRequest REQUEST = new OwnerRequest.Writes(
            -5,
            6,
            List.of(new Batch(
                    7,
                    "a",
                    List.of(new Write("a", WriteKind.PUT, BODY, Condition.ifVersion(7), null, null, "operator-a")))));
    private static final OwnerReply REPLY = new OwnerReply.Writes(List.of(
            new BatchReply.Unknown(),
            new BatchReply.Answered(List.of(new WriteReply.Refused(ErrorCode.BUSY, "too many wait")))));
    private static final Update UPDATE = new Update(
            "owner", 4, 5, List.of(new Update.Change(6, new DocumentState("a", 8, BODY, 9, "operator-a"), 2)));
    private static final Beacon BEACON = new Beacon(
            "owner",
            4,
            5,
            6,
            new InterestDigest(1, -7),
            List.of(new Beacon.ServedShard(8, 9, new InterestDigest(2, 10))));

    private static Vertx vertx;

    @BeforeAll
    static void startAnEventBus() {
        vertx = Vertx.vertx();
        MessageCodecs.register(vertx.eventBus());
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of("lux.request", MessageCodecs.request(), REQUEST, MessageCodecs.requestOptions()),
                Arguments.of("lux.reply", MessageCodecs.reply(), REPLY, MessageCodecs.replyOptions()),
                Arguments.of("lux.update", MessageCodecs.update(), UPDATE, MessageCodecs.updateOptions()),
                Arguments.of("lux.beacon", MessageCodecs.beacon(), BEACON, MessageCodecs.beaconOptions()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <T> void aMessageComesOutOfABufferAsItWentIn(String name, FormatCodec<T> codec, T message) {
        Buffer buffer = Buffer.buffer("before");
        codec.encodeToWire(buffer, message);
        buffer.appendString("after");
        assertThat(codec.decodeFromWire("before".length(), buffer))
                .usingRecursiveComparison()
                .isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <T> void theLengthStandsBeforeTheMessage(String name, FormatCodec<T> codec, T message) {
        Buffer buffer = Buffer.buffer("before");
        codec.encodeToWire(buffer, message);
        assertThat(buffer.getInt("before".length())).isEqualTo(buffer.length() - "before".length() - Integer.BYTES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <T> void aMessageCutAnywhereIsRefused(String name, FormatCodec<T> codec, T message) {
        Buffer buffer = Buffer.buffer();
        codec.encodeToWire(buffer, message);
        for (int length = 0; length < buffer.length(); length++) {
            Buffer cut = buffer.getBuffer(0, length);
            assertThatIllegalArgumentException()
                    .as("%d of %d bytes", length, buffer.length())
                    .isThrownBy(() -> codec.decodeFromWire(0, cut))
                    .withMessageContaining(name);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <T> void aNegativeLengthIsRefused(String name, FormatCodec<T> codec) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        codec.decodeFromWire(0, Buffer.buffer().appendInt(-1).appendLong(0)))
                .withMessageContaining(name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <T> void aReceiverOnThisNodeGetsTheVeryObject(String name, FormatCodec<T> codec, T message, DeliveryOptions options)
            throws Exception {
        CompletableFuture<Object> received = new CompletableFuture<>();
        vertx.eventBus().localConsumer(name + ".here", sent -> received.complete(sent.body()));
        vertx.eventBus().send(name + ".here", message, options);
        assertThat(received.get(10, TimeUnit.SECONDS)).isSameAs(message);
    }

    @Test
    void theCodecsAreRegisteredOncePerEventBus() {
        assertThatIllegalStateException().isThrownBy(() -> MessageCodecs.register(vertx.eventBus()));
    }
}
