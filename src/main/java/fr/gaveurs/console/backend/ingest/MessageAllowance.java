package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.devices.DeviceDetails.ConnectionEnd;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.backend.features.devices.ConnectionEnds;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.ingest.MessageRates.Kind;
import fr.gaveurs.console.backend.platform.security.Allowances;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What one connection may still send of each kind. Each question takes one of the allowance it is about and tells
 * whether there was none left; then that was answered, and who does not listen is cut off.
 */
final class MessageAllowance {
    /** So many messages over its allowances, and a connection is closed. */
    private static final int TOO_OFTEN = 200;

    private final DeviceSocket socket;
    private final DeviceSocketContext sockets;
    private int tooOften;

    MessageAllowance(DeviceSocket socket, DeviceSocketContext sockets) {
        this.socket = socket;
        this.sockets = sockets;
    }

    /** Of a message that names no station: of the one that said hello here, else of the address. */
    boolean usedUp(Kind kind, @Nullable String sampleId) {
        Station speaker = socket.links().speaker();
        return speaker == null ? usedUpByAddress(kind, sampleId) : usedUp(kind, speaker.deviceId(), sampleId);
    }

    boolean usedUpByAddress(Kind kind, @Nullable String sampleId) {
        return refused(
                sockets.rates()
                        .ofAddress(
                                kind, socket.voice().address(), socket.voice().local()),
                kind,
                sampleId);
    }

    private boolean usedUp(Kind kind, String deviceId, @Nullable String sampleId) {
        return refused(sockets.rates().ofStation(kind, deviceId), kind, sampleId);
    }

    /** Of a message of a station whose word counts. */
    boolean usedUpBy(Station station, Kind kind, @Nullable String sampleId) {
        return usedUp(kind, station.deviceId(), sampleId);
    }

    /** As {@link #usedUpBy}; the station's page shows it. */
    boolean usedUpAndNoted(Station station, Kind kind) {
        boolean over = usedUpBy(station, kind, null);
        if (over) {
            sockets.refused(station, RefusalReason.RATE_LIMIT, "too many messages of one kind: " + kind.words());
        }
        return over;
    }

    /** Takes a line of the log about this address; false if there is none left. */
    boolean logLine() {
        return sockets.rates().ofAddress(Kind.LOG_LINE, socket.voice().address(), false) == null;
    }

    private boolean refused(Allowances.@Nullable RateLimitStatus status, Kind kind, @Nullable String sampleId) {
        if (status == null) {
            return false;
        }
        socket.answer(new DeviceWire.RateLimitExceeded(
                sampleId,
                "not taken: too many messages of this kind (" + kind.words() + "); send fewer",
                status.limit() + " a minute, used up",
                status.retryAfterSeconds()));
        if (++tooOften == TOO_OFTEN) {
            socket.end(CloseStatus.POLICY_VIOLATION, ConnectionEnds.words(ConnectionEnd.TOO_MANY_MESSAGES));
        }
        return true;
    }
}
