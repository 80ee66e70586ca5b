package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.devices.DeviceDetails.ConnectionEnd;
import fr.gaveurs.console.backend.features.devices.ConnectionEnds;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.devices.Verdict;
import fr.gaveurs.console.backend.features.devices.Voice;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.jspecify.annotations.Nullable;

/** The stations that one connection speaks for, mostly one. Used by the connection's own thread alone. */
final class StationLinks {
    private static final int MAX_STATIONS = 1_000;

    private final DeviceSocketContext sockets;
    private final Voice voice;
    private final Map<String, StationLink> links = new HashMap<>();
    private @Nullable StationLink greeted;

    StationLinks(DeviceSocketContext sockets, Voice voice) {
        this.sockets = sockets;
        this.voice = voice;
    }

    /** The one that said hello here last and was let speak. */
    @Nullable
    StationLink greeted() {
        return greeted;
    }

    void greeted(StationLink link) {
        greeted = link;
    }

    /** The station that said hello here, as long as its word counts. */
    @Nullable
    Station speaker() {
        StationLink said = greeted;
        return said != null && said.counting() ? said.station() : null;
    }

    /** The link to a station; null if it was not spoken for here. */
    @Nullable
    StationLink find(String deviceId) {
        return links.get(deviceId);
    }

    /** The link to a station, made if need be; null if there is no room for it. */
    @Nullable
    StationLink meet(String deviceId, String siteCode) {
        StationLink known = links.get(deviceId);
        if (known != null && !known.station().forgotten()) {
            return known;
        }
        Station met = known == null && links.size() >= MAX_STATIONS
                ? null
                : sockets.registry().meet(deviceId, siteCode, voice);
        if (met == null) {
            return null;
        }
        if (known != null) {
            known.startOver(met);
            unlink(known, null, ConnectionEnds.words(ConnectionEnd.FORGOTTEN));
            DeviceMessage.Hello hello = known.hello();
            // It was forgotten, and comes back with what it said of itself on this connection; its token is void.
            if (hello != null && greet(known, hello, null, sockets.now()).counts()) {
                take(met, hello, sockets.now());
            }
            return known;
        }
        StationLink link = new StationLink(met);
        links.put(deviceId, link);
        return link;
    }

    /** A link to a station that was forgotten begins anew; null if there is no room for it. */
    @Nullable
    StationLink current(@Nullable StationLink link) {
        return link == null || !link.station().forgotten()
                ? link
                : meet(link.station().deviceId(), link.station().siteCode());
    }

    /**
     * A hello was said over this connection; only if it counts may {@link #take} follow.
     *
     * @param token null if it showed none
     */
    Verdict greet(StationLink link, DeviceMessage.Hello hello, @Nullable String token, Instant now) {
        link.hello(hello);
        Verdict verdict = link.station()
                .greet(
                        voice,
                        hello.location(),
                        hello.firmwareVersion(),
                        hello.macAddress(),
                        address(hello),
                        token,
                        now);
        judged(link, verdict);
        return verdict;
    }

    /** Takes what a hello says of its station. */
    void take(Station station, DeviceMessage.Hello hello, Instant now) {
        station.hello(hello.location(), hello.firmwareVersion(), hello.macAddress(), address(hello), now);
    }

    private String address(DeviceMessage.Hello hello) {
        return hello.ipAddress() == null ? voice.address() : hello.ipAddress();
    }

    /** Anything else than a hello was said over this connection. */
    Verdict word(StationLink link, Instant now) {
        Station known = link.station();
        if (voice.local() && !known.approved()) {
            // Another program may have put it among those that wait since it was met.
            sockets.registry().meet(known.deviceId(), known.siteCode(), voice);
        }
        Verdict verdict = link.station().word(voice, now);
        judged(link, verdict);
        return verdict;
    }

    /** From now on what is said here counts as the station's word, or no longer. */
    void judged(StationLink link, Verdict verdict) {
        boolean now = verdict.counts();
        if (now == link.counting()) {
            return;
        }
        link.counting(now);
        Station station = link.station();
        if (now) {
            station.connected();
            DeviceMessage.Hello said = link.hello();
            link.inHistory(sockets.history()
                    .connected(station.deviceId(), voice.address(), said == null ? null : said.macAddress()));
        } else {
            station.disconnected();
            unlink(link, null, ConnectionEnds.refused(RefusalAnswers.reason(verdict)));
        }
    }

    private void unlink(StationLink link, @Nullable Integer closeCode, String why) {
        UUID id = link.inHistory();
        if (id != null) {
            link.inHistory(null);
            sockets.history().disconnected(id, closeCode, why);
        }
    }

    /** The connection is closed. */
    void closed(CloseStatus ended) {
        for (StationLink link : links.values()) {
            Station station = link.station();
            station.left(voice);
            unlink(link, ended.getCode(), why(ended));
            if (link.counting()) {
                station.disconnected();
            }
            if (!station.forgotten()) {
                sockets.registry().changed(station);
            }
        }
    }

    private static String why(CloseStatus ended) {
        String reason = ended.getReason();
        // Where no close came the words are those of the server's own library.
        if (ended.getCode() != CloseStatus.NO_CLOSE && reason != null && !reason.isBlank()) {
            return reason.strip();
        }
        return ConnectionEnds.words(
                switch (ended.getCode()) {
                    case CloseStatus.NORMAL, CloseStatus.SHUTDOWN -> ConnectionEnd.CLOSED;
                    case CloseStatus.NO_CODE -> ConnectionEnd.NO_CODE;
                    default -> ConnectionEnd.BROKEN;
                });
    }
}
