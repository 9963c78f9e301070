package dev.lux.rates;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who may say, in {@code X-Forwarded-For}, for whom a request is. Of anybody else the header is not read: clients write
 * into it what they like. Immutable.
 */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final int MAX_BITS_V4 = 32;
    private static final int MAX_BITS_V6 = 128;

    private final List<Block> blocks;

    private record Block(byte[] first, int bits) {
        boolean contains(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (address[i] != first[i]) {
                    return false;
                }
            }
            int rest = bits % 8;
            return rest == 0 || ((address[whole] ^ first[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
        }
    }

    private TrustedProxies(List<Block> blocks) {
        this.blocks = blocks;
    }

    /**
     * @param list addresses and blocks such as {@code 10.0.0.0/8}, separated by commas
     * @throws IllegalArgumentException when one is neither
     */
    public static TrustedProxies parse(String list) {
        if (list.isBlank()) {
            return NONE;
        }
        List<Block> blocks = new ArrayList<>();
        for (String each : list.split(",", -1)) {
            blocks.add(block(each.strip()));
        }
        return new TrustedProxies(List.copyOf(blocks));
    }

    private static Block block(String text) {
        int slash = text.indexOf('/');
        byte[] address = Addresses.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("no address, nor a block of them: " + text);
        }
        int most = address.length == 4 ? MAX_BITS_V4 : MAX_BITS_V6;
        String bits = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most) {
            throw new IllegalArgumentException("a block has 0 to " + most + " bits: " + text);
        }
        return new Block(address, Integer.parseInt(bits));
    }

    public boolean isTrusted(String peer) {
        if (blocks.isEmpty()) {
            return false;
        }
        byte[] address = Addresses.parse(peer);
        return address != null && blocks.stream().anyMatch(block -> block.contains(address));
    }

    /**
     * For whom a request is: {@code peer}, or, when that is a proxy that is trusted, the last address that the header
     * names and that is none. What stands before it may be invented.
     *
     * @param forwardedFor all values of the header, joined by commas
     */
    public String client(String peer, Supplier<String> forwardedFor) {
        String client = peer;
        if (!isTrusted(peer)) {
            return client;
        }
        String[] hops = forwardedFor.get().split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (Addresses.parse(hop) == null) {
                break;
            }
            client = hop;
            if (!isTrusted(hop)) {
                break;
            }
        }
        return client;
    }
}
