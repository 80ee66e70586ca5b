package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.devices.Verdict;
import fr.gaveurs.console.backend.features.devices.Voice;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.features.quality.DeviceMessages;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.Measurement;
import fr.gaveurs.console.backend.features.quality.StoreResult;
import fr.gaveurs.console.backend.ingest.MessageRates.Kind;
import fr.gaveurs.console.backend.platform.security.Allowances;
import fr.gaveurs.console.backend.platform.websocket.FrameSocket;
import fr.gaveurs.console.backend.platform.websocket.MessageAssembly;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of {@code /ws/sensors/}: from a message to its grade and the queue, and the answers back. */
public final class DeviceSocket extends FrameSocket {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSocket.class);
    private static final int MAX_STATIONS = 1_000;
    /** So many messages over its allowances, and a socket is closed. */
    private static final int TOO_OFTEN = 200;

    private final DeviceSocketContext sockets;
    private final Map<String, Visit> visits = new HashMap<>();
    private @Nullable Visit greeted;
    private Voice voice = new Voice("", false);
    private int tooOften;
    /** Whether a sample of its was let in. */
    private boolean delivers;

    /** This socket's dealings with one station. */
    private static final class Visit {
        private Station station;
        private boolean counts;
        /** The station's history names it so, as long as its word counts. */
        private @Nullable UUID link;
        /** What its hello on this connection said. */
        private DeviceMessage.@Nullable Hello hello;

        Visit(Station station) {
            this.station = station;
        }
    }

    DeviceSocket(DeviceSocketContext sockets) {
        super(sockets.group(), sockets.messageLimit());
        this.sockets = sockets;
    }

    @Override
    protected void opened(CoreSession session) {
        if (session.getRemoteAddress() instanceof InetSocketAddress address) {
            voice = new Voice(
                    address.getAddress().getHostAddress(), address.getAddress().isLoopbackAddress());
        }
        answer(new DeviceWire.ConnectionEstablished(sockets.now(), "Gaveurs Console: say esp32_hello"));
    }

    @Override
    protected boolean received(byte[] utf8, int offset, int length) {
        long begin = System.nanoTime();
        Instant now = sockets.now();
        return switch (DeviceMessages.parse(utf8, offset, length, sockets.latest())) {
            case DeviceMessage.SensorData data -> sample(data.measurement(), now, begin, length);
            case DeviceMessage.Ahead ahead -> ahead(ahead, now, begin, length);
            case DeviceMessage.Hello hello -> hello(hello, now);
            case DeviceMessage.Heartbeat heartbeat -> heartbeat(heartbeat, now);
            case DeviceMessage.Ping ping -> anonymous(Kind.PING, null) || answer(new DeviceWire.Pong(now));
            case DeviceMessage.Pong pong -> {
                anonymous(Kind.PING, null);
                yield true;
            }
            case DeviceMessage.Refused refused -> {
                group().countError("validation");
                Visit visit = greeted;
                if (visit != null && visit.counts) {
                    refused(visit.station, RefusalReason.INVALID, refused.message());
                }
                yield anonymous(Kind.GARBAGE, refused.sampleId())
                        || answer(new DeviceWire.ValidationError(
                                refused.sampleId(), refused.message(), refused.errors()));
            }
            case DeviceMessage.Unknown unknown -> {
                group().countError("unknown_type");
                yield anonymous(Kind.GARBAGE, null)
                        || answer(new DeviceWire.Failure(
                                null, "unknown type: send esp32_hello, sensor_data, heartbeat, ping or pong"));
            }
        };
    }

    /** Counts a message that names no station: for the one that said hello here, else for the address. */
    private boolean anonymous(Kind kind, @Nullable String sampleId) {
        Visit visit = greeted;
        return refused(
                visit != null && visit.counts
                        ? sockets.rates().ofStation(kind, visit.station.deviceId())
                        : sockets.rates().ofAddress(kind, voice.address(), voice.local()),
                kind,
                sampleId);
    }

    private boolean ofAddress(Kind kind, @Nullable String sampleId) {
        return refused(sockets.rates().ofAddress(kind, voice.address(), voice.local()), kind, sampleId);
    }

    private boolean ofStation(Kind kind, Station station) {
        boolean over = refused(sockets.rates().ofStation(kind, station.deviceId()), kind, null);
        if (over) {
            refused(station, RefusalReason.RATE_LIMIT, "too many messages of one kind: " + kind.words());
        }
        return over;
    }

    private void refused(Station station, RefusalReason reason, String words) {
        sockets.history().refused(station.deviceId(), reason, words);
    }

    /** Whether there was no allowance left; then that is said, and who does not listen is cut off. */
    private boolean refused(Allowances.@Nullable RateLimitStatus standing, Kind kind, @Nullable String sampleId) {
        if (standing == null) {
            return false;
        }
        answer(new DeviceWire.RateLimitExceeded(
                sampleId,
                "not taken: too many messages of this kind (" + kind.words() + "); send fewer",
                standing.limit() + " a minute, used up",
                standing.retryAfterSeconds()));
        if (++tooOften == TOO_OFTEN) {
            close(CloseStatus.POLICY_VIOLATION, "too many messages");
        }
        return true;
    }

    private boolean hello(DeviceMessage.Hello hello, Instant now) {
        String id = hello.deviceId();
        Visit known = visits.get(id);
        boolean trusted = known != null && known.counts;
        if (!trusted && ofAddress(Kind.HELLO, null)) {
            return true;
        }
        if (known != null) {
            known.hello = null; // this one counts
        }
        Visit visit = meet(id, DeviceMessages.siteOf(id));
        if (visit == null) {
            return answer(tooMany(null));
        }
        Station station = visit.station;
        Verdict verdict = greet(visit, hello, hello.token(), now);
        if (!verdict.counts()) {
            return putOff(station, verdict, null, "said hello as");
        }
        // The station's own share is not for strangers to use up: it is taken once the word counts.
        if (ofStation(Kind.HELLO, station)) {
            return true;
        }
        take(station, hello, now);
        greeted = visit;
        sockets.registry().changed(station);
        if (verdict == Verdict.PENDING) {
            return answer(
                    new DeviceWire.HelloAck(now, "waiting for approval on the console: samples are not stored", null));
        }
        String token = voice.local() ? null : sockets.registry().issueToken(station, voice);
        return answer(new DeviceWire.HelloAck(now, "welcome", token));
    }

    private Verdict greet(Visit visit, DeviceMessage.Hello hello, @Nullable String token, Instant now) {
        visit.hello = hello;
        Verdict verdict = visit.station.greet(
                voice, hello.location(), hello.firmwareVersion(), hello.macAddress(), address(hello), token, now);
        counts(visit, verdict);
        return verdict;
    }

    private void take(Station station, DeviceMessage.Hello hello, Instant now) {
        station.hello(hello.location(), hello.firmwareVersion(), hello.macAddress(), address(hello), now);
    }

    private String address(DeviceMessage.Hello hello) {
        return hello.ipAddress() == null ? voice.address() : hello.ipAddress();
    }

    private boolean heartbeat(DeviceMessage.Heartbeat heartbeat, Instant now) {
        Visit visit = heartbeat.deviceId() == null ? greeted : visits.get(heartbeat.deviceId());
        if (visit == null) {
            // Of a station that this socket has not spoken for: it makes none known.
            Station station =
                    heartbeat.deviceId() == null ? null : sockets.registry().find(heartbeat.deviceId());
            if (station == null) {
                return ofAddress(Kind.HEARTBEAT, null)
                        || answer(new DeviceWire.Failure(
                                null, "a heartbeat of nobody: send it with device_id, or say esp32_hello before"));
            }
            visit = meet(station.deviceId(), station.siteCode());
        }
        visit = current(visit);
        if (visit == null) {
            ofAddress(Kind.HEARTBEAT, null);
            return true;
        }
        Station station = visit.station;
        Verdict verdict = station.word(voice, now);
        counts(visit, verdict);
        if (!verdict.counts()) {
            return ofAddress(Kind.HEARTBEAT, null) || putOff(station, verdict, null, "sent a heartbeat as");
        }
        if (ofStation(Kind.HEARTBEAT, station)) {
            return true;
        }
        station.heartbeat(heartbeat.bufferSize(), heartbeat.uptimeSeconds(), now);
        station.leftOut(heartbeat.leftOut());
        sockets.registry().changed(station);
        if (heartbeat.error() != null
                && verdict == Verdict.TAKEN
                && sockets.rates().ofStation(Kind.ERROR_REPORT, station.deviceId()) == null) {
            sockets.error(station, heartbeat.error());
        }
        return true;
    }

    /** Of the sample's station and the console one has a wrong clock: which one is a matter for all stations. */
    private boolean ahead(DeviceMessage.Ahead ahead, Instant now, long begin, int bytes) {
        Measurement measurement = ahead.measurement();
        Station known = sockets.registry().find(measurement.deviceId());
        Visit visit = voice.local() || known != null ? meet(measurement.deviceId(), measurement.siteCode()) : null;
        if (visit != null && visit.station.word(voice, now) == Verdict.TAKEN && mayTellTime(visit.station)) {
            Station station = visit.station;
            counts(visit, Verdict.TAKEN);
            // Its own vote alone, however often it is cast: what it says may be what shows that this console is wrong.
            sockets.clocks().heard(station.deviceId(), measurement.deviceTime());
            if (!ahead.of(sockets.latest())) {
                return sample(measurement, now, begin, bytes);
            }
            if (refused(
                    sockets.rates().ofStation(Kind.GARBAGE, station.deviceId()),
                    Kind.GARBAGE,
                    measurement.sampleId())) {
                return true;
            }
            station.refusedAhead(Duration.between(now, measurement.deviceTime()), now);
            refused(station, RefusalReason.CLOCK_AHEAD, ahead.refusal().message());
            sockets.registry().changed(station);
        } else if (ofAddress(Kind.GARBAGE, measurement.sampleId())) {
            return true;
        }
        group().countError("validation");
        DeviceMessage.Refused refused = ahead.refusal();
        return answer(new DeviceWire.ValidationError(refused.sampleId(), refused.message(), refused.errors()));
    }

    /** Whether a station's clock counts: it was let in, and showed on this connection who it is. */
    private boolean mayTellTime(Station station) {
        return station.approved() && (voice.local() || station.hasProven(voice));
    }

    private boolean sample(Measurement said, Instant now, long begin, int bytes) {
        String sampleId = said.sampleId();
        if (sockets.leaving()) {
            return answer(leaving(sampleId));
        }
        Visit visit = meet(said.deviceId(), said.siteCode());
        if (visit == null) {
            return ofAddress(Kind.REFUSED_SAMPLE, sampleId) || answer(tooMany(sampleId));
        }
        Station station = visit.station;
        Measurement measurement = said.ofSite(station.siteCode());
        Verdict verdict = station.word(voice, now);
        counts(visit, verdict);
        if (verdict != Verdict.TAKEN) {
            return ofAddress(Kind.REFUSED_SAMPLE, sampleId) || putOff(station, verdict, sampleId, "sent a sample as");
        }
        Duration wait = station.takeAllowance(now);
        if (!wait.isZero()) {
            sockets.rateLimited(station);
            refused(station, RefusalReason.RATE_LIMIT, "more samples than the station's allowance: " + sockets.usage());
            return answer(new DeviceWire.RateLimitExceeded(
                    sampleId,
                    "not stored: more than the device's allowance; send it again later",
                    sockets.usage(),
                    Math.ceil(wait.toMillis() / 100.0) / 10));
        }
        delivers = true;
        station.seen(now);
        if (mayTellTime(station)) {
            sockets.clocks().heard(station.deviceId(), measurement.deviceTime());
        }
        GradedSample graded = sockets.clocks().consoleWrong()
                ? station.grading()
                        .grade(
                                measurement,
                                now,
                                sockets.clocks().now(),
                                true,
                                sockets.registry().nanos())
                : station.grading().grade(measurement, now, sockets.registry().nanos());
        station.clockSaid(measurement.deviceTime(), now, graded.measuredNanos());
        return queue(new Pending(graded, begin, bytes));
    }

    /** Says why a message does not count, and lets people see who sent it. */
    private boolean putOff(Station station, Verdict verdict, @Nullable String sampleId, String did) {
        String id = station.deviceId();
        if (verdict != Verdict.PENDING && sockets.rates().ofAddress(Kind.LOG_LINE, voice.address(), false) == null) {
            LOG.warn("{}", station.refusal(voice, verdict, did + " " + id));
            // As often as that it is also shown.
            sockets.registry().changed(station);
        }
        boolean sample = sampleId != null;
        boolean hello = did.startsWith("said");
        String words =
                switch (verdict) {
                    case PENDING, TAKEN ->
                        station.saidHello(voice)
                                ? "not stored: this station waits for approval on the console; keep the sample and send it"
                                        + " again"
                                : "not stored: say esp32_hello first, then this station waits for approval on the"
                                        + " console; keep the sample and send it again";
                    case BLOCKED -> "refused: this station is blocked on the console; a person can unblock it there";
                    case ANOTHER ->
                        (station.approved()
                                        ? "not taken: another board was approved under this id, and this one"
                                        : "not taken: another board said this id first, and this one")
                                + " is shown on the console; give it an id of its own, or let a person choose it there; keep what was not acknowledged";
                    case SECOND_BOARD ->
                        "not taken: a board with another MAC address is sending under this id; give this one an id of"
                                + " its own; keep what was not acknowledged";
                    case TOKEN_NEEDED ->
                        sample
                                ? "not stored: say esp32_hello with the station's token first"
                                : "this station has a token and the hello did not show it: send the one from"
                                        + " hello_ack";
                    case WRONG_TOKEN ->
                        "this station has a token and the hello did not show it: send the one from hello_ack, or let"
                                + " a person make a new one on the console";
                };
        answer(new DeviceWire.Failure(sampleId, words));
        refused(station, reason(verdict), words);
        if (verdict == Verdict.WRONG_TOKEN || (verdict == Verdict.TOKEN_NEEDED && hello)) {
            group().countError("token");
            close(CloseStatus.POLICY_VIOLATION, "token needed");
        }
        return true;
    }

    private static RefusalReason reason(Verdict verdict) {
        return switch (verdict) {
            case PENDING, TAKEN -> RefusalReason.NOT_APPROVED;
            case BLOCKED -> RefusalReason.BLOCKED;
            case ANOTHER, SECOND_BOARD -> RefusalReason.ANOTHER_BOARD;
            case TOKEN_NEEDED, WRONG_TOKEN -> RefusalReason.TOKEN;
        };
    }

    private void counts(Visit visit, Verdict verdict) {
        boolean now = verdict.counts();
        if (now != visit.counts) {
            visit.counts = now;
            if (now) {
                visit.station.connected();
                DeviceMessage.Hello said = visit.hello;
                visit.link = sockets.history()
                        .connected(visit.station.deviceId(), voice.address(), said == null ? null : said.macAddress());
            } else {
                visit.station.disconnected();
                unlink(
                        visit,
                        null,
                        "its word does not count any more: " + reason(verdict).key());
            }
        }
    }

    private void unlink(Visit visit, @Nullable Integer closeCode, String why) {
        UUID link = visit.link;
        if (link != null) {
            visit.link = null;
            sockets.history().disconnected(link, closeCode, why);
        }
    }

    @Override
    protected void notUtf8(byte[] bytes, int offset, int size) {
        Visit visit = greeted;
        if (visit == null || !visit.counts) {
            String id = DeviceMessages.deviceIdIn(bytes, offset, size);
            Station named = id == null ? null : sockets.registry().find(id);
            visit = named == null ? null : meet(named.deviceId(), named.siteCode());
            if (visit != null) {
                counts(visit, visit.station.word(voice, sockets.now()));
            }
        }
        Station station = visit == null || !visit.counts ? null : visit.station;
        if (station != null) {
            station.sentNoText(sockets.now());
            sockets.registry().changed(station);
        }
        if (sockets.rates().ofAddress(Kind.LOG_LINE, voice.address(), false) == null) {
            LOG.warn(
                    "{} ({}) sent bytes that are no UTF-8 and is closed with 1007",
                    station == null ? "a station that did not say its name" : station.deviceId(),
                    voice.address());
        }
    }

    private boolean queue(Pending pending) {
        if (sockets.ingest().offer(pending)) {
            return true;
        }
        String sampleId = pending.sample().measurement().sampleId();
        if (sockets.leaving()) {
            pending.settle();
            return answer(leaving(sampleId));
        }
        sockets.ingest().whenRoom(() -> {
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

        private void note(RefusalReason reason, String words) {
            sockets.history().refused(sample.measurement().deviceId(), reason, words);
        }

        @Override
        public GradedSample sample() {
            return sample;
        }

        @Override
        public void done(StoreResult outcome) {
            settle();
            var fusion = sample.grading().fusion();
            String id = sample.measurement().sampleId();
            Instant now = sockets.now();
            switch (outcome) {
                case StoreResult.Saved saved ->
                    answer(new DeviceWire.Ack(
                            id, now, DeviceWire.Kept.SAVED, fusion.finalScore(), fusion.finalGrade()));
                case StoreResult.Reused saved ->
                    answer(new DeviceWire.Ack(
                            id, now, DeviceWire.Kept.SAVED, fusion.finalScore(), fusion.finalGrade()));
                case StoreResult.Duplicate stored ->
                    answer(new DeviceWire.Ack(id, now, DeviceWire.Kept.SAVED, stored.finalScore(), stored.grade()));
                case StoreResult.Quarantined refused -> {
                    note(RefusalReason.QUARANTINED, "the database refuses this sample for good");
                    answer(new DeviceWire.Failure(
                            id, "not stored: the database refuses this sample for good; it is kept in quarantine"));
                }
            }
            sockets.processed(System.nanoTime() - begin);
        }

        @Override
        public void spooled() {
            settle();
            var fusion = sample.grading().fusion();
            answer(new DeviceWire.Ack(
                    sample.measurement().sampleId(),
                    sockets.now(),
                    DeviceWire.Kept.SPOOLED,
                    fusion.finalScore(),
                    fusion.finalGrade()));
            sockets.processed(System.nanoTime() - begin);
        }

        @Override
        public void refused(String reason) {
            settle();
            note(RefusalReason.NO_ROOM, "the database is away and the console's spool is full");
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

    private @Nullable Visit meet(String deviceId, String siteCode) {
        Visit known = visits.get(deviceId);
        if (known != null && !known.station.forgotten()) {
            return known;
        }
        Station met = known == null && visits.size() >= MAX_STATIONS
                ? null
                : sockets.registry().meet(deviceId, siteCode, voice);
        if (met == null) {
            return null;
        }
        if (known != null) {
            known.station = met;
            known.counts = false;
            unlink(known, null, "the station was forgotten");
            DeviceMessage.Hello hello = known.hello;
            // It was forgotten, and comes back with what it said of itself on this connection; its token is void.
            if (hello != null && greet(known, hello, null, sockets.now()).counts()) {
                take(met, hello, sockets.now());
            }
            return known;
        }
        Visit visit = new Visit(met);
        visits.put(deviceId, visit);
        return visit;
    }

    /** A visit to a station that was forgotten begins anew; null if there is no room for it. */
    private @Nullable Visit current(@Nullable Visit visit) {
        return visit == null || !visit.station.forgotten()
                ? visit
                : meet(visit.station.deviceId(), visit.station.siteCode());
    }

    private static DeviceWire.Failure leaving(String sampleId) {
        return new DeviceWire.Failure(
                sampleId, "not stored: the console is shutting down; keep the sample and send it again");
    }

    private DeviceWire.Failure tooMany(@Nullable String sampleId) {
        return new DeviceWire.Failure(
                sampleId,
                voice.local()
                        ? "not stored: the console knows as many stations as it takes; raise stations.max"
                        : "not stored: as many stations as may wait for approval do, or the console knows as many as"
                                + " it takes; approve, forget or block some on the console");
    }

    private boolean answer(DeviceWire.Answer answer) {
        send(Json.MAPPER.writeValueAsBytes(answer));
        return true;
    }

    /** Until it has said hello, or delivered, as a station that is let in. */
    @Override
    protected boolean isStranger() {
        Visit said = greeted;
        return !voice.local() && !delivers && (said == null || !said.counts || !said.station.approved());
    }

    @Override
    protected void passedOver(MessageAssembly.Unread reason) {
        var unused = answer(new DeviceWire.Failure(
                null,
                switch (reason) {
                    case STRANGER ->
                        "not stored: a message of more than " + (MessageAssembly.STRANGER_LIMIT >> 10)
                                + " KiB is read from a station alone that said esp32_hello and was approved; keep the"
                                + " sample and send it again";
                    case NO_ROOM ->
                        "not stored: more messages come at once than the console has memory for; keep the sample and"
                                + " send it again in some seconds";
                }));
    }

    private static String why(CloseStatus ended) {
        String reason = ended.getReason();
        if (reason != null && !reason.isBlank()) {
            return reason.strip();
        }
        return switch (ended.getCode()) {
            case CloseStatus.NORMAL, CloseStatus.SHUTDOWN -> "closed in good order";
            case CloseStatus.NO_CODE -> "closed without a code";
            default -> "the connection broke off";
        };
    }

    @Override
    protected void gone() {
        for (Visit visit : visits.values()) {
            visit.station.left(voice);
            unlink(visit, ended().getCode(), why(ended()));
            if (visit.counts) {
                visit.station.disconnected();
            }
            if (!visit.station.forgotten()) {
                sockets.registry().changed(visit.station);
            }
        }
    }
}
