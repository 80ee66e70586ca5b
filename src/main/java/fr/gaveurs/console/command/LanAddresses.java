package fr.gaveurs.console.command;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses under which other machines reach this one. */
final class LanAddresses {
    private LanAddresses() {}

    /** {@code ws://} addresses of this machine, private networks first; {@code fallback} where it has no network. */
    static List<String> urls(int port, String path, String fallback) {
        List<InetAddress> addresses = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .filter(LanAddresses::usable)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .forEach(addresses::add);
        } catch (SocketException e) {
            return List.of(fallback);
        }
        List<String> urls = addresses.stream()
                .sorted(Comparator.comparing((InetAddress a) -> !a.isSiteLocalAddress()))
                .map(a -> "ws://" + a.getHostAddress() + ":" + port + path)
                .toList();
        return urls.isEmpty() ? List.of(fallback) : urls;
    }

    private static boolean usable(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && !network.isVirtual();
        } catch (SocketException e) {
            return false;
        }
    }
}
