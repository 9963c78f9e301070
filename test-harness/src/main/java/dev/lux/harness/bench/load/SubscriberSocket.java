package dev.lux.harness.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/** One subscriber's connection. Belongs to the subscribers' event loop. */
final class SubscriberSocket extends ChannelInboundHandlerAdapter {
    private static final byte PING = (byte) 0x89;
    /** A pong of a client without payload: masked, with the mask 0. */
    private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    /** From being told that the server is busy to asking again. */
    static final int PAUSE_MILLIS = 200;

    private final SubscriberTalk talk;
    private final DeliveryScanner scanner;
    private final Subscribers all;
    private final StringBuilder head = new StringBuilder();
    private boolean upgraded;
    /** Of a frame's header, whose length is not known before its second byte. */
    private final byte[] header = new byte[10];

    private int headerBytes;
    private long payloadLeft;
    /** How much of this message is as in the one that says busy; below 0: it is another one. */
    private int busyBytes;

    SubscriberSocket(SubscriberTalk talk, DeliveryScanner scanner, Subscribers all) {
        this.talk = talk;
        this.scanner = scanner;
        this.all = all;
        this.upgraded = !talk.isFramed();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (talk.isFramed()) {
            var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(talk.upgrade()));
        } else {
            all.opened();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            all.deliveries().read(bytes.readableBytes());
            if (!upgraded) {
                readHead(ctx, bytes);
            }
            if (upgraded) {
                long now = all.micros();
                if (talk.isFramed()) {
                    readFrames(ctx, bytes, now);
                } else {
                    scanner.accept(bytes, bytes.readerIndex(), bytes.readableBytes(), now);
                }
            }
        } finally {
            bytes.release();
        }
    }

    private void readHead(ChannelHandlerContext ctx, ByteBuf bytes) {
        while (bytes.isReadable() && !upgraded) {
            head.append((char) bytes.readByte());
            if (head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                if (!head.toString().startsWith("HTTP/1.1 101")) {
                    throw new IllegalStateException("no upgrade: " + head);
                }
                upgraded = true;
                head.setLength(0);
                if (talk.afterUpgrade().length > 0) {
                    var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(talk.afterUpgrade()));
                }
                all.opened();
            }
        }
    }

    private void readFrames(ChannelHandlerContext ctx, ByteBuf bytes, long now) {
        while (bytes.isReadable()) {
            if (payloadLeft > 0) {
                int part = (int) Math.min(payloadLeft, bytes.readableBytes());
                scanner.accept(bytes, bytes.readerIndex(), part, now);
                lookForBusy(ctx, bytes, part);
                bytes.skipBytes(part);
                payloadLeft -= part;
            } else {
                header[headerBytes++] = bytes.readByte();
                if (headerBytes >= 2 && headerBytes == headerLength()) {
                    headerBytes = 0;
                    payloadLeft = payloadLength();
                    busyBytes = 0;
                    if (header[0] == PING) {
                        var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(PONG));
                    }
                }
            }
        }
    }

    private void lookForBusy(ChannelHandlerContext ctx, ByteBuf bytes, int length) {
        byte[] busy = talk.busy();
        for (int i = 0; i < length && busyBytes >= 0 && busyBytes < busy.length; i++) {
            busyBytes = bytes.getByte(bytes.readerIndex() + i) == busy[busyBytes] ? busyBytes + 1 : -1;
            if (busyBytes == busy.length) {
                var unused = ctx.executor().schedule(() -> ask(ctx), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void ask(ChannelHandlerContext ctx) {
        var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(talk.again()));
    }

    private int headerLength() {
        return switch (header[1]) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    private long payloadLength() {
        if (header[1] < 126) {
            return header[1];
        }
        long length = 0;
        for (int i = 2; i < headerLength(); i++) {
            length = (length << 8) | (header[i] & 0xff);
        }
        return length;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        all.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        all.failed(failure);
        var unused = ctx.close();
    }
}
