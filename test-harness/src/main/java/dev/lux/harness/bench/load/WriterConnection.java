package dev.lux.harness.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AsciiString;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the writers. Over HTTP it has one write under way at a time; nothing is pipelined. Belongs to the
 * writers' event loop.
 */
final class WriterConnection extends ChannelInboundHandlerAdapter {
    private final WriterTalk talk;
    private final Writers all;
    private final StringBuilder head = new StringBuilder();
    private final ArrayDeque<Due> waiting = new ArrayDeque<>();
    private @Nullable Channel channel;
    private @Nullable Due underWay;
    private int bodyLeft;
    private boolean inBody;
    private int status;
    private boolean closing;

    private record Due(int document, long micros) {}

    WriterConnection(WriterTalk talk, Writers all) {
        this.talk = talk;
        this.all = all;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        if (talk.hello().length > 0) {
            var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(talk.hello()));
        }
    }

    /** A write is due; it is made when the one before it is answered. */
    void add(int document, long dueMicros) {
        waiting.add(new Due(document, dueMicros));
        if (underWay == null) {
            writeNext();
        }
    }

    private void writeNext() {
        Due next = waiting.poll();
        Channel open = channel;
        underWay = next;
        if (next == null || open == null) {
            return;
        }
        byte[] payload = all.next(next.document(), next.micros());
        ByteBuf out = open.alloc().buffer(payload.length + 256);
        talk.write(out, next.document(), payload);
        open.writeAndFlush(out).addListener(done -> {
            if (!done.isSuccess()) {
                all.failed(done.cause());
            } else if (!talk.isAnswered()) {
                answered(200);
            }
        });
    }

    private void answered(int code) {
        Due done = underWay;
        if (done != null) {
            all.answered(done.micros(), code);
        }
        writeNext();
    }

    void close() {
        closing = true;
        Channel open = channel;
        if (open != null) {
            var unused = open.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (talk.isAnswered() && bytes.isReadable()) {
                readAnswer(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private void readAnswer(ByteBuf bytes) {
        if (inBody) {
            int part = Math.min(bodyLeft, bytes.readableBytes());
            bytes.skipBytes(part);
            bodyLeft -= part;
        } else {
            head.append((char) bytes.readByte());
            int length = head.length();
            if (length < 4 || head.charAt(length - 1) != '\n' || head.indexOf("\r\n\r\n", length - 4) < 0) {
                return;
            }
            readHead(head.toString());
            head.setLength(0);
        }
        if (bodyLeft == 0) {
            inBody = false;
            answered(status);
        }
    }

    private void readHead(String text) {
        status = Integer.parseInt(text, text.indexOf(' ') + 1, text.indexOf(' ') + 4, 10);
        int at = AsciiString.indexOfIgnoreCase(text, "\r\ncontent-length:", 0);
        bodyLeft = 0;
        if (at >= 0) {
            int from = at + "\r\ncontent-length:".length();
            bodyLeft = Integer.parseInt(
                    text.substring(from, text.indexOf('\r', from)).trim());
        }
        inBody = bodyLeft > 0;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!closing) {
            all.failed(new IllegalStateException("a writer was closed by the server"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        all.failed(failure);
        var unused = ctx.close();
    }
}
