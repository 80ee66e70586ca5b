package fr.gaveurs.console.backend.platform.http;

import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes connections of an address that has as many as it may, before anything is read from them. */
final class AddressLimit implements SelectorManager.AcceptListener {
    private static final Logger LOG = LoggerFactory.getLogger(AddressLimit.class);

    private final int ofOneAddress;
    private final int ofThisMachine;
    private final Counter refused;
    // A channel that is closed no longer says where it came from.
    private final Map<SelectableChannel, String> addresses = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Set<InetAddress> proxies;
    private final Function<InetAddress, String> counted;

    /**
     * @param proxies addresses that speak for many others: they may have as many as this machine
     * @param counted what is counted together
     * @param refused counts the connections that were closed at once
     */
    AddressLimit(
            int ofOneAddress,
            int ofThisMachine,
            Set<InetAddress> proxies,
            Function<InetAddress, String> counted,
            Counter refused) {
        this.ofOneAddress = ofOneAddress;
        this.ofThisMachine = ofThisMachine;
        this.proxies = Set.copyOf(proxies);
        this.counted = counted;
        this.refused = refused;
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        InetAddress address = remote(channel);
        if (address == null) {
            return;
        }
        if (!enter(channel, address)) {
            refused.increment();
            LOG.debug("{} has as many connections as it may", address);
            IO.close(channel);
        }
    }

    private synchronized boolean enter(SelectableChannel channel, InetAddress address) {
        String of = counted.apply(address);
        int count = open.getOrDefault(of, 0);
        if (count >= (address.isLoopbackAddress() || proxies.contains(address) ? ofThisMachine : ofOneAddress)) {
            return false;
        }
        open.put(of, count + 1);
        addresses.put(channel, of);
        return true;
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        leave(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        leave(channel);
    }

    private synchronized void leave(SelectableChannel channel) {
        String of = addresses.remove(channel);
        if (of != null) {
            open.computeIfPresent(of, (a, count) -> count == 1 ? null : count - 1);
        }
    }

    private static @Nullable InetAddress remote(SelectableChannel channel) {
        try {
            return channel instanceof SocketChannel socket
                            && socket.getRemoteAddress() instanceof InetSocketAddress address
                    ? address.getAddress()
                    : null;
        } catch (IOException e) {
            return null; // gone already
        }
    }
}
