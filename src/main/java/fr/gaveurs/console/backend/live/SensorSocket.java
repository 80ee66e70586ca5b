package fr.gaveurs.console.backend.live;

import fr.gaveurs.console.api.DeviceWire;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.devices.Station;
import fr.gaveurs.console.backend.quality.DeviceMessage;
import fr.gaveurs.console.backend.quality.DeviceMessages;
import fr.gaveurs.console.backend.quality.GradedSample;
import fr.gaveurs.console.backend.quality.Measurement;
import fr.gaveurs.console.backend.quality.Outcome;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of {@code /ws/sensors/}: from a message to its grade and the queue, and the answers back. */
public final class SensorSocket extends FrameSocket {
    private static final Logger LOG = LoggerFactory.getLogger(SensorSocket.class);
    private static final int MAX_STATIONS = 1_000;

    private final SensorDesk desk;
    private final Map<String, Station> stations = new HashMap<>();
    private final Set<String> identified = new HashSet<>();
    private @Nullable Station greeted;
    /** Whether a sample of its was let in. */
    private boolean delivers;

    private boolean local;
    private String remote = "";

    SensorSocket(SensorDesk desk) {
        super(desk.group(), desk.messageLimit());
        this.desk = desk;
    }

    @Override
    void opened(CoreSession session) {
        if (session.getRemoteAddress() instanceof InetSocketAddress address) {
            local = address.getAddress().isLoopbackAddress();
            remote = address.getAddress().getHostAddress();
        }
        answer(new DeviceWire.ConnectionEstablished(desk.now(), "Gaveurs Console: say esp32_hello"));
    }

    @Override
    boolean received(byte[] utf8, int offset, int length) {
        long begin = System.nanoTime();
        Instant now = desk.now();
        return switch (DeviceMessages.parse(utf8, offset, length, desk.latest())) {
            case DeviceMessage.SensorData data -> sample(data.measurement(), now, begin, length);
            case DeviceMessage.Ahead ahead -> ahead(ahead, now, begin, length);
            case DeviceMessage.Hello hello -> hello(hello, now);
            case DeviceMessage.Heartbeat heartbeat -> heartbeat(heartbeat, now);
            case DeviceMessage.Ping ping -> answer(new DeviceWire.Pong(now));
            case DeviceMessage.Pong pong -> true;
            case DeviceMessage.Refused refused -> {
                group().countError("validation");
                yield answer(new DeviceWire.ValidationError(refused.sampleId(), refused.message(), refused.errors()));
            }
            case DeviceMessage.Unknown unknown -> {
                group().countError("unknown_type");
                yield answer(new DeviceWire.Failure(
                        null, "unknown type: send esp32_hello, sensor_data, heartbeat, ping or pong"));
            }
        };
    }

    private boolean hello(DeviceMessage.Hello hello, Instant now) {
        Station station = meet(hello.deviceId(), DeviceMessages.siteOf(hello.deviceId()));
        if (station == null) {
            return answer(tooMany(null));
        }
        if (!local && !station.identifiedBy(hello.token())) {
            LOG.warn("{} said hello as {} without that station's token", remote, hello.deviceId());
            group().countError("token");
            answer(new DeviceWire.Failure(
                    null, "this station has a token and the hello did not show it: send the one from hello_ack"));
            close(CloseStatus.POLICY_VIOLATION, "token needed");
            return true;
        }
        identified.add(hello.deviceId());
        greeted = station;
        station.hello(
                hello.location(),
                hello.firmwareVersion(),
                hello.macAddress(),
                hello.ipAddress() == null ? remote : hello.ipAddress(),
                now);
        desk.book().changed(station);
        if (!station.approved()) {
            return answer(
                    new DeviceWire.HelloAck(now, "waiting for approval on the console: samples are not stored", null));
        }
        String token = local ? null : desk.book().issueToken(station);
        return answer(new DeviceWire.HelloAck(now, "welcome", token));
    }

    private boolean heartbeat(DeviceMessage.Heartbeat heartbeat, Instant now) {
        Station station = heartbeat.deviceId() == null ? greeted : stations.get(heartbeat.deviceId());
        if (station != null) {
            station.heartbeat(heartbeat.bufferSize(), now);
            desk.book().changed(station);
            if (heartbeat.error() != null && station.approved()) {
                desk.error(station, heartbeat.error());
            }
        }
        return true;
    }

    /** Of the sample's station and the console one has a wrong clock: which one is a matter for all stations. */
    private boolean ahead(DeviceMessage.Ahead ahead, Instant now, long begin, int bytes) {
        Measurement measurement = ahead.measurement();
        Station station = local
                ? meet(measurement.deviceId(), measurement.siteCode())
                : desk.book().find(measurement.deviceId());
        if (station != null && mayTellTime(station)) {
            desk.clocks().heard(station.deviceId(), measurement.deviceTime());
            if (!ahead.of(desk.latest())) {
                return sample(measurement, now, begin, bytes);
            }
            desk.clocks().refused(station.deviceId());
            station.refusedAhead(Duration.between(now, measurement.deviceTime()), now);
            desk.book().changed(station);
        }
        group().countError("validation");
        DeviceMessage.Refused refused = ahead.refusal();
        return answer(new DeviceWire.ValidationError(refused.sampleId(), refused.message(), refused.errors()));
    }

    /** Whether a station's clock counts: it was let in, and showed on this connection who it is. */
    private boolean mayTellTime(Station station) {
        return station.approved() && (local || (station.tokenRequired() && identified.contains(station.deviceId())));
    }

    private boolean sample(Measurement measurement, Instant now, long begin, int bytes) {
        String sampleId = measurement.sampleId();
        if (desk.leaving()) {
            return answer(leaving(sampleId));
        }
        Station station = meet(measurement.deviceId(), measurement.siteCode());
        if (station == null) {
            return answer(tooMany(sampleId));
        }
        if (!station.approved()) {
            return answer(new DeviceWire.Failure(
                    sampleId,
                    "not stored: this station waits for approval on the console; keep the sample and send it again"));
        }
        if (!local && station.tokenRequired() && !identified.contains(station.deviceId())) {
            return answer(
                    new DeviceWire.Failure(sampleId, "not stored: say esp32_hello with the station's token first"));
        }
        Duration wait = station.takeAllowance(now);
        if (!wait.isZero()) {
            desk.rateLimited(station);
            return answer(new DeviceWire.RateLimitExceeded(
                    sampleId,
                    "not stored: more than the device's allowance; send it again later",
                    desk.usage(),
                    Math.ceil(wait.toMillis() / 100.0) / 10));
        }
        delivers = true;
        station.seen(now);
        if (mayTellTime(station)) {
            desk.clocks().heard(station.deviceId(), measurement.deviceTime());
        }
        GradedSample graded = desk.clocks().consoleWrong()
                ? station.lane()
                        .grade(
                                measurement,
                                now,
                                desk.clocks().now(),
                                true,
                                desk.book().nanos())
                : station.lane().grade(measurement, now, desk.book().nanos());
        return queue(new Pending(graded, begin, bytes));
    }

    private boolean queue(Pending pending) {
        if (desk.ingest().offer(pending)) {
            return true;
        }
        String sampleId = pending.sample().measurement().sampleId();
        if (desk.leaving()) {
            pending.settle();
            return answer(leaving(sampleId));
        }
        desk.ingest().whenRoom(() -> {
            if (queue(pending)) {
                readOn();
            }
        });
        return false;
    }

    /** A sample on its way, which answers for itself. */
    private final class Pending implements Ingest.Delivery {
        private final GradedSample sample;
        private final long begin;
        private final int bytes;
        private boolean settled;

        /** @param bytes of its message, which it is counted by until it is answered */
        Pending(GradedSample sample, long begin, int bytes) {
            this.sample = sample;
            this.begin = begin;
            this.bytes = bytes;
            group().held().add(bytes);
        }

        private void settle() {
            if (!settled) {
                settled = true;
                group().held().give(bytes, false);
            }
        }

        @Override
        public GradedSample sample() {
            return sample;
        }

        @Override
        public void done(Outcome outcome) {
            settle();
            var fusion = sample.grading().fusion();
            String id = sample.measurement().sampleId();
            Instant now = desk.now();
            switch (outcome) {
                case Outcome.Saved saved ->
                    answer(new DeviceWire.Ack(
                            id, now, DeviceWire.Kept.SAVED, fusion.finalScore(), fusion.finalGrade()));
                case Outcome.Reused saved ->
                    answer(new DeviceWire.Ack(
                            id, now, DeviceWire.Kept.SAVED, fusion.finalScore(), fusion.finalGrade()));
                case Outcome.Duplicate stored ->
                    answer(new DeviceWire.Ack(id, now, DeviceWire.Kept.SAVED, stored.finalScore(), stored.grade()));
                case Outcome.Quarantined refused ->
                    answer(new DeviceWire.Failure(
                            id, "not stored: the database refuses this sample for good; it is kept in quarantine"));
            }
            desk.processed(System.nanoTime() - begin);
        }

        @Override
        public void spooled() {
            settle();
            var fusion = sample.grading().fusion();
            answer(new DeviceWire.Ack(
                    sample.measurement().sampleId(),
                    desk.now(),
                    DeviceWire.Kept.SPOOLED,
                    fusion.finalScore(),
                    fusion.finalGrade()));
            desk.processed(System.nanoTime() - begin);
        }

        @Override
        public void refused(String reason) {
            settle();
            // The reason names folders: it is for the console's log and health, not for a device.
            answer(new DeviceWire.Failure(
                    sample.measurement().sampleId(),
                    "not stored: the database is away and the console's spool is full; keep the sample and send it"
                            + " again in 30 s"));
        }

        @Override
        public void abandoned() {
            settle();
            answer(new DeviceWire.Failure(
                    sample.measurement().sampleId(),
                    "not stored: the console ends or failed at it; keep the sample and send it again"));
        }
    }

    private @Nullable Station meet(String deviceId, String siteCode) {
        Station known = stations.get(deviceId);
        if (known != null) {
            return known;
        }
        Station met = stations.size() >= MAX_STATIONS ? null : desk.book().meet(deviceId, siteCode, local);
        if (met != null) {
            stations.put(deviceId, met);
            met.connected();
        }
        return met;
    }

    private static DeviceWire.Failure leaving(String sampleId) {
        return new DeviceWire.Failure(
                sampleId, "not stored: the console is shutting down; keep the sample and send it again");
    }

    private static DeviceWire.Failure tooMany(@Nullable String sampleId) {
        return new DeviceWire.Failure(
                sampleId, "not stored: the console knows as many stations as it takes; raise stations.max");
    }

    private boolean answer(DeviceWire.Answer answer) {
        send(Json.MAPPER.writeValueAsBytes(answer));
        return true;
    }

    /** Until it has said hello, or delivered, as a station that is let in. */
    @Override
    boolean isStranger() {
        Station said = greeted;
        return !local && !delivers && (said == null || !said.approved());
    }

    @Override
    void passedOver(Assembly.Unread reason) {
        var unused = answer(new DeviceWire.Failure(
                null,
                switch (reason) {
                    case STRANGER ->
                        "not stored: a message of more than " + (Assembly.STRANGER_LIMIT >> 10)
                                + " KiB is read from a station alone that said esp32_hello and was approved; keep the"
                                + " sample and send it again";
                    case NO_ROOM ->
                        "not stored: more messages come at once than the console has memory for; keep the sample and"
                                + " send it again in some seconds";
                }));
    }

    @Override
    void gone() {
        for (Station station : stations.values()) {
            station.disconnected();
            desk.book().changed(station);
        }
    }
}
