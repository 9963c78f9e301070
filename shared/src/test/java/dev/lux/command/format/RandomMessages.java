package dev.lux.command.format;

import dev.lux.command.Batch;
import dev.lux.command.BatchReply;
import dev.lux.command.Beacon;
import dev.lux.command.Condition;
import dev.lux.command.Idempotency;
import dev.lux.command.InterestDigest;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Reach;
import dev.lux.command.ShardTerm;
import dev.lux.command.Tenure;
import dev.lux.command.Update;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.command.WriteReply;
import dev.lux.document.Digest;
import dev.lux.document.DocumentState;
import dev.lux.document.Expiry;
import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import dev.lux.document.Pattern;
import dev.lux.document.WriteOutcome;
import dev.lux.error.ErrorCode;
import dev.lux.json.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Messages of every kind, from a seed: empty and long, absent and present, extreme numbers, text of any language. */
final class RandomMessages {
    private static final String[] TEXTS = {
        "", "a", "incident-INC-1042", "operator-a", "größer", "状態", "\uD83D\uDE80", "\uFFFD"
    };
    private static final long[] NUMBERS = {0, 1, 127, 128, 16_383, 16_384, 1_795_223_278_000_123L, Long.MAX_VALUE, -1};

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    OwnerRequest request() {
        return switch (random.nextInt(6)) {
            case 0 -> new OwnerRequest.Writes(number(), number(), list(this::batch));
            case 1 -> new OwnerRequest.Read(list(this::text));
            case 2 -> new OwnerRequest.Page(list(this::integer), pattern(), text(), integer());
            case 3 ->
                new OwnerRequest.Register(
                        text(),
                        number(),
                        random.nextBoolean(),
                        list(this::integer),
                        list(this::pattern),
                        list(() -> new OwnerRequest.Known(text(), number())));
            case 4 -> new OwnerRequest.Unregister(text(), number(), list(this::pattern));
            default -> new OwnerRequest.Sync(text(), list(this::integer));
        };
    }

    OwnerReply reply() {
        return switch (random.nextInt(5)) {
            case 0 -> new OwnerReply.Writes(list(this::batchReply));
            case 1 -> new OwnerReply.States(list(this::state));
            case 2 -> new OwnerReply.Page(list(this::state), integer());
            case 3 -> new OwnerReply.Followed(number(), number(), list(() -> new ShardTerm(integer(), number())));
            default -> new OwnerReply.Unready();
        };
    }

    Update update() {
        return new Update(text(), number(), number(), list(() -> new Update.Change(number(), state(), integer())));
    }

    Beacon beacon() {
        return new Beacon(
                text(),
                number(),
                number(),
                number(),
                interest(),
                list(() -> new Beacon.ServedShard(integer(), number(), interest())));
    }

    /** Bytes of a valid message, damaged a little or replaced altogether. */
    byte[] damaged(byte[] message) {
        byte[] damaged = message.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            case 2 -> {
                int from = random.nextInt(damaged.length);
                int count = random.nextInt(Math.min(12, damaged.length - from) + 1);
                random.ints(count).forEach(i -> damaged[from + Math.floorMod(i, count)] = (byte) i);
            }
            default -> {
                // A known beginning, so that something behind it is looked at.
                int from = Math.min(2, damaged.length);
                byte[] noise = new byte[damaged.length - from];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, damaged, from, noise.length);
            }
        }
        return damaged;
    }

    private InterestDigest interest() {
        return new InterestDigest(integer(), random.nextLong());
    }

    private Batch batch() {
        return new Batch(number(), text(), list(this::write));
    }

    private BatchReply batchReply() {
        return switch (random.nextInt(3)) {
            case 0 -> new BatchReply.Answered(list(this::writeReply));
            case 1 -> new BatchReply.Unready();
            default -> new BatchReply.Unknown();
        };
    }

    private Write write() {
        Write write = new Write(
                text(),
                oneOf(WriteKind.values()),
                bytes(),
                new Condition(random.nextBoolean(), random.nextBoolean(), list(this::number), list(this::number)),
                random.nextBoolean() ? bytes() : null,
                random.nextBoolean() ? new Idempotency(digest(), digest()) : null,
                text());
        Write within = random.nextBoolean() ? write.within(new Reach(part(3), part(3))) : write;
        return random.nextBoolean() ? within.with(tenure()) : within;
    }

    private Tenure tenure() {
        return new Tenure(
                millis(), millis(), oneOf(OnExpire.values()), holder(), random.nextBoolean() ? holder() : null);
    }

    private long millis() {
        return random.nextInt(4) - 1 == Tenure.KEEP ? Tenure.KEEP : random.nextLong() >>> (1 + random.nextInt(62));
    }

    private HolderToken holder() {
        return new HolderToken(random.nextLong(), random.nextLong());
    }

    private Part part(int depthLeft) {
        Map<String, Part> members = new HashMap<>();
        for (int i = depthLeft == 0 ? 0 : random.nextInt(3); i > 0; i--) {
            members.put(text(), part(depthLeft - 1));
        }
        return Part.of(random.nextBoolean(), members);
    }

    private WriteReply writeReply() {
        return random.nextBoolean()
                ? new WriteReply.Written(number(), oneOf(WriteOutcome.values()))
                : new WriteReply.Refused(
                        oneOf(ErrorCode.values()), text(), random.nextBoolean() ? state() : null, list(this::text));
    }

    private DocumentState state() {
        return new DocumentState(
                text(),
                number(),
                random.nextBoolean() ? bytes() : null,
                number(),
                text(),
                random.nextBoolean() ? new Expiry(oneOf(Expiry.Reason.values()), number(), text()) : null);
    }

    private Pattern pattern() {
        return new Pattern(text(), random.nextBoolean());
    }

    private Digest digest() {
        return new Digest(random.nextLong(), random.nextLong());
    }

    private <T> List<T> list(Supplier<T> element) {
        int size = random.nextInt(5);
        return Stream.generate(element).limit(size).toList();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(5_000) : random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        return random.nextInt(10) == 0 ? "x".repeat(random.nextInt(500)) : TEXTS[random.nextInt(TEXTS.length)];
    }

    private long number() {
        return random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextLong() >> random.nextInt(64);
    }

    private int integer() {
        return random.nextInt() >> random.nextInt(32);
    }

    private <E> E oneOf(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
