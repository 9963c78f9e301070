package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.error.LuxException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan sees the same in a head however it is cut into reads. */
class HeadScanTest {
    private static final String LINE = "GET /a HTTP/1.1\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINE + "\r\n",
                LINE + "Host: x\r\nA: b\r\n\r\n",
                "\r\n\r\n" + LINE + "A:b\r\n\r\n",
                "P0T \u00ff?*#\u0080 HTTP/1.0\r\n\r\n",
                // What follows the head is not its business.
                LINE + "A: b\r\n\r\n folded: body\r\n: x\r\n"
            })
    void aProperHeadPasses(String head) {
        for (int cut = 0; cut <= head.length(); cut++) {
            new Reading().take(head.substring(0, cut), head.substring(cut));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINE + "A: b\r\n c\r\n",
                LINE + "A: b\r\n\tc\r\n",
                LINE + " A: b\r\n",
                LINE + "A: b\r\n: c\r\n",
                LINE + ":\r\n",
                "\r\n" + LINE + ": c\r\n",
                "GET  /a HTTP/1.1\r\n",
                "GET /a  HTTP/1.1\r\n",
                "GET /a HTTP/1.1 \r\n",
                " GET /a HTTP/1.1\r\n",
                "GET\t/a HTTP/1.1\r\n",
                "GET /a\u000bHTTP/1.1\r\n",
                "GET /a\u007f HTTP/1.1\r\n",
                "GET /\u0000 HTTP/1.1\r\n",
                "GET /a\r\n",
                "GET /a HTTP/1.1\n",
                "GET /a HTTP/1.1\rx",
                "GET /a HTTP/1.2\r\n",
                "GET /a HTTP/1.\r\n",
                "GET /a HTTP/1.10\r\n",
                "GET /a http/1.1\r\n",
                "GET /a HTTP/2.0\r\n",
                "\r\n\r\n\r\nfoo\r\n"
            })
    void aFaultIsFound(String head) {
        for (int cut = 0; cut <= head.length(); cut++) {
            String first = head.substring(0, cut);
            String second = head.substring(cut);
            assertThatThrownBy(() -> new Reading().take(first, second))
                    .isInstanceOf(LuxException.class)
                    .satisfies(fault ->
                            assertThat(((LuxException) fault).code().status()).isEqualTo(400));
        }
    }

    @Test
    void theHeadersBeginBehindTheRequestLineAndEndWithTheRequest() {
        Reading reading = new Reading();
        reading.take("GET /a HTTP/1.1\r");
        assertThat(reading.scan.isInHeaders()).isFalse();
        reading.take("\nA");
        assertThat(reading.scan.isInHeaders()).isTrue();
        reading.scan.restart();
        assertThat(reading.scan.isInHeaders()).isFalse();
    }

    /** Takes whole lines after each scan, as the codec does. */
    private static final class Reading {
        final HeadScan scan = new HeadScan();
        private final ByteBuf in = Unpooled.buffer();
        private boolean isBegun;

        void take(String... reads) {
            for (String read : reads) {
                in.writeCharSequence(read, StandardCharsets.ISO_8859_1);
                scan.check(in);
                skipEmptyLines();
                takeLines();
            }
        }

        private void skipEmptyLines() {
            int first = isBegun ? in.readerIndex() : in.forEachByte(ByteProcessor.FIND_NON_CRLF);
            isBegun = first >= 0;
            in.readerIndex(isBegun ? first : in.writerIndex());
        }

        private void takeLines() {
            int lineEnd = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
            while (lineEnd >= 0 && !isEndOfHead(lineEnd)) {
                in.readerIndex(lineEnd + 1);
                lineEnd = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
            }
        }

        private boolean isEndOfHead(int lineEnd) {
            return scan.isInHeaders() && lineEnd == in.readerIndex() + 1;
        }
    }
}
