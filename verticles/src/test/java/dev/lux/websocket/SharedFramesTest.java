package dev.lux.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedFramesTest {
    private final ByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final List<Runnable> later = new ArrayList<>();
    private final SharedFrames shared = new SharedFrames(later::add);

    private static byte[] frame(int length) {
        byte[] frame = new byte[length];
        Arrays.fill(frame, (byte) 'x');
        return frame;
    }

    private void endTurn() {
        List.copyOf(later).forEach(Runnable::run);
        later.clear();
    }

    /** What a client's decoder, not ours, makes of it. */
    private static List<String> decoded(ByteBuf bytes) {
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1 << 20));
        client.writeInbound(bytes);
        List<String> texts = new ArrayList<>();
        for (TextWebSocketFrame frame = client.readInbound(); frame != null; frame = client.readInbound()) {
            texts.add(frame.text());
            frame.release();
        }
        client.finishAndReleaseAll();
        return texts;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 100_000})
    void a_client_reads_frames_of_any_length(int length) {
        byte[] one = frame(length);
        byte[] two = frame(3);
        assertThat(decoded(shared.bytes(List.of(one, two), allocator)))
                .containsExactly(new String(one, StandardCharsets.US_ASCII), "xxx");
    }

    @Test
    void sockets_that_are_sent_the_same_frames_in_one_turn_are_sent_the_same_memory() {
        byte[] one = frame(10);
        byte[] two = frame(20);
        ByteBuf first = shared.bytes(List.of(one, two), allocator);
        ByteBuf second = shared.bytes(List.of(one, two), allocator);
        ByteBuf other = shared.bytes(List.of(two), allocator);
        assertThat(second.memoryAddress()).isEqualTo(first.memoryAddress());
        assertThat(other.memoryAddress()).isNotEqualTo(first.memoryAddress());
    }

    @Test
    void one_socket_that_has_sent_a_part_leaves_the_others_the_whole() {
        byte[] one = frame(10);
        ByteBuf first = shared.bytes(List.of(one), allocator);
        ByteBuf second = shared.bytes(List.of(one), allocator);
        first.skipBytes(5);
        assertThat(second.readableBytes()).isEqualTo(12);
    }

    @Test
    void the_memory_is_free_when_the_turn_is_over_and_the_last_socket_has_sent_it() {
        byte[] one = frame(10);
        ByteBuf first = shared.bytes(List.of(one), allocator);
        ByteBuf second = shared.bytes(List.of(one), allocator);
        endTurn();
        first.release();
        assertThat(second.refCnt()).isEqualTo(1);
        second.release();
        assertThat(second.refCnt()).isZero();
    }

    @Test
    void what_is_forgotten_for_others_in_the_same_turn_is_freed_too() {
        List<ByteBuf> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(shared.bytes(List.of(frame(i)), allocator));
        }
        endTurn();
        all.forEach(ByteBuf::release);
        assertThat(all).allMatch(bytes -> bytes.refCnt() == 0);
        assertThat(later).isEmpty();
    }
}
