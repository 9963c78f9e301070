package dev.lux.harness.bench.peer;

import dev.lux.harness.Programs;
import dev.lux.harness.bench.load.Frames;
import dev.lux.harness.bench.load.SubscriberTalk;
import dev.lux.harness.bench.load.WriterTalk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mosquitto: MQTT 3.1.1 (OASIS) over WebSocket, retained messages of quality of service 0. */
final class MosquittoServer implements Server {
    private static final String TEMPLATE = """
            listener PORT 127.0.0.1
            listener SOCKETS 127.0.0.1
            protocol websockets
            allow_anonymous true
            persistence false
            set_tcp_nodelay true
            log_dest stderr
            log_type error
            """;

    private static final int CONNECT = 0x10;
    private static final int PUBLISH_RETAINED = 0x31;
    private static final int SUBSCRIBE = 0x82;
    private static final int CLEAN_SESSION = 2;

    private final Program program;
    private final int port;

    private MosquittoServer(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    static Server start(Cores cores) throws IOException {
        String mosquitto = Programs.find("mosquitto", "mosquitto");
        Path folder = Program.folder("mosquitto");
        int port = Program.freePorts(2);
        Path configuration = Files.writeString(
                folder.resolve("mosquitto.conf"),
                TEMPLATE.replace("PORT", "" + port).replace("SOCKETS", "" + (port + 1)));
        return new MosquittoServer(
                Program.start(cores, folder, List.of(mosquitto, "-c", configuration.toString()), port, port + 1), port);
    }

    private static byte[] connect() {
        ByteBuf body = Unpooled.buffer();
        string(body, "MQTT");
        // Level 4, no end of keep-alive, and an empty name, for which the server makes one.
        body.writeByte(4).writeByte(CLEAN_SESSION).writeShort(0);
        string(body, "");
        return packet(CONNECT, body);
    }

    private static byte[] subscribe() {
        ByteBuf body = Unpooled.buffer().writeShort(1);
        string(body, "bench/#");
        body.writeByte(0);
        return packet(SUBSCRIBE, body);
    }

    private static void string(ByteBuf out, String text) {
        out.writeShort(text.length()).writeCharSequence(text, StandardCharsets.US_ASCII);
    }

    private static byte[] packet(int type, ByteBuf body) {
        ByteBuf packet = Unpooled.buffer();
        header(packet, type, body.readableBytes());
        packet.writeBytes(body);
        byte[] bytes = new byte[packet.readableBytes()];
        packet.readBytes(bytes);
        return bytes;
    }

    /** Seven bits of the length in each byte, the lowest first. */
    private static void header(ByteBuf out, int type, int length) {
        out.writeByte(type);
        int rest = length;
        while (rest >= 0x80) {
            out.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    @Override
    public SubscriberTalk subscriber() {
        byte[] both = Unpooled.wrappedBuffer(connect(), subscribe()).copy().array();
        return new SubscriberTalk(
                Program.local(port + 1),
                Frames.upgrade("/mqtt", "Sec-WebSocket-Protocol: mqtt\r\n"),
                Frames.binary(both));
    }

    @Override
    public WriterTalk writer() {
        return new WriterTalk() {
            @Override
            public InetSocketAddress address() {
                return Program.local(port);
            }

            @Override
            public byte[] hello() {
                return connect();
            }

            @Override
            public void write(ByteBuf out, int document, byte[] payload) {
                String topic = "bench/" + document;
                header(out, PUBLISH_RETAINED, 2 + topic.length() + payload.length);
                string(out, topic);
                out.writeBytes(payload);
            }

            @Override
            public boolean isAnswered() {
                return false;
            }
        };
    }

    @Override
    public List<Long> pids() {
        return List.of(program.pid());
    }

    @Override
    public void close() {
        program.close();
    }
}
