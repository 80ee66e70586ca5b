package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradeReason;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.kit.ConditionText;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has to be said in words about a sample and its station: why there is no grade, why it was rejected, what is amiss. */
final class Notices {
    private static final Set<String> SAID_OTHERWISE = Set.of("duplicate_id", "station_offline", "station_late");

    private Notices() {}

    /** @param warning whether somebody should look; else it only explains */
    record Notice(boolean warning, String text) {}

    /** @param paused whether somebody chose the sample: then nobody takes it for the newest */
    static List<Notice> of(Messages messages, @Nullable StationView station, @Nullable Shown shown, boolean paused) {
        List<Notice> notices = new ArrayList<>();
        if (shown != null) {
            if (station != null && !paused && station.state() != StationState.LIVE) {
                notices.add(new Notice(station.state() != StationState.STALE, messages.get("station.notice.old")));
            }
            sample(messages, shown, paused ? null : station, notices);
        }
        if (station != null) {
            for (Condition condition : station.conditions()) {
                // Of boards the notices below say more, and of its silence the page itself.
                if (!SAID_OTHERWISE.contains(condition.kind())) {
                    notices.add(new Notice(
                            condition.severity() != Severity.NOTE,
                            messages.get(
                                    "station.notice.condition",
                                    ConditionText.text(condition, messages),
                                    messages.dayTime(condition.since()),
                                    ConditionText.remedy(condition, messages))));
                }
            }
            device(messages, station.device(), notices);
        }
        return notices;
    }

    /**
     * What stands in place of notices where there are none.
     *
     * @param measured whether a sample is shown
     * @param managed whether only what people decided is told
     * @return null where nobody knows how the station is
     */
    static @Nullable String calm(Messages messages, @Nullable StationView station, boolean measured, boolean managed) {
        if (station == null || station.state() == StationState.UNKNOWN) {
            return null;
        }
        if (managed) {
            return messages.get(
                    station.state() == StationState.LIVE
                            ? "station.notice.in_service"
                            : "station.notice.in_service.silent");
        }
        if (!measured) {
            return null;
        }
        // A sample of some time ago has nothing wrong; of the station that is silent now this is not said.
        return messages.get(
                station.state() == StationState.LIVE ? "station.notice.none" : "station.notice.none.sample");
    }

    /** That a station is blocked, and as far as it is known by whom, when and why. */
    static Notice blocked(Messages messages, Blocking.Blocked blocked) {
        AuditEntry act = blocked.act();
        if (act == null) {
            return new Notice(true, messages.get("station.notice.blocked"));
        }
        String who = act.actorName() == null
                ? messages.get("journal.nobody." + act.actorKind().key())
                : act.actorName();
        String when = messages.dayTime(act.at());
        return new Notice(
                true,
                act.reason() == null
                        ? messages.get("station.notice.blocked.by", who, when)
                        : messages.get("station.notice.blocked.why", who, when, act.reason()));
    }

    /** What people decided of a station, beside the buttons by which they do: nothing that a sample changes. */
    static List<Notice> managed(Messages messages, @Nullable StationView station) {
        List<Notice> notices = new ArrayList<>();
        if (station != null) {
            maintenance(messages, station.device(), notices);
            if (station.device().enrollment() == Enrollment.PENDING) {
                notices.add(new Notice(true, pending(messages, station.device(), ".here")));
            }
        }
        return notices;
    }

    /** @param station as it is at the sample; null where that is not known: what is said of the station is not said twice */
    private static void sample(Messages messages, Shown shown, @Nullable StationView station, List<Notice> notices) {
        Sample sample = shown.sample();
        String reason = reason(messages, shown);
        if (reason != null) {
            notices.add(new Notice(true, reason));
        }
        Spectrum spectrum = sample.as7341();
        if (spectrum == null) {
            notices.add(new Notice(false, messages.get("station.notice.nospectrum")));
        } else if (!spectrum.analysis().ignoredChannels().isEmpty()
                && (station == null || !station.has("stuck_channel"))) {
            String channels = spectrum.analysis().ignoredChannels().stream()
                    .map(SpectralChannel::label)
                    .collect(Collectors.joining(", "));
            notices.add(new Notice(true, messages.get("station.notice.stuck", channels)));
        }
        if (shown.zones() == null) {
            notices.add(new Notice(false, messages.get("station.notice.nomatrices")));
        }
        if (sample.clockWrong() && (station == null || !station.has("station_clock_wrong"))) {
            notices.add(new Notice(true, messages.get("station.notice.clock")));
        }
        if (sample.idReused()) {
            notices.add(new Notice(true, messages.get("station.notice.id_reused")));
        }
        if (sample.late()) {
            notices.add(new Notice(false, messages.get("station.notice.late")));
        }
    }

    /** Why there is no grade, or why the liver was rejected; null where neither is so. */
    private static @Nullable String reason(Messages messages, Shown shown) {
        Sample sample = shown.sample();
        Zones zones = shown.zones();
        String needed = messages.number(Grade.C.threshold(), 2);
        return switch (GradeReason.of(sample)) {
            case NONE -> null;
            case FEW_ZONES ->
                messages.count(
                        "station.ungraded.zones",
                        sample.vl53l8ch().analysis().validZones(),
                        GradingRules.MIN_VALID_ZONES);
            case NO_FLOOR ->
                zones == null
                        ? messages.get("station.ungraded.unknown")
                        : messages.count(
                                "station.ungraded.border",
                                zones.validBorderCount(),
                                GradingRules.MIN_VALID_BORDER_ZONES);
            case EMPTY_TRAY -> messages.get("station.ungraded.empty");
            case DEFECTS ->
                messages.get("station.rejected.defects", shown.defects().size(), GradingRules.REJECTING_DEFECTS);
            case FOREIGN_BODY ->
                messages.get("station.rejected.body", messages.number(GradingRules.REJECTING_FOREIGN_BODY, 2));
            case TOF_SCORE ->
                messages.get(
                        "station.rejected.tof", messages.number(sample.fusion().tofScore(), 3), needed);
            case SPECTRAL_SCORE ->
                messages.get(
                        "station.rejected.spectrum",
                        messages.number(sample.fusion().spectralScore(), 3),
                        needed);
            case FINAL_SCORE ->
                messages.get(
                        "station.rejected.score",
                        messages.number(sample.fusion().finalScore(), 3),
                        needed);
        };
    }

    /**
     * What a person has to do so that it may deliver.
     *
     * @param where end of the key of words that need not say where that is done
     */
    private static String pending(Messages messages, Device device, String where) {
        if (device.board().claim() == null) {
            return messages.get("station.notice.nohello");
        }
        return device.board().others().isEmpty()
                ? messages.get("station.notice.pending" + where)
                : messages.get("station.notice.choose" + where);
    }

    private static String other(Messages messages, Device device, Claimant other) {
        String mac = said(other.macAddress());
        String ours = said(device.macAddress());
        String address = said(device.board().address());
        return device.enrollment() == Enrollment.PENDING
                ? messages.get("station.notice.otherwaits", mac, other.address(), ours, address, other.claim())
                : messages.get("station.notice.otherboard", mac, other.address(), ours, address, other.claim());
    }

    private static String said(@Nullable String text) {
        return text == null ? Messages.NONE : text;
    }

    private static void maintenance(Messages messages, Device device, List<Notice> notices) {
        Maintenance maintenance = device.maintenance();
        if (maintenance != null) {
            notices.add(new Notice(
                    false,
                    maintenance.reason() == null
                            ? messages.get("station.notice.maintenance", messages.dayTime(maintenance.since()))
                            : messages.get(
                                    "station.notice.maintenance.reason",
                                    messages.dayTime(maintenance.since()),
                                    maintenance.reason())));
        }
    }

    private static void device(Messages messages, Device device, List<Notice> notices) {
        maintenance(messages, device, notices);
        if (device.enrollment() == Enrollment.PENDING) {
            notices.add(new Notice(true, pending(messages, device, "")));
        }
        if (device.board().macMissing()) {
            notices.add(new Notice(
                    true,
                    messages.get("station.notice.nomac", said(device.board().address()))));
        }
        for (Claimant other : device.board().others()) {
            notices.add(new Notice(true, other(messages, device, other)));
        }
        if (!device.board().oddFigures().isEmpty()) {
            notices.add(new Notice(
                    false,
                    messages.get(
                            "station.notice.oddfigures",
                            String.join(", ", device.board().oddFigures()))));
        }
    }
}
