package dev.lux.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.websocket.MessageAssembler.Result;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {
    private static final int MAX_BYTES = 10;

    private final MessageAssembler assembler = new MessageAssembler(MAX_BYTES);

    @Test
    void aTextOfOneFrameIsAMessage() {
        assertThat(message(text("hello", true))).isEqualTo("hello");
        assertThat(message(text("", true))).isEmpty();
    }

    @Test
    void fragmentsArePutTogetherInTheirOrder() {
        assertThat(assembler.take(text("he", false))).isNull();
        assertThat(assembler.take(more("", false))).isNull();
        assertThat(assembler.take(more("ll", false))).isNull();
        assertThat(message(more("o", true))).isEqualTo("hello");
    }

    @Test
    void aCharacterMayBeCutByAFragment() {
        Buffer whole = Buffer.buffer("h\u00e9");
        assertThat(assembler.take(WebSocketFrame.textFrame("h", false))).isNull();
        assertThat(assembler.take(WebSocketFrame.continuationFrame(whole.getBuffer(1, 2), false)))
                .isNull();
        assertThat(message(WebSocketFrame.continuationFrame(whole.getBuffer(2, 3), true)))
                .isEqualTo("h\u00e9");
    }

    @Test
    void messagesFollowEachOtherHoweverTheyAreCut() {
        Random random = new Random(7);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String sent = Integer.toString(i).repeat(3);
            int cut = random.nextInt(sent.length() + 1);
            if (random.nextBoolean()) {
                messages.add(bytes(assembler.take(text(sent, true))));
            } else {
                assertThat(assembler.take(text(sent.substring(0, cut), false))).isNull();
                messages.add(bytes(assembler.take(more(sent.substring(cut), true))));
            }
        }
        // Looked at in the end: no message is changed by those after it.
        for (int i = 0; i < messages.size(); i++) {
            assertThat(messages.get(i)).asString().isEqualTo(Integer.toString(i).repeat(3));
        }
    }

    @Test
    void aMessageMayHaveTheLimitAndNoMore() {
        assertThat(message(text("x".repeat(MAX_BYTES), true))).hasSize(MAX_BYTES);
        assertThat(new MessageAssembler(MAX_BYTES).take(text("x".repeat(MAX_BYTES + 1), true)))
                .isInstanceOf(Result.TooLarge.class);
        assertThat(new MessageAssembler(MAX_BYTES).take(text("x".repeat(MAX_BYTES + 1), false)))
                .isInstanceOf(Result.TooLarge.class);
    }

    @Test
    void fragmentsTogetherMayHaveTheLimitAndNoMore() {
        assertThat(assembler.take(text("x".repeat(MAX_BYTES - 1), false))).isNull();
        assertThat(message(more("y", true))).hasSize(MAX_BYTES);
        assertThat(assembler.take(text("x".repeat(MAX_BYTES), false))).isNull();
        assertThat(assembler.take(more("y", false))).isInstanceOf(Result.TooLarge.class);
    }

    @Test
    void binaryIsNoText() {
        assertThat(assembler.take(binary(true))).isInstanceOf(Result.NotText.class);
        assertThat(new MessageAssembler(MAX_BYTES).take(binary(false))).isInstanceOf(Result.NotText.class);
    }

    @Test
    void aContinuationOfNothingIsNoText() {
        assertThat(assembler.take(more("x", true))).isInstanceOf(Result.NotText.class);
        MessageAssembler afterOne = new MessageAssembler(MAX_BYTES);
        assertThat(afterOne.take(text("x", false))).isNull();
        assertThat(afterOne.take(more("y", true))).isInstanceOf(Result.Message.class);
        assertThat(afterOne.take(more("z", true))).isInstanceOf(Result.NotText.class);
    }

    @Test
    void aMessageInsideOfAnotherIsNoText() {
        for (WebSocketFrame inside : List.of(text("x", true), text("x", false), binary(true))) {
            MessageAssembler open = new MessageAssembler(MAX_BYTES);
            assertThat(open.take(text("x", false))).isNull();
            assertThat(open.take(inside)).isInstanceOf(Result.NotText.class);
        }
    }

    private String message(WebSocketFrame frame) {
        return new String(bytes(assembler.take(frame)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Result result) {
        assertThat(result).isInstanceOf(Result.Message.class);
        return ((Result.Message) result).bytes();
    }

    private static WebSocketFrame text(String text, boolean isFinal) {
        return WebSocketFrame.textFrame(text, isFinal);
    }

    private static WebSocketFrame more(String text, boolean isFinal) {
        return WebSocketFrame.continuationFrame(Buffer.buffer(text), isFinal);
    }

    private static WebSocketFrame binary(boolean isFinal) {
        return WebSocketFrame.binaryFrame(Buffer.buffer("x"), isFinal);
    }
}
