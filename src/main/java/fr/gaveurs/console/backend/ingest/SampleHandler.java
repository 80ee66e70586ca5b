package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.devices.Verdict;
import fr.gaveurs.console.backend.features.devices.Voice;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.Measurement;
import fr.gaveurs.console.backend.ingest.MessageRates.Kind;
import java.time.Duration;
import java.time.Instant;

/** {@code sensor_data} on one connection: whose it is, whether it may be taken, its grade, and its place in the queue. */
final class SampleHandler {
    private final DeviceSocket socket;
    private final DeviceSocketContext sockets;
    /** Whether a sample of this connection was let in. */
    private boolean delivers;

    SampleHandler(DeviceSocket socket, DeviceSocketContext sockets) {
        this.socket = socket;
        this.sockets = sockets;
    }

    boolean delivers() {
        return delivers;
    }

    /**
     * Takes a sample.
     *
     * @param begin when its message was complete, by the monotonic clock
     * @param bytes of its message
     * @return whether to read on; otherwise that is done once there is room for it
     */
    boolean take(Measurement said, Instant now, long begin, int bytes) {
        String sampleId = said.sampleId();
        if (sockets.leaving()) {
            socket.refusals().leaving(sampleId);
            return true;
        }
        StationLink link = socket.links().meet(said.deviceId(), said.siteCode());
        if (link == null) {
            if (!socket.allowance().usedUpByAddress(Kind.REFUSED_SAMPLE, sampleId)) {
                socket.refusals().tooMany(sampleId);
            }
            return true;
        }
        Station station = link.station();
        Verdict verdict = socket.links().word(link, now);
        if (verdict != Verdict.TAKEN) {
            if (!socket.allowance().usedUpByAddress(Kind.REFUSED_SAMPLE, sampleId)) {
                socket.refusals().putOff(station, verdict, RefusalAnswers.Sent.SAMPLE, sampleId);
            }
            return true;
        }
        Duration wait = station.takeAllowance(now);
        if (!wait.isZero()) {
            overAllowance(station, sampleId, wait);
            return true;
        }
        delivers = true;
        station.seen(now);
        return queue(new PendingSample(socket, sockets, grade(station, said, now), begin, bytes));
    }

    private GradedSample grade(Station station, Measurement said, Instant now) {
        Measurement measurement = said.ofSite(station.siteCode());
        if (mayTellTime(station)) {
            sockets.clocks().heard(station.deviceId(), measurement.deviceTime());
        }
        long nanos = sockets.registry().nanos();
        GradedSample graded = sockets.clocks().consoleWrong()
                ? station.grading().grade(measurement, now, sockets.clocks().now(), true, nanos)
                : station.grading().grade(measurement, now, nanos);
        station.report().clockSaid(measurement.deviceTime(), now, graded.measuredNanos());
        return sockets.graded(graded);
    }

    private void overAllowance(Station station, String sampleId, Duration wait) {
        sockets.rateLimited(station);
        sockets.refused(
                station, RefusalReason.RATE_LIMIT, "more samples than the station's allowance: " + sockets.usage());
        socket.answer(new DeviceWire.RateLimitExceeded(
                sampleId,
                "not stored: more than the device's allowance; send it again later",
                sockets.usage(),
                Math.ceil(wait.toMillis() / 100.0) / 10));
    }

    /**
     * As {@link #take}, of one that lies ahead of the console's clock: of station and console one has a wrong clock, and
     * which one is a matter for all stations.
     */
    boolean takeAhead(DeviceMessage.Ahead ahead, Instant now, long begin, int bytes) {
        Measurement measurement = ahead.measurement();
        String sampleId = measurement.sampleId();
        Voice voice = socket.voice();
        Station known = sockets.registry().find(measurement.deviceId());
        StationLink link = voice.local() || known != null
                ? socket.links().meet(measurement.deviceId(), measurement.siteCode())
                : null;
        if (link != null && link.station().word(voice, now) == Verdict.TAKEN && mayTellTime(link.station())) {
            Station station = link.station();
            socket.links().judged(link, Verdict.TAKEN);
            // Its own vote alone, however often it is cast: what it says may be what shows that this console is wrong.
            sockets.clocks().heard(station.deviceId(), measurement.deviceTime());
            if (!ahead.of(sockets.latest())) {
                return take(measurement, now, begin, bytes);
            }
            if (socket.allowance().usedUpBy(station, Kind.GARBAGE, sampleId)) {
                return true;
            }
            station.refusedAhead(Duration.between(now, measurement.deviceTime()), now);
            sockets.refused(station, RefusalReason.CLOCK_AHEAD, ahead.refusal().summary());
            sockets.registry().changed(station);
        } else if (socket.allowance().usedUpByAddress(Kind.GARBAGE, sampleId)) {
            return true;
        }
        sockets.group().countError("validation");
        DeviceMessage.Refused refused = ahead.refusal();
        socket.answer(new DeviceWire.ValidationError(refused.sampleId(), refused.message(), refused.errors()));
        return true;
    }

    /** Whether a station's clock counts: it was let in, and showed on this connection who it is. */
    private boolean mayTellTime(Station station) {
        return station.approved()
                && (socket.voice().local() || station.identity().hasProven(socket.voice()));
    }

    private boolean queue(PendingSample pending) {
        if (sockets.ingest().offer(pending)) {
            return true;
        }
        if (sockets.leaving()) {
            pending.notTaken();
            socket.refusals().leaving(pending.sample().measurement().sampleId());
            return true;
        }
        sockets.ingest().whenRoom(() -> {
            if (queue(pending)) {
                socket.readFurther();
            }
        });
        return false;
    }
}
