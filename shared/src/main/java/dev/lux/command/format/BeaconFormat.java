package dev.lux.command.format;

import dev.lux.command.Beacon;
import dev.lux.command.InterestDigest;

/**
 * A {@link Beacon} as bytes: the format (1), the kind, then
 *
 * <pre>
 * 0x41 beacon        owner (text), epoch, position, generation (numbers), prefixes (digest),
 *                    list of shards, each shard, term (numbers), ids (digest)
 * digest             count (number), hash (fixed)
 * </pre>
 *
 * No other family of messages has this kind, so none is taken for another.
 */
public final class BeaconFormat {
    private static final byte BEACON = 0x41;

    private BeaconFormat() {}

    public static byte[] write(Beacon beacon) {
        MessageWriter out = new MessageWriter();
        out.code(BEACON);
        out.text(beacon.owner());
        out.number(beacon.epoch());
        out.number(beacon.position());
        out.number(beacon.generation());
        writeDigest(out, beacon.prefixes());
        out.list(beacon.shards(), BeaconFormat::writeShard);
        return out.toBytes();
    }

    /** @throws IllegalArgumentException when the bytes are not exactly one beacon */
    public static Beacon read(byte[] bytes) {
        MessageReader in = new MessageReader(bytes);
        byte kind = in.code();
        if (kind != BEACON) {
            throw in.malformed("an unknown kind of beacon: " + kind);
        }
        Beacon beacon = new Beacon(
                in.text(), in.number(), in.number(), in.number(), readDigest(in), in.list(BeaconFormat::readShard));
        in.end();
        return beacon;
    }

    private static void writeShard(MessageWriter out, Beacon.ServedShard shard) {
        out.number(shard.shard());
        out.number(shard.term());
        writeDigest(out, shard.ids());
    }

    private static Beacon.ServedShard readShard(MessageReader in) {
        return new Beacon.ServedShard(in.intNumber(), in.number(), readDigest(in));
    }

    private static void writeDigest(MessageWriter out, InterestDigest digest) {
        out.number(digest.count());
        out.fixed(digest.hash());
    }

    private static InterestDigest readDigest(MessageReader in) {
        return new InterestDigest(in.intNumber(), in.fixed());
    }
}
