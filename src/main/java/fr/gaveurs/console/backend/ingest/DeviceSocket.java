package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.devices.Voice;
import fr.gaveurs.console.backend.features.firmware.StationTalk;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.features.quality.DeviceMessages;
import fr.gaveurs.console.backend.ingest.MessageRates.Kind;
import fr.gaveurs.console.backend.platform.websocket.FrameSocket;
import fr.gaveurs.console.backend.platform.websocket.MessageAssembly;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of {@code /ws/sensors/}: reads its messages, gives each to what deals with its kind, and sends the
 * answers back.
 */
public final class DeviceSocket extends FrameSocket implements StationTalk.Channel {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSocket.class);

    private final DeviceSocketContext sockets;
    private final MessageAllowance allowance;
    private final RefusalAnswers refusals;
    private final HelloHandler hellos;
    private final HeartbeatHandler heartbeats;
    private final SampleHandler samples;
    private final FirmwareHandler firmware;
    // Anew once it is open: before, nobody is known to speak.
    private Voice voice = new Voice("", false);
    private StationLinks links;

    DeviceSocket(DeviceSocketContext sockets) {
        super(sockets.group(), sockets.messageLimit());
        this.sockets = sockets;
        this.links = new StationLinks(sockets, voice);
        this.allowance = new MessageAllowance(this, sockets);
        this.refusals = new RefusalAnswers(this, sockets);
        this.hellos = new HelloHandler(this, sockets);
        this.heartbeats = new HeartbeatHandler(this, sockets);
        this.samples = new SampleHandler(this, sockets);
        this.firmware = new FirmwareHandler(this, sockets);
    }

    @Override
    protected void opened(CoreSession session) {
        if (session.getRemoteAddress() instanceof InetSocketAddress address) {
            voice = new Voice(
                    address.getAddress().getHostAddress(), address.getAddress().isLoopbackAddress());
            links = new StationLinks(sockets, voice);
        }
        answer(new DeviceWire.ConnectionEstablished(sockets.now(), "Gaveurs Console: say esp32_hello"));
    }

    @Override
    protected boolean received(byte[] utf8, int offset, int length) {
        long begin = System.nanoTime();
        Instant now = sockets.now();
        switch (DeviceMessages.parse(utf8, offset, length, sockets.latest())) {
            case DeviceMessage.SensorData data -> {
                return samples.take(data.measurement(), now, begin, length);
            }
            case DeviceMessage.Ahead ahead -> {
                return samples.takeAhead(ahead, now, begin, length);
            }
            case DeviceMessage.Hello hello -> hellos.take(hello, now);
            case DeviceMessage.Heartbeat heartbeat -> heartbeats.take(heartbeat, now);
            case DeviceMessage.FirmwareStatus status -> firmware.take(status, now);
            case DeviceMessage.Ping ping -> {
                if (!allowance.usedUp(Kind.PING, null)) {
                    answer(new DeviceWire.Pong(now));
                }
            }
            case DeviceMessage.Pong pong -> allowance.usedUp(Kind.PING, null);
            case DeviceMessage.Refused refused -> refuse(refused);
            case DeviceMessage.Unknown unknown -> {
                group().countError("unknown_type");
                if (!allowance.usedUp(Kind.GARBAGE, null)) {
                    answer(new DeviceWire.Failure(
                            null,
                            "unknown type: send esp32_hello, sensor_data, heartbeat, firmware_status, ping or pong"));
                }
            }
        }
        return true;
    }

    private void refuse(DeviceMessage.Refused refused) {
        group().countError("validation");
        Station speaker = links.speaker();
        if (speaker != null) {
            sockets.refused(speaker, RefusalReason.INVALID, refused.summary());
        }
        if (!allowance.usedUp(Kind.GARBAGE, refused.sampleId())) {
            answer(new DeviceWire.ValidationError(refused.sampleId(), refused.message(), refused.errors()));
        }
    }

    @Override
    protected void notUtf8(byte[] bytes, int offset, int size) {
        Station station = links.speaker();
        if (station == null) {
            String id = DeviceMessages.deviceIdIn(bytes, offset, size);
            Station named = id == null ? null : sockets.registry().find(id);
            StationLink link = named == null ? null : links.meet(named.deviceId(), named.siteCode());
            if (link != null && links.word(link, sockets.now()).counts()) {
                station = link.station();
            }
        }
        if (station != null) {
            station.report().sentNoText(sockets.now());
            sockets.registry().changed(station);
        }
        if (allowance.logLine()) {
            LOG.warn(
                    "{} ({}) sent bytes that are no UTF-8 and is closed with 1007",
                    station == null ? "a station that did not say its name" : station.deviceId(),
                    voice.address());
        }
    }

    /** Until it has said hello, or delivered, as a station that is let in. */
    @Override
    protected boolean isStranger() {
        Station speaker = links.speaker();
        return !voice.local() && !samples.delivers() && (speaker == null || !speaker.approved());
    }

    @Override
    protected void passedOver(MessageAssembly.Unread reason) {
        answer(new DeviceWire.Failure(
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

    @Override
    protected void gone() {
        sockets.firmware().gone(this);
        links.closed(ended());
    }

    @Override
    public void tell(DeviceWire.Answer answer) {
        answer(answer);
    }

    void answer(DeviceWire.Answer answer) {
        send(Json.MAPPER.writeValueAsBytes(answer));
    }

    /** Closes after what was answered before. */
    void end(int code, String reason) {
        close(code, reason);
    }

    /** There is room for the sample that was in the way: reads on. */
    void readFurther() {
        readOn();
    }

    /** Who speaks over this connection. */
    Voice voice() {
        return voice;
    }

    StationLinks links() {
        return links;
    }

    MessageAllowance allowance() {
        return allowance;
    }

    RefusalAnswers refusals() {
        return refusals;
    }
}
