package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.devices.Verdict;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.ingest.MessageRates.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code heartbeat} on one connection: signs of life, and what a station reports to be wrong with it. */
final class HeartbeatHandler {
    private final DeviceSocket socket;
    private final DeviceSocketContext sockets;

    HeartbeatHandler(DeviceSocket socket, DeviceSocketContext sockets) {
        this.socket = socket;
        this.sockets = sockets;
    }

    void take(DeviceMessage.Heartbeat heartbeat, Instant now) {
        String id = heartbeat.deviceId();
        StationLinks links = socket.links();
        StationLink link = id == null ? links.greeted() : links.find(id);
        if (link == null) {
            // Of a station that this connection has not spoken for: it makes none known.
            Station known = id == null ? null : sockets.registry().find(id);
            if (known == null) {
                ofNobody();
                return;
            }
            link = links.meet(known.deviceId(), known.siteCode());
        }
        link = links.current(link);
        if (link == null) {
            socket.allowance().usedUpByAddress(Kind.HEARTBEAT, null);
            return;
        }
        Station station = link.station();
        Verdict verdict = links.word(link, now);
        if (!verdict.counts()) {
            if (!socket.allowance().usedUpByAddress(Kind.HEARTBEAT, null)) {
                socket.refusals().putOff(station, verdict, RefusalAnswers.Sent.HEARTBEAT, null);
            }
            return;
        }
        if (socket.allowance().usedUpAndNoted(station, Kind.HEARTBEAT)) {
            return;
        }
        station.heartbeat(heartbeat.bufferSize(), heartbeat.uptimeSeconds(), now);
        station.report().leftOut(heartbeat.leftOut());
        sockets.registry().changed(station);
        if (verdict == Verdict.TAKEN) {
            report(station, heartbeat.error());
        }
    }

    private void ofNobody() {
        if (!socket.allowance().usedUpByAddress(Kind.HEARTBEAT, null)) {
            socket.answer(new DeviceWire.Failure(
                    null, "a heartbeat of nobody: send it with device_id, or say esp32_hello before"));
        }
    }

    private void report(Station station, @Nullable String error) {
        if (error != null && sockets.rates().ofStation(Kind.ERROR_REPORT, station.deviceId()) == null) {
            sockets.error(station, error);
        }
    }
}
