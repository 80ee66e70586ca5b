package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.devices.Verdict;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.features.quality.DeviceMessages;
import fr.gaveurs.console.backend.ingest.MessageRates.Kind;
import java.time.Instant;

/** {@code esp32_hello} on one connection: who is let speak, who waits for a person's approval, who gets a token. */
final class HelloHandler {
    private final DeviceSocket socket;
    private final DeviceSocketContext sockets;

    HelloHandler(DeviceSocket socket, DeviceSocketContext sockets) {
        this.socket = socket;
        this.sockets = sockets;
    }

    void take(DeviceMessage.Hello hello, Instant now) {
        String id = hello.deviceId();
        StationLinks links = socket.links();
        StationLink known = links.find(id);
        boolean trusted = known != null && known.counting();
        if (!trusted && socket.allowance().usedUpByAddress(Kind.HELLO, null)) {
            return;
        }
        if (known != null) {
            known.hello(null); // this one counts
        }
        StationLink link = links.meet(id, DeviceMessages.siteOf(id));
        if (link == null) {
            socket.refusals().tooMany(null);
            return;
        }
        Station station = link.station();
        Verdict verdict = links.greet(link, hello, hello.token(), now);
        if (!verdict.counts()) {
            socket.refusals().putOff(station, verdict, RefusalAnswers.Sent.HELLO, null);
            return;
        }
        // The station's own share is not for strangers to use up: it is taken once the word counts.
        if (socket.allowance().usedUpAndNoted(station, Kind.HELLO)) {
            return;
        }
        links.take(station, hello, now);
        links.greeted(link);
        sockets.registry().changed(station);
        socket.answer(welcome(station, verdict, now));
        if (verdict == Verdict.TAKEN) {
            sockets.firmware().greeted(id, hello.firmware(), socket);
        }
    }

    private DeviceWire.HelloAck welcome(Station station, Verdict verdict, Instant now) {
        if (verdict == Verdict.PENDING) {
            return new DeviceWire.HelloAck(now, "waiting for approval on the console: samples are not stored", null);
        }
        String token = socket.voice().local() ? null : sockets.registry().issueToken(station, socket.voice());
        return new DeviceWire.HelloAck(now, "welcome", token);
    }
}
