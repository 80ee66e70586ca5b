package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.simulator.firmware.FirmwareAgent;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;

/** Stations that send to one console: livers of its own making, or a recording. */
public final class Simulation implements AutoCloseable {
    public static final int MAX_DEVICES = 1000;
    public static final double MAX_RATE_HZ = 1000;

    private static final long MAX_ANSWER = 1 << 20;
    private static final long CLIENT_STOP_MS = 2000;
    private static final int THREADS = 12;

    private final Options options;
    private final Consumer<Acknowledged> onAcknowledged;
    private final WebSocketClient client;
    private final HttpClientHolder downloads = new HttpClientHolder();
    private final List<SimulatedDevice> devices;

    /**
     * What to simulate.
     *
     * @param uri the console's sensor socket, as {@link #socketUri} makes it
     * @param devices 1–{@value #MAX_DEVICES}; 0 for as many as the recording has, under their recorded ids
     * @param rateHz samples a second of each device, over 0, at most 1000
     * @param seed the same seed, the same livers
     * @param replay the recording to send instead of generated livers; null for none
     * @param recordedPace whether the recording keeps its own pauses; else {@code rateHz} holds
     * @param loop whether the recording begins again at its end
     * @param first number of the first station, from 0, so that two simulations have ids of their own
     * @param firmware how its stations take updates; null: they take none
     * @param past when what they send was measured; null: now, and without end
     */
    public record Options(
            URI uri,
            int devices,
            double rateHz,
            long seed,
            @Nullable Replay replay,
            boolean recordedPace,
            boolean loop,
            int first,
            @Nullable FirmwareFleet firmware,
            @Nullable Past past) {
        /** The stations of the demo come first: those of {@code simulate} begin with the eleventh of each site. */
        public static final int AFTER_DEMO = 30;

        /**
         * Checks them.
         *
         * @throws IllegalArgumentException saying what is allowed
         */
        public Options {
            if (devices < 0 || devices > MAX_DEVICES || (devices == 0 && replay == null)) {
                throw new IllegalArgumentException("devices: from 1 to " + MAX_DEVICES);
            }
            if (!(rateHz > 0 && rateHz <= MAX_RATE_HZ)) {
                throw new IllegalArgumentException("rate: over 0, at most " + MAX_RATE_HZ + " samples a second");
            }
        }

        /** Stations that take no updates and measure now. */
        public Options(
                URI uri,
                int devices,
                double rateHz,
                long seed,
                @Nullable Replay replay,
                boolean recordedPace,
                boolean loop,
                int first) {
            this(uri, devices, rateHz, seed, replay, recordedPace, loop, first, null, null);
        }

        /** The same with boards that take updates. */
        public Options with(FirmwareFleet fleet) {
            return new Options(uri, devices, rateHz, seed, replay, recordedPace, loop, first, fleet, past);
        }

        /** The same with samples of the past. */
        public Options with(Past measured) {
            return new Options(uri, devices, rateHz, seed, replay, recordedPace, loop, first, firmware, measured);
        }

        /** Generated livers. */
        public static Options livers(URI uri, int devices, double rateHz, long seed) {
            return new Options(uri, devices, rateHz, seed, null, false, false, 0);
        }
    }

    public Simulation(Options options) {
        this(options, acknowledged -> {});
    }

    /**
     * A simulation that does nothing until {@link #start}.
     *
     * @param onAcknowledged told of each acknowledgement, on the threads of the stations
     */
    public Simulation(Options options, Consumer<Acknowledged> onAcknowledged) {
        this.options = options;
        this.onAcknowledged = onAcknowledged;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("simulator");
        threads.setDaemon(true);
        HttpClient http = new HttpClient();
        http.setExecutor(threads);
        this.client = new WebSocketClient(http);
        client.setMaxTextMessageSize(MAX_ANSWER);
        client.setMaxFrameSize(MAX_ANSWER);
        client.setIdleTimeout(Duration.ofMinutes(2));
        client.setStopTimeout(CLIENT_STOP_MS);
        // A simulation is one run: its sample ids must not be those of the run before.
        String run = Long.toString(Instant.now().toEpochMilli() % (36L * 36 * 36 * 36 * 36 * 36), 36)
                .toUpperCase(Locale.ROOT);
        this.devices = List.copyOf(stations(run));
    }

    private List<SimulatedDevice> stations(String run) {
        Replay replay = options.replay();
        List<StationIdentity> recorded = replay == null ? List.of() : replay.stations();
        int count = options.devices() == 0 ? recorded.size() : options.devices();
        List<SimulatedDevice> stations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StationIdentity identity =
                    options.devices() == 0 ? recorded.get(i) : StationIdentity.numbered(options.first() + i);
            stations.add(station(i, identity, source(i, identity, run)));
        }
        return stations;
    }

    private Outgoing.Source source(int index, StationIdentity identity, String run) {
        Replay replay = options.replay();
        Outgoing.Source source = replay == null
                ? new LiverSource(identity, run, options.seed() + index)
                : replay.source(index, identity.deviceId(), run, options.recordedPace(), options.loop());
        Past past = options.past();
        if (past == null) {
            return source;
        }
        return new PastSource(source, replay == null || options.loop() ? past : past.atMost(replay.samples(index)));
    }

    private SimulatedDevice station(int index, StationIdentity identity, Outgoing.Source source) {
        FirmwareFleet fleet = options.firmware();
        if (fleet == null) {
            return new SimulatedDevice(identity, options.uri(), client, source, options.rateHz(), onAcknowledged);
        }
        AtomicReference<@Nullable SimulatedDevice> made = new AtomicReference<>();
        FirmwareAgent agent = fleet.agent(index, options.uri(), downloads.client(), () -> {
            SimulatedDevice device = made.get();
            return device == null ? null : device.token();
        });
        SimulatedDevice device = new SimulatedDevice(
                identity,
                options.uri(),
                client,
                new FirmwareSource(source, agent, identity.firmwareVersion()),
                options.rateHz(),
                onAcknowledged);
        made.set(device);
        device.firmware(agent);
        return device;
    }

    /**
     * The sensor socket that an address means: {@code ws://host:port/ws/sensors/} as it is, the same from
     * {@code http://host:port} or {@code host:port}.
     *
     * @throws IllegalArgumentException with an example
     */
    public static URI socketUri(String url) {
        String text = url.contains("://") ? url : "ws://" + url;
        try {
            URI uri = new URI(text);
            String scheme =
                    switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
                        case "ws", "http" -> "ws";
                        case "wss", "https" -> "wss";
                        default -> throw new IllegalArgumentException(complaint(url));
                    };
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw new IllegalArgumentException(complaint(url));
            }
            String path = uri.getPath() == null || uri.getPath().length() <= 1 ? Routes.WS_SENSORS : uri.getPath();
            return new URI(scheme, null, uri.getHost(), uri.getPort(), path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(complaint(url), e);
        }
    }

    private static String complaint(String url) {
        return "not the address of a console: " + url + " (use ws://127.0.0.1:8000" + Routes.WS_SENSORS + ")";
    }

    /** The stations, in the order of their numbers. */
    public List<SimulatedDevice> devices() {
        return devices;
    }

    /**
     * Starts every station. A console that cannot be reached is no error: the stations go on trying.
     *
     * @throws Exception if this machine cannot open sockets
     */
    public void start() throws Exception {
        client.start();
        devices.forEach(SimulatedDevice::start);
    }

    /** The sums over all stations. */
    public SimulationProgress progress() {
        SimulationProgress sum = SimulationProgress.NONE;
        for (SimulatedDevice device : devices) {
            sum = sum.plus(device.progress());
        }
        return sum;
    }

    /**
     * Measures no more, waits for what is on its way, hangs up. Does nothing the second time.
     *
     * @param patience how long to wait for acknowledgements
     */
    public void stop(Duration patience) throws InterruptedException {
        List<Thread> stopping = new ArrayList<>();
        for (SimulatedDevice device : devices) {
            stopping.add(Thread.ofVirtual().start(() -> {
                try {
                    device.stop(patience);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : stopping) {
            thread.join();
        }
        LifeCycle.stop(client);
        downloads.close();
    }

    /** {@link #stop} with two seconds of patience. */
    @Override
    public void close() {
        try {
            stop(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
