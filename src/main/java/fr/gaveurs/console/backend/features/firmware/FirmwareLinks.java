package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.backend.features.firmware.rollout.Install;
import fr.gaveurs.console.backend.features.firmware.rollout.Install.Tell;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Greeted;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Status;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Told;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutDriver.Messenger;
import fr.gaveurs.console.backend.features.firmware.rollout.StationReportQueue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The stations that speak the protocol of updates over this console's sockets. */
public final class FirmwareLinks implements Messenger, StationTalk {
    /** An order is repeated after so long without an answer. */
    private static final long AGAIN_NANOS = 10_000_000_000L;

    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final StationReportQueue queue;
    private final StationReports reports;
    private final Function<Install, DeviceWire.@Nullable FirmwareOffer> offers;
    private final LongSupplier nanos;

    private static final class Link {
        private final Channel channel;
        /** What it was told last, and when; on the driver's thread alone. */
        private String told = "";

        private long toldNanos;

        Link(Channel channel) {
            this.channel = channel;
        }
    }

    /** @param offers an install's offer as it goes over the wire; null for one that stands no more. May block */
    FirmwareLinks(
            StationReportQueue queue,
            StationReports reports,
            Function<Install, DeviceWire.@Nullable FirmwareOffer> offers,
            LongSupplier nanos) {
        this.queue = queue;
        this.reports = reports;
        this.offers = offers;
        this.nanos = nanos;
    }

    @Override
    public void greeted(String deviceId, @Nullable FirmwareReport report, Channel channel) {
        if (report == null) {
            Link known = links.remove(deviceId);
            if (known != null || reports.find(deviceId) != null) {
                reports.forget(deviceId);
            }
            return;
        }
        Link known = links.get(deviceId);
        if (known == null || !known.channel.equals(channel)) {
            links.put(deviceId, new Link(channel));
        }
        reports.heard(deviceId, report);
        // Should there be no room, the row says it with the station's next hello; nothing is believed without it.
        queue.take(
                deviceId,
                new Greeted(report.elfSha256(), report.stays(), report.offerId()),
                handle -> StationReports.write(handle, deviceId, report),
                written -> {});
    }

    @Override
    public void status(
            String deviceId, String offerId, String state, long bytes, @Nullable String errorCode, Channel channel) {
        Status status = Status.valueOf(state.toUpperCase(Locale.ROOT));
        queue.take(
                deviceId,
                new Told(offerId, status, bytes, errorCode),
                handle -> {},
                known -> channel.tell(new DeviceWire.FirmwareStatusAck(offerId, state, known)));
    }

    @Override
    public void gone(Channel channel) {
        links.values().removeIf(link -> link.channel.equals(channel));
    }

    @Override
    public List<String> reached() {
        return List.copyOf(links.keySet());
    }

    @Override
    public void tell(List<Install> installs) {
        long now = nanos.getAsLong();
        for (Install install : installs) {
            Link link = links.get(install.deviceId());
            String order = install.tell().key() + ' ' + install.offerId() + ' ' + install.attempts();
            if (link == null || (order.equals(link.told) && now - link.toldNanos < AGAIN_NANOS)) {
                continue;
            }
            DeviceWire.Answer answer = answer(install);
            if (answer != null) {
                link.told = order;
                link.toldNanos = now;
                link.channel.tell(answer);
            }
        }
    }

    private DeviceWire.@Nullable Answer answer(Install install) {
        Tell tell = install.tell();
        return switch (tell) {
            case NOTHING -> null;
            case OFFER -> offers.apply(install);
            case CONFIRM -> new DeviceWire.FirmwareConfirm(install.offerId());
            case REVERT -> new DeviceWire.FirmwareRevert(install.offerId());
        };
    }
}
