package dev.lux.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.error.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closes as they come from Netty's decoder, which leaves some that nobody may send. */
class CloseFramesTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new CloseFrames());

    @ParameterizedTest
    @ValueSource(strings = {"", "03e8", "03eb", "03ef", "03f6", "0bb8", "0fa0", "1387", "03e8c3a9", "03e8f09f9880"})
    void aCloseThatMayBeSentPasses(String hex) {
        CloseWebSocketFrame close = close(hex);
        assertThat(channel.writeInbound(close)).isTrue();
        assertThat(channel.<CloseWebSocketFrame>readInbound()).isSameAs(close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000",
                "03e7",
                "03ec",
                "03ed",
                "03ee",
                "03f7",
                "07d0",
                "0bb7",
                "1388",
                "7fff",
                "8000",
                "ffff",
                "03e8ff",
                "03e8c3",
                "03e8e282",
                "03e8eda080",
                "03e8c0af"
            })
    void aCloseThatNobodyMaySendIsAProtocolError(String hex) {
        CloseWebSocketFrame close = close(hex);
        assertThatThrownBy(() -> channel.writeInbound(close))
                .isInstanceOf(CorruptedWebSocketFrameException.class)
                .satisfies(fault -> assertThat(Faults.closeCode(fault)).isEqualTo(CloseCode.PROTOCOL));
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(close.refCnt()).as("released").isZero();
    }

    @Test
    void otherFramesPass() {
        assertThat(channel.writeInbound(new TextWebSocketFrame("\u00e9"))).isTrue();
    }

    @Test
    void onlyAFrameThatIsTooLargeIsToldSo() {
        Throwable tooLarge = new CorruptedWebSocketFrameException(WebSocketCloseStatus.MESSAGE_TOO_BIG, "length");
        assertThat(Faults.closeCode(tooLarge)).isEqualTo(CloseCode.MESSAGE_TOO_LARGE);
        IntStream.of(1002, 1003, 1007, 1008)
                .mapToObj(WebSocketCloseStatus::valueOf)
                .map(status -> new CorruptedWebSocketFrameException(status, "payload length > 125 octets"))
                .forEach(fault -> assertThat(Faults.closeCode(fault)).isEqualTo(CloseCode.PROTOCOL));
        assertThat(Faults.closeCode(new IllegalStateException("length"))).isEqualTo(CloseCode.PROTOCOL);
    }

    private static CloseWebSocketFrame close(String hex) {
        ByteBuf payload = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
        return new CloseWebSocketFrame(true, 0, payload);
    }
}
