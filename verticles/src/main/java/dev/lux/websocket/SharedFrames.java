package dev.lux.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Text frames as they go over the wire (RFC 6455, section 5.2), in memory that the kernel can read. What a server sends
 * is not masked, so sockets that are sent the same documents in one turn of their event loop are sent the same bytes:
 * they are laid out once.
 *
 * <p>Belongs to one event loop.
 */
public final class SharedFrames {
    private static final int TEXT = 0x81;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int LONGEST_HEADER = 10;
    /** In one turn, groups of sockets with other subscriptions are told other documents. */
    private static final int KEPT = 8;

    private final Executor laterTurn;
    private final ArrayDeque<Batch> recent = new ArrayDeque<>(KEPT);

    private record Batch(List<byte[]> frames, ByteBuf bytes) {
        /** Frames are shared objects, so the same frame is the same object. */
        boolean isOf(byte[] frame) {
            return frames.size() == 1 && frames.get(0) == frame;
        }

        boolean isOf(List<byte[]> others) {
            int size = frames.size();
            if (size != others.size()) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                if (frames.get(i) != others.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param laterTurn runs a task in a later turn of the event loop */
    public SharedFrames(Executor laterTurn) {
        this.laterTurn = laterTurn;
    }

    /**
     * @param frames JSON as UTF-8, at least one; neither they nor the list are changed later
     * @return one reference, for the caller to pass on or release
     */
    ByteBuf bytes(List<byte[]> frames, ByteBufAllocator allocator) {
        for (Batch batch : recent) {
            if (batch.isOf(frames)) {
                return batch.bytes.retainedDuplicate();
            }
        }
        return keep(frames, allocator);
    }

    /** The same of one frame. */
    ByteBuf bytes(byte[] frame, ByteBufAllocator allocator) {
        for (Batch batch : recent) {
            if (batch.isOf(frame)) {
                return batch.bytes.retainedDuplicate();
            }
        }
        return keep(List.of(frame), allocator);
    }

    private ByteBuf keep(List<byte[]> frames, ByteBufAllocator allocator) {
        ByteBuf bytes = layOut(frames, allocator);
        if (recent.isEmpty()) {
            laterTurn.execute(this::forget);
        } else if (recent.size() == KEPT) {
            recent.removeLast().bytes.release();
        }
        recent.addFirst(new Batch(frames, bytes));
        return bytes.retainedDuplicate();
    }

    private void forget() {
        recent.forEach(batch -> batch.bytes.release());
        recent.clear();
    }

    private static ByteBuf layOut(List<byte[]> frames, ByteBufAllocator allocator) {
        int size = 0;
        for (byte[] frame : frames) {
            size += LONGEST_HEADER + frame.length;
        }
        ByteBuf bytes = allocator.directBuffer(size);
        for (byte[] frame : frames) {
            header(bytes, frame.length).writeBytes(frame);
        }
        return bytes;
    }

    private static ByteBuf header(ByteBuf bytes, int length) {
        bytes.writeByte(TEXT);
        if (length < SHORT_LENGTH) {
            return bytes.writeByte(length);
        }
        return length <= 0xffff
                ? bytes.writeByte(SHORT_LENGTH).writeShort(length)
                : bytes.writeByte(LONG_LENGTH).writeLong(length);
    }
}
