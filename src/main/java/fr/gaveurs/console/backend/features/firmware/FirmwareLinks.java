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
import java.util.concurrent.atomic.AtomicReference;
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

    /** A hello that was not written down by then, since the database was away or the queue full, is taken up again. */
    private static final long WRITE_AGAIN_NANOS = 15_000_000_000L;

    private static final class Link {
        private final Channel channel;
        /** What its last hello said, until that is written down; null from then on. */
        private final AtomicReference<@Nullable FirmwareReport> unwritten = new AtomicReference<>();

        private volatile long queuedNanos;
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
                queue.take(deviceId, handle -> StationReports.delete(handle, deviceId));
            }
            return;
        }
        Link link = links.compute(
                deviceId, (id, known) -> known == null || !known.channel.equals(channel) ? new Link(channel) : known);
        reports.heard(deviceId, report);
        link.unwritten.set(report);
        write(deviceId, link, report);
    }

    private void write(String deviceId, Link link, FirmwareReport report) {
        link.queuedNanos = nanos.getAsLong();
        queue.take(
                deviceId,
                new Greeted(report.elfSha256(), report.stays(), report.offerId()),
                handle -> StationReports.write(handle, deviceId, report),
                written -> link.unwritten.compareAndSet(report, null));
    }

    /** A station says hello once, and may run what it was given by then: none of it is lost while it is connected. */
    private void writeAgain(long now) {
        links.forEach((deviceId, link) -> {
            FirmwareReport report = link.unwritten.get();
            if (report != null && now - link.queuedNanos > WRITE_AGAIN_NANOS) {
                write(deviceId, link, report);
            }
        });
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
        writeAgain(now);
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
