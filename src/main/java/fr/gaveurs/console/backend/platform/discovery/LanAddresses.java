package fr.gaveurs.console.backend.platform.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses under which other machines reach a console here. */
public final class LanAddresses {
    /** Of a machine with more networks the first ones are told. */
    private static final int MOST = 16;

    private LanAddresses() {}

    /** Whether other machines may reach what listens on an address of this one, now or once it has a network. */
    public static boolean isReachable(String bind) {
        try {
            return !InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Where other machines reach what listens on an address of this one, private networks first; none where that is the
     * machine's own loopback, or the machine has no network.
     *
     * @param bind what it listens on: a wildcard stands for every IPv4 address of the machine
     */
    public static List<InetAddress> of(String bind) {
        try {
            InetAddress bound = InetAddress.getByName(bind);
            if (!bound.isAnyLocalAddress()) {
                return bound.isLoopbackAddress() ? List.of() : List.of(bound);
            }
            List<InetAddress> addresses = new ArrayList<>();
            NetworkInterface.networkInterfaces()
                    .filter(LanAddresses::usable)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .forEach(addresses::add);
            return addresses.stream()
                    .sorted(Comparator.comparing((InetAddress a) -> !a.isSiteLocalAddress()))
                    .limit(MOST)
                    .toList();
        } catch (UnknownHostException | SocketException e) {
            return List.of();
        }
    }

    /** Such as {@code ws://192.168.1.20:8000/ws/sensors/}. */
    public static String url(InetAddress address, int port, String path) {
        String host = address.getHostAddress();
        // The zone of a link-local address means something on this machine alone.
        int zone = host.indexOf('%');
        host = zone < 0 ? host : host.substring(0, zone);
        return "ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + path;
    }

    private static boolean usable(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && !network.isVirtual();
        } catch (SocketException e) {
            return false;
        }
    }
}
