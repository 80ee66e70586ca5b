package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.RealtimeClient;
import fr.gaveurs.console.client.RealtimeListener;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection of its own for the full samples of one station, while somebody watches it. */
final class Watch implements RealtimeListener {
    private final String deviceId;
    private final Runnable signal;
    private final AtomicReference<Samples.@Nullable Sample> fresh = new AtomicReference<>();
    private final List<Consumer<Samples.Sample>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable RealtimeClient client;
    private Samples.@Nullable Sample last;

    Watch(String deviceId, Runnable signal) {
        this.deviceId = deviceId;
        this.signal = signal;
    }

    void add(Consumer<Samples.Sample> listener, @Nullable URI base, @Nullable String token) {
        listeners.add(listener);
        if (last != null) {
            listener.accept(last);
        }
        if (client == null && base != null) {
            Realtime.Filters one = new Realtime.Filters(List.of(deviceId), null, null, null, true);
            client = new RealtimeClient(base, token, one, RealtimeClient.Timing.STANDARD, this);
            client.start();
        }
    }

    /** Whether that was the last listener; the connection is closed then. */
    boolean remove(Consumer<Samples.Sample> listener) {
        listeners.remove(listener);
        if (listeners.isEmpty()) {
            close();
            return true;
        }
        return false;
    }

    void close() {
        RealtimeClient open = client;
        client = null;
        if (open != null) {
            // Its goodbye waits for the network, which the FX thread must not.
            Thread.ofVirtual().name("watch-goodbye").start(open::close);
        }
    }

    /** On the FX thread: hands over the newest sample, if one came. */
    void deliver() {
        Samples.Sample sample = fresh.getAndSet(null);
        if (sample != null) {
            last = sample;
            listeners.forEach(listener -> listener.accept(sample));
        }
    }

    @Override
    public void link(LinkState state) {
        // The main connection says how the backend is.
    }

    @Override
    public void message(Realtime.ServerMessage message) {
        if (message instanceof Realtime.SensorUpdate update
                && update.sample().deviceId().equals(deviceId)) {
            offer(update.sample());
        } else if (message instanceof Realtime.Snapshot snapshot) {
            snapshot.devices().stream()
                    .filter(live -> live.device().deviceId().equals(deviceId))
                    .map(Devices.DeviceLive::latest)
                    .forEach(this::offer);
        }
    }

    /** A snapshot sent before the subscription took hold may come without matrices: that is not a full sample. */
    private void offer(Samples.@Nullable Sample sample) {
        if (sample != null && (sample.vl53l8ch().raw() != null)) {
            fresh.set(sample);
            signal.run();
        }
    }
}
