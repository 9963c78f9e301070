package dev.lux.harness.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SubscriberSocketTest {
    private static final String BUSY = "{\"type\":\"error\",\"code\":\"busy\"";
    private static final byte[] AGAIN = Frames.text("again");
    private static final Payload PAYLOAD = new Payload(128);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A short frame of a server: no mask. */
    private static byte[] frame(String text) {
        return ascii("\u0001" + (char) text.length() + text);
    }

    private static int askedAgain(EmbeddedChannel channel) {
        channel.advanceTimeBy(SubscriberSocket.PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
        int times = 0;
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            times += sent.equals(Unpooled.wrappedBuffer(AGAIN)) ? 1 : 0;
            sent.release();
        }
        return times;
    }

    @Test
    void a_socket_that_is_told_busy_asks_again_wherever_the_bytes_are_cut() throws Exception {
        SubscriberTalk talk =
                new SubscriberTalk(List.of(new InetSocketAddress(1)), ascii("GET"), new byte[0], ascii(BUSY), AGAIN);
        byte[] busy = frame(BUSY + ",\"retry\":true}");
        try (Subscribers none = Subscribers.open(talk, 0, 1, PAYLOAD, new BenchClock(), Duration.ofSeconds(5))) {
            for (int cut = 1; cut < busy.length; cut++) {
                DeliveryScanner scanner = new DeliveryScanner(none.deliveries(), 0, PAYLOAD.shownBytes());
                EmbeddedChannel channel = new EmbeddedChannel(new SubscriberSocket(talk, scanner, none));
                channel.freezeTime();
                channel.writeInbound(Unpooled.wrappedBuffer(ascii("HTTP/1.1 101 Yes\r\n\r\n")));
                channel.writeInbound(Unpooled.wrappedBuffer(frame("{\"type\":\"error\",\"code\":\"x\"}")));
                assertThat(askedAgain(channel)).as("another error").isZero();
                channel.writeInbound(Unpooled.copiedBuffer(busy, 0, cut));
                channel.writeInbound(Unpooled.copiedBuffer(busy, cut, busy.length - cut));
                assertThat(askedAgain(channel)).as("cut at %d", cut).isEqualTo(1);
            }
            none.throwFailure();
        }
    }
}
