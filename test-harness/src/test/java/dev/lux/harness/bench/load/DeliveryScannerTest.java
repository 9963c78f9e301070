package dev.lux.harness.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DeliveryScannerTest {
    private final Payload payload = new Payload(128);

    private ByteBuf stream() {
        ByteBuf stream = Unpooled.buffer();
        for (int number = 1; number <= 3; number++) {
            stream.writeCharSequence("{\"type\":\"state\",\"data\":", StandardCharsets.US_ASCII);
            stream.writeBytes(payload.of(1, number, 1_000));
            stream.writeCharSequence("}{\"lux\":", StandardCharsets.US_ASCII);
        }
        return stream;
    }

    @Test
    void documents_are_found_wherever_the_bytes_are_cut() {
        ByteBuf stream = stream();
        int length = stream.readableBytes();
        for (int first = 0; first <= length; first++) {
            for (int part : new int[] {1, 7, 45, length}) {
                Deliveries deliveries = new Deliveries(1, 2);
                DeliveryScanner scanner = new DeliveryScanner(deliveries, 0, payload.length());
                scanner.accept(stream, 0, first, 1_500);
                for (int at = first; at < length; at += part) {
                    scanner.accept(stream, at, Math.min(part, length - at), 1_500);
                }
                assertThat(deliveries.counts())
                        .as("cut at %d, then each %d", first, part)
                        .isEqualTo(new Deliveries.Counts(3, 0, 0, 0));
                assertThat(deliveries.stale(new int[] {0, 3})).isZero();
                assertThat(deliveries.latency().getMaxValue()).isEqualTo(500);
            }
        }
    }

    @Test
    void what_is_left_out_old_or_stale_is_counted() {
        Deliveries deliveries = new Deliveries(2, 1);
        deliveries.delivered(0, 0, 1, 0, 10);
        deliveries.delivered(0, 0, 4, 0, 10);
        deliveries.delivered(0, 0, 3, 0, 10);
        deliveries.delivered(0, 0, 4, 0, 10);
        assertThat(deliveries.counts()).isEqualTo(new Deliveries.Counts(2, 2, 2, 0));
        assertThat(deliveries.stale(new int[] {4}))
                .as("the other socket has nothing")
                .isEqualTo(1);
    }

    @Test
    void the_documents_are_json_of_the_size_that_was_asked_for() throws Exception {
        byte[] document = payload.of(42, 7, 123_456);
        assertThat(document).hasSize(128);
        var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(document);
        assertThat(json.path("lux").asInt()).isEqualTo(100_042);
        assertThat(json.path("n").asInt()).isEqualTo(1_000_000_007);
        assertThat(json.path("us").asLong()).isEqualTo(100_000_123_456L);
    }
}
