package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.backend.features.devices.DeviceHistory;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.firmware.StationTalk;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.platform.http.SocketEndpoint;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.security.Rejections;
import fr.gaveurs.console.backend.platform.websocket.SocketGroup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the sockets of all devices share. */
public final class DeviceSocketContext {
    private static final int STATIONS_HEARD = 10_000;

    private final DeviceRegistry registry;
    private final DeviceHistory history;
    private final StationClocks clocks;
    private final Ingest ingest;
    private final Clock clock;
    private final int messageLimit;
    private final int samplesPerMinute;
    private final SocketGroup group;
    private final Counter rejections;
    private final MessageRates rates;
    private final Timer processing;
    private final Instant begun;
    private final long begunNanos = System.nanoTime();
    private volatile boolean leaving;
    private volatile StationTalk firmware = StationTalk.NONE;
    private volatile UnaryOperator<GradedSample> onGraded = UnaryOperator.identity();
    private volatile BiConsumer<Station, String> onError = (station, error) -> {};

    /**
     * @param messageLimit bytes of a device's message
     * @param messageTime from the first fragment of a message to its last
     * @param samplesPerMinute each device's allowance
     */
    public DeviceSocketContext(
            DeviceRegistry registry,
            DeviceHistory history,
            Ingest ingest,
            Clock clock,
            int messageLimit,
            Duration messageTime,
            int samplesPerMinute,
            Metrics metrics) {
        this.registry = registry;
        this.history = history;
        this.clocks = new StationClocks(clock, STATIONS_HEARD);
        clocks.witnesses(() -> null, registry::newestMeasured);
        this.ingest = ingest;
        this.clock = clock;
        this.begun = clock.instant();
        this.messageLimit = messageLimit;
        this.samplesPerMinute = samplesPerMinute;
        this.group = new SocketGroup("sensors", messageTime, metrics);
        this.rejections = Rejections.DEVICE.counter(metrics);
        this.rates = new MessageRates(metrics);
        this.processing =
                metrics.timer("sample.processing.duration", "From the last byte of a sample to its acknowledgement");
    }

    public SocketEndpoint endpoint() {
        return new SocketEndpoint(Routes.WS_SENSORS, stillIn -> new DeviceSocket(this));
    }

    /** Sockets of devices open now. */
    public int connections() {
        return group.size();
    }

    DeviceRegistry registry() {
        return registry;
    }

    /**
     * Says who may grade a sample once more, with other figures than the formula's. It is on the way to the
     * acknowledgement, which tells the station its grade: it must return at once, and never throw.
     */
    public void onGraded(UnaryOperator<GradedSample> regrading) {
        onGraded = regrading;
    }

    GradedSample graded(GradedSample sample) {
        return onGraded.apply(sample);
    }

    /** Says who hears what stations say of their firmware; must return at once. */
    public void onFirmware(StationTalk listener) {
        firmware = listener;
    }

    /** Who hears what stations say of their firmware. */
    StationTalk firmware() {
        return firmware;
    }

    DeviceHistory history() {
        return history;
    }

    public Ingest ingest() {
        return ingest;
    }

    Instant now() {
        return clock.instant();
    }

    /** What the stations' clocks say about this console's. */
    public StationClocks clocks() {
        return clocks;
    }

    /** Says who knows what time it is by the database, null where that is not known. */
    public void databaseTime(Supplier<@Nullable Instant> time) {
        clocks.witnesses(time, registry::newestMeasured);
    }

    /**
     * The latest that it may be: by the stations, if they found the clock behind; by the clock, or, if that was set back, by the time that has passed since the start.
     * A console whose clock is wrong must not refuse what devices measured by theirs.
     */
    Instant latest() {
        Instant now = clock.instant();
        if (clocks.consoleWrong()) {
            Instant agreed = clocks.now();
            return agreed.isAfter(now) ? agreed : now;
        }
        Instant passed = begun.plusNanos(System.nanoTime() - begunNanos);
        return passed.isAfter(now) ? passed : now;
    }

    int messageLimit() {
        return messageLimit;
    }

    public SocketGroup group() {
        return group;
    }

    MessageRates rates() {
        return rates;
    }

    String usage() {
        return samplesPerMinute + " samples per 60 s, used up";
    }

    void rateLimited(Station station) {
        rejections.increment();
        registry.changed(station);
    }

    /** Says who hears of a station that reports an error, with its words; must return at once. */
    public void onError(BiConsumer<Station, String> listener) {
        onError = listener;
    }

    /** What a station sent did not count. */
    void refused(Station station, RefusalReason reason, String words) {
        history.refused(station.deviceId(), reason, words);
    }

    void error(Station station, String words) {
        history.error(station.deviceId(), words);
        onError.accept(station, words);
    }

    void processed(long nanos) {
        processing.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Whether samples are no longer taken. */
    boolean leaving() {
        return leaving;
    }

    /**
     * Takes leave of every device: {@code server_shutdown}, the acknowledgements of what was taken before, then 1001.
     */
    public void shutDown(Deadline deadline) throws InterruptedException {
        byte[] goodbye = Json.MAPPER.writeValueAsBytes(new DeviceWire.ServerShutdown(
                "the console is shutting down: keep what was not acknowledged and come back", now()));
        leaving = true;
        group.forEach(socket -> socket.send(goodbye));
        Deadline commits = Deadline.in(deadline.leftAtMost(Duration.ofSeconds(8)));
        while (!ingest.idle() && !commits.passed()) {
            Thread.sleep(5);
        }
        group.close(deadline);
    }
}
