package fr.gaveurs.console.backend.platform.security;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What strangers are counted by: a household has one IPv4 address, or a whole IPv6 network of 64 bits, in which it may
 * take another address for each request.
 */
public final class ClientNetwork {
    private static final int PREFIX_BYTES = 8;
    private static final int SITE_BYTES = 6;

    private ClientNetwork() {}

    /** The same for all addresses of one household. */
    public static String of(InetAddress address) {
        return HexFormat.of().formatHex(bytes(address));
    }

    /**
     * What one customer of a provider may hold at most: an IPv6 network of 48 bits, which has 65,536 households. Null for
     * IPv4, where an address is a household and more of them are not to be had so easily.
     */
    public static @Nullable String site(InetAddress address) {
        return address instanceof Inet4Address
                ? null
                : HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), SITE_BYTES));
    }

    /** Its bytes: four, or eight. */
    public static byte[] bytes(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, PREFIX_BYTES);
    }
}
