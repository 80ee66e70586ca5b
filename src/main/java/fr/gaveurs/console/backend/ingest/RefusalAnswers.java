package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.devices.DeviceDetails.ConnectionEnd;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.backend.features.devices.ConnectionEnds;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.devices.Verdict;
import fr.gaveurs.console.backend.features.devices.Voice;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a connection why what it sent does not count, in words that say what to do. */
final class RefusalAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSocket.class);

    private final DeviceSocket socket;
    private final DeviceSocketContext sockets;

    /** What was sent that does not count. */
    enum Sent {
        HELLO("said hello as"),
        HEARTBEAT("sent a heartbeat as"),
        FIRMWARE_STATUS("sent a firmware_status as"),
        SAMPLE("sent a sample as");

        private final String words;

        Sent(String words) {
            this.words = words;
        }
    }

    RefusalAnswers(DeviceSocket socket, DeviceSocketContext sockets) {
        this.socket = socket;
        this.sockets = sockets;
    }

    static RefusalReason reason(Verdict verdict) {
        return switch (verdict) {
            case PENDING, TAKEN -> RefusalReason.NOT_APPROVED;
            case BLOCKED -> RefusalReason.BLOCKED;
            case ANOTHER, SECOND_BOARD -> RefusalReason.ANOTHER_BOARD;
            case TOKEN_NEEDED, WRONG_TOKEN -> RefusalReason.TOKEN;
        };
    }

    /** Says why a message does not count, and lets people see who sent it. */
    void putOff(Station station, Verdict verdict, Sent sent, @Nullable String sampleId) {
        Voice voice = socket.voice();
        if (verdict != Verdict.PENDING && socket.allowance().logLine()) {
            LOG.warn("{}", station.identity().refusal(voice, verdict, sent.words + " " + station.deviceId()));
            // As often as that it is also shown.
            sockets.registry().changed(station);
        }
        String words = words(station, verdict, sent);
        socket.answer(new DeviceWire.Failure(sampleId, words));
        sockets.refused(station, reason(verdict), words);
        if (verdict == Verdict.WRONG_TOKEN || (verdict == Verdict.TOKEN_NEEDED && sent == Sent.HELLO)) {
            sockets.group().countError("token");
            socket.end(CloseStatus.POLICY_VIOLATION, ConnectionEnds.words(ConnectionEnd.TOKEN));
        }
    }

    private String words(Station station, Verdict verdict, Sent sent) {
        return switch (verdict) {
            case PENDING, TAKEN ->
                station.identity().saidHello(socket.voice())
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
                sent == Sent.SAMPLE
                        ? "not stored: say esp32_hello with the station's token first"
                        : "this station has a token and the hello did not show it: send the one from" + " hello_ack";
            case WRONG_TOKEN ->
                "this station has a token and the hello did not show it: send the one from hello_ack, or let"
                        + " a person make a new one on the console";
        };
    }

    /** There is no room for a station that is not known. */
    void tooMany(@Nullable String sampleId) {
        socket.answer(new DeviceWire.Failure(
                sampleId,
                socket.voice().local()
                        ? "not stored: the console knows as many stations as it takes; raise stations.max"
                        : "not stored: as many stations as may wait for approval do, or the console knows as many as"
                                + " it takes; approve, forget or block some on the console"));
    }

    /** The console takes no more samples. */
    void leaving(String sampleId) {
        socket.answer(new DeviceWire.Failure(
                sampleId, "not stored: the console is shutting down; keep the sample and send it again"));
    }
}
