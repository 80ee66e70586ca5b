package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.backend.features.devices.Verdict;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.ingest.MessageRates.Kind;
import java.time.Instant;

/** {@code firmware_status} on one connection: taken of a station alone that was let in, and that said hello here. */
final class FirmwareHandler {
    private final DeviceSocket socket;
    private final DeviceSocketContext sockets;

    FirmwareHandler(DeviceSocket socket, DeviceSocketContext sockets) {
        this.socket = socket;
        this.sockets = sockets;
    }

    void take(DeviceMessage.FirmwareStatus status, Instant now) {
        String id = status.deviceId();
        StationLinks links = socket.links();
        StationLink link = links.current(id == null ? links.greeted() : links.find(id));
        if (link == null) {
            if (!socket.allowance().usedUpByAddress(Kind.FIRMWARE, null)) {
                socket.answer(new DeviceWire.Failure(
                        null, "a firmware_status of nobody: say esp32_hello before, with the station's token"));
            }
            return;
        }
        Verdict verdict = links.word(link, now);
        if (!verdict.counts()) {
            if (!socket.allowance().usedUpByAddress(Kind.FIRMWARE, null)) {
                socket.refusals().putOff(link.station(), verdict, RefusalAnswers.Sent.FIRMWARE_STATUS, null);
            }
            return;
        }
        if (socket.allowance().usedUpAndNoted(link.station(), Kind.FIRMWARE) || verdict != Verdict.TAKEN) {
            return;
        }
        link.station().seen(now);
        sockets.firmware()
                .status(
                        link.station().deviceId(),
                        status.offerId(),
                        status.state(),
                        status.bytes(),
                        status.errorCode(),
                        socket);
    }
}
