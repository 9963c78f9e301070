package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes out of the codec, and what it says about time. */
class StrictDecoderTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String PUT = "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n";

    private final SkippingClock clock = new SkippingClock();
    private final StrictDecoder decoder = new StrictDecoder(HttpEdge.options(EdgeUnderTest.LIMITS), clock);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aHeadIsAsOldAsItsFirstByte() {
        receive("GE");
        clock.pass(Duration.ofSeconds(3));
        receive("T /a HTTP/1.1\r\nHost: x\r\n");
        clock.pass(Duration.ofSeconds(3));
        assertThat(isHeadOlderThan(6)).isTrue();
        assertThat(isHeadOlderThan(7)).isFalse();
    }

    @Test
    void aHeadIsNotAsOldAsTheOneBeforeIt() {
        receive("GE");
        clock.pass(Duration.ofSeconds(9));
        receive(GET.substring(2) + "GET /");
        assertThat(isHeadOlderThan(0)).isTrue();
        assertThat(isHeadOlderThan(1)).isFalse();
    }

    @Test
    void betweenRequestsAndInsideOfABodyThereIsNoHead() {
        for (String sent : List.of("\r\n", GET, PUT + "12", "34", "\r\n\r\n")) {
            receive(sent);
            assertThat(isHeadOlderThan(0)).as(sent).isFalse();
        }
    }

    @Test
    void aRequestIsUnfinishedFromItsFirstByteToItsLast() {
        assertThat(decoder.isUnfinished()).isFalse();
        for (int i = 1; i < PUT.length() + 4; i++) {
            receive((PUT + "1234").substring(i - 1, i));
            assertThat(decoder.isUnfinished()).as("after %d bytes", i).isTrue();
        }
        receive("4");
        assertThat(decoder.isUnfinished()).isFalse();
    }

    @Test
    void aFaultComesInItsPlaceAndNothingComesAfterIt() {
        receive(GET + PUT + "1234" + "GET /b HTTP/3\r\n\r\n" + GET);
        receive(GET);
        List<HttpRequest> requests = requests();
        assertThat(requests).hasSize(3);
        assertThat(requests.get(1).decoderResult().isSuccess()).isTrue();
        assertThat(codeOf(requests.get(2))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(decoder.isUnfinished()).isTrue();
    }

    @Test
    void aFaultThatNettyFindsEndsTheReadingToo() {
        receive("GET /a HTTP/1.1\r\nHost : x\r\n\r\n" + GET);
        receive(GET);
        List<HttpRequest> requests = requests();
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).decoderResult().isFailure()).isTrue();
    }

    @Test
    void aHeadThatTimesOutIsRefusedAndNotTakenUpAgain() {
        receive("GET /a HT");
        decoder.timeOut(channel.pipeline().context(decoder));
        receive("TP/1.1\r\nHost: x\r\n\r\n");
        List<HttpRequest> requests = requests();
        assertThat(requests).hasSize(1);
        assertThat(codeOf(requests.get(0))).isEqualTo(ErrorCode.REQUEST_TIMEOUT);
        assertThat(isHeadOlderThan(0)).isFalse();
    }

    /** Else a balancer and the broker would not agree where the next request begins. */
    @Test
    void aHeaderIsTheOneWhoseNameItHasToTheLastByte() {
        for (String name :
                List.of("Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Host", "Accept")) {
            for (int i = 0; i < name.length(); i++) {
                String other = name.substring(0, i) + (name.charAt(i) == 'X' ? 'Y' : 'X') + name.substring(i + 1);
                receive("PUT /a HTTP/1.1\r\nX-Host: x\r\n" + other + ": 5\r\n\r\n" + GET);
                List<HttpRequest> requests = requests();
                assertThat(requests).as(other).hasSize(2);
                assertThat(requests.get(0).headers().contains(name)).as(other).isFalse();
                assertThat(requests.get(0).headers().get(other)).isEqualTo("5");
            }
        }
    }

    @Test
    void aLostConnectionIsNoFaultOfARequest() {
        receive("GET /a HT");
        channel.finish();
        assertThat(requests()).isEmpty();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private boolean isHeadOlderThan(int seconds) {
        return decoder.isHeadOlderThan(Duration.ofSeconds(seconds).toNanos());
    }

    private List<HttpRequest> requests() {
        List<HttpRequest> requests = new ArrayList<>();
        for (HttpObject next = channel.readInbound(); next != null; next = channel.readInbound()) {
            if (next instanceof HttpRequest request) {
                requests.add(request);
            }
            ReferenceCountUtil.release(next);
        }
        return requests;
    }

    private static ErrorCode codeOf(HttpRequest request) {
        return ((LuxException) request.decoderResult().cause()).code();
    }
}
