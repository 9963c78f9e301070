package dev.lux.harness.cluster;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A name server that knows one name, as of a Kubernetes headless service: every address that was published for it. */
final class NameServer implements AutoCloseable {
    private static final int PORT = 53;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final String name;
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param address of this machine, where it listens on port 53: resolv.conf(5) knows no other */
    NameServer(String address, String name) throws IOException {
        this.name = name;
        Channel channel = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline()
                                .addLast(new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder())
                                .addLast(new Answers());
                    }
                })
                .bind(address, PORT)
                .awaitUninterruptibly()
                .channel();
        if (!channel.isActive()) {
            close();
            throw new IOException("no name server on " + address);
        }
    }

    /** From now on the name has this address too. */
    void publish(String address) {
        published.add(address);
    }

    /** How often somebody asked for addresses of the name. */
    int asked() {
        return asked.size();
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramDnsQuery query) {
            DatagramDnsResponse answer = new DatagramDnsResponse(
                    /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
            DefaultDnsQuestion question = query.recordAt(DnsSection.QUESTION);
            answer.addRecord(DnsSection.QUESTION, question);
            if (!question.name().equals(name + ".") || published.isEmpty()) {
                answer.setCode(DnsResponseCode.NXDOMAIN);
            } else if (question.type().equals(DnsRecordType.A)) {
                published.forEach(address -> answer.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(
                                question.name(),
                                DnsRecordType.A,
                                0,
                                Unpooled.wrappedBuffer(NetUtil.createByteArrayFromIpAddressString(address)))));
            }
            if (question.name().equals(name + ".") && question.type().equals(DnsRecordType.A)) {
                asked.add(query.sender().getAddress().getHostAddress());
            }
            ChannelFuture sent = ctx.writeAndFlush(answer);
            sent.addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
