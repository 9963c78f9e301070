package dev.lux.rates;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/** IP addresses as text. Never looks a name up. */
final class Addresses {
    private static final int V6_BYTES = 16;
    /** What one subscriber is given at least (RFC 6177): the rest of an IPv6 address is free to choose. */
    private static final int V6_NETWORK_BYTES = 8;

    private Addresses() {}

    /** 4 or 16 bytes, 4 of an IPv4 address that is written as IPv6; {@code null} for what is no address. */
    static byte @Nullable [] parse(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
        return bytes != null && isMapped(bytes) ? new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]} : bytes;
    }

    /** {@code ::ffff:a.b.c.d} (RFC 4291, section 2.5.5.2). */
    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != V6_BYTES || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** What is limited as one: an IPv4 address, the first half of an IPv6 one; what is neither as it is. */
    static String network(String address) {
        byte[] bytes = parse(address);
        if (bytes == null || bytes.length != V6_BYTES) {
            return address;
        }
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < V6_NETWORK_BYTES; i++) {
            network.append(Character.forDigit((bytes[i] >> 4) & 15, 16)).append(Character.forDigit(bytes[i] & 15, 16));
        }
        return network.toString();
    }
}
