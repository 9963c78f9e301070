package dev.lux.route;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.function.Function;

/**
 * A family of immutable messages on the event bus: to this node as they are, to another as their length (4 bytes) and
 * their bytes.
 *
 * @param <T> what all messages of the family are
 */
final class FormatCodec<T> implements MessageCodec<T, T> {
    private final String name;
    private final Function<T, byte[]> write;
    private final Function<byte[], T> read;

    FormatCodec(String name, Function<T, byte[]> write, Function<byte[], T> read) {
        this.name = name;
        this.write = write;
        this.read = read;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        byte[] bytes = write.apply(message);
        buffer.appendInt(bytes.length).appendBytes(bytes);
    }

    /** @throws IllegalArgumentException when there is no such message; it reaches the receiver that asks for the body */
    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        int left = buffer.length() - position - Integer.BYTES;
        int length = left < 0 ? -1 : buffer.getInt(position);
        if (length < 0 || length > left) {
            throw new IllegalArgumentException("a message of " + name + " that ends early");
        }
        int from = position + Integer.BYTES;
        return read.apply(buffer.getBytes(from, from + length));
    }

    /** The same object: it is immutable. */
    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
