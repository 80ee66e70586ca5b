package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.firmware.Firmware.Event;
import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.api.firmware.Rollouts.Install;
import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.firmware.Rollouts.Rollout;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.api.firmware.Rollouts.WaitsFor;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the screen says, in the window's language. */
final class FirmwareText {
    /** Also why a draft was given up. */
    private static final String IMAGE_DELETED = "image_deleted";

    private final Messages messages;

    FirmwareText(Messages messages) {
        this.messages = messages;
    }

    String state(InstallState state) {
        return messages.get("firmware.install." + state.key());
    }

    private String state(Rollout rollout) {
        if (rollout.state() == RolloutState.DONE && !kept(rollout)) {
            return messages.get("firmware.rollout.done.none");
        }
        if (rollout.state() != RolloutState.REVERTED
                || rollout.counts().getOrDefault(InstallState.ROLLED_BACK, 0) > 0) {
            return messages.get("firmware.rollout." + rollout.state().key());
        }
        // It was stopped, and no station had to go back, or none did.
        return messages.get(
                rollout.counts().getOrDefault(InstallState.LOST, 0) > 0
                        ? "firmware.rollout.stopped"
                        : "firmware.rollout.nothing_back");
    }

    /** Whether some station stayed with it; a rollout that no station took has nothing to say of that. */
    private static boolean kept(Rollout rollout) {
        int confirmed = rollout.counts().getOrDefault(InstallState.CONFIRMED, 0);
        int ended = rollout.counts().getOrDefault(InstallState.ROLLED_BACK, 0)
                + rollout.counts().getOrDefault(InstallState.FAILED, 0)
                + rollout.counts().getOrDefault(InstallState.LOST, 0);
        return confirmed > 0 || ended == 0;
    }

    /** Why; what this window does not know as the backend says it. */
    String reason(@Nullable String reason) {
        return reason == null || reason.isEmpty() ? "" : messages.getOr("firmware.reason." + reason, reason);
    }

    /** For a narrow list: what tells images apart comes first. */
    static String row(Image image) {
        return image.version() + " · " + image.project();
    }

    /** Such as {@code gaveurs-station 1.1.0}. */
    static String name(Image image) {
        return image.project() + " " + image.version();
    }

    /** One line of the list of rollouts. */
    String title(Rollout rollout) {
        return messages.get("firmware.rollout.title", rollout.id(), rollout.project(), rollout.version());
    }

    /** How a rollout stands, with its wave and the time that is left. */
    String standing(Rollout rollout) {
        List<String> parts = new ArrayList<>();
        String from = rollout.plan().from();
        parts.add(
                rollout.state() == RolloutState.APPROVED && from != null
                        ? messages.get("firmware.rollout.approved.from", from)
                        : state(rollout));
        // Before what may be cut off where there is little room.
        if (rollout.unsigned()) {
            parts.add(messages.get("firmware.unsigned"));
        }
        if (rollout.imageDeleted() && !IMAGE_DELETED.equals(rollout.stateReason())) {
            parts.add(reason(IMAGE_DELETED));
        }
        if (!rollout.state().isFinal() && rollout.wave() > 0) {
            parts.add(messages.get(
                    "firmware.rollout.wave",
                    Math.min(rollout.wave(), rollout.waves().size()),
                    rollout.waves().size()));
        }
        Long left = rollout.secondsLeft();
        if (left != null) {
            parts.add(messages.get("firmware.left", messages.duration(left.doubleValue())));
        }
        if (rollout.stateReason() != null) {
            parts.add(reason(rollout.stateReason()));
        }
        return String.join(" · ", parts);
    }

    /** What is said under a rollout: who made and approved it, and how many may fail. */
    String who(Rollout rollout) {
        List<String> parts = new ArrayList<>();
        parts.add(messages.get(
                "firmware.made",
                by(rollout.createdBy(), rollout.createdByKind()),
                messages.dayTime(rollout.createdAt())));
        if (rollout.approvedAt() != null) {
            parts.add(messages.get(
                    "firmware.approved",
                    by(rollout.approvedBy(), rollout.approvedByKind()),
                    messages.dayTime(rollout.approvedAt())));
        }
        if (rollout.state() == RolloutState.DRAFT) {
            parts.add(messages.count("firmware.draft", rollout.stations()));
            if (rollout.older() > 0) {
                parts.add(messages.count("firmware.draft.older", rollout.older()));
            }
        }
        if (rollout.needsAnother()) {
            parts.add(messages.get("firmware.needsAnother"));
        }
        if (rollout.state().isUnderWay()) {
            int failed = rollout.counts().getOrDefault(InstallState.FAILED, 0)
                    + rollout.counts().getOrDefault(InstallState.LOST, 0);
            // Whoever resumes it begins to count anew.
            parts.add(messages.get(
                    failed > rollout.failures() ? "firmware.failures.resumed" : "firmware.failures",
                    rollout.failures(),
                    rollout.failuresAllowed() + 1));
        }
        return String.join(" · ", parts);
    }

    /** What is asked before a draft begins: whom it takes, and what is unusual of it. */
    String approval(Rollout rollout) {
        List<String> said = new ArrayList<>();
        said.add(messages.get("firmware.ask.approve", title(rollout)));
        said.add(messages.count("firmware.ask.stations", rollout.stations()));
        if (rollout.older() > 0) {
            said.add(messages.count("firmware.ask.older", rollout.older()));
        }
        if (rollout.needsAnother()) {
            said.add(messages.get("firmware.ask.another", by(rollout.createdBy(), rollout.createdByKind())));
        }
        return String.join(" ", said);
    }

    /** Where nobody said a name, a program of this PC is told from its window. */
    private String by(@Nullable String name, @Nullable ActorKind kind) {
        if (name != null) {
            return name;
        }
        return messages.get(kind == ActorKind.LOCAL ? "firmware.program" : "firmware.thisPc");
    }

    /** When and whom it takes. */
    String plan(Rollout rollout) {
        var plan = rollout.plan();
        List<String> parts = new ArrayList<>();
        if (plan.lines().isEmpty() && plan.deviceIds().isEmpty()) {
            parts.add(messages.get("firmware.plan.all"));
        }
        if (!plan.deviceIds().isEmpty()) {
            parts.add(messages.count("firmware.plan.some", plan.deviceIds().size()));
        }
        if (!plan.lines().isEmpty()) {
            parts.add(messages.get("firmware.plan.lines", String.join(", ", plan.lines())));
        }
        if (plan.from() != null && plan.to() != null) {
            parts.add(messages.get("firmware.plan.window", plan.from(), plan.to()));
        }
        if (plan.idleMinutes() > 0) {
            parts.add(messages.get("firmware.plan.idle", plan.idleMinutes()));
        }
        parts.add(messages.get("firmware.plan.soak", plan.soakMinutes()));
        parts.add(messages.get("firmware.plan.prove", messages.duration(plan.proveMinutes() * 60.0)));
        parts.add(messages.get("firmware.plan.stop", plan.stopPercent()));
        return String.join(" · ", parts);
    }

    /** What a station of a rollout waits for, or how far it is. */
    String progress(Install install, long size) {
        WaitsFor waits = install.waitsFor();
        if (waits != null) {
            String reason = reason(install.reason());
            String wait = messages.get("firmware.waits." + waits.key());
            return reason.isEmpty() || waits != WaitsFor.RETRY ? wait : wait + " (" + reason + ")";
        }
        List<String> parts = new ArrayList<>();
        if (install.state() == InstallState.DOWNLOADING && size > 0) {
            parts.add(messages.percent(100.0 * install.bytes() / size, 0));
        }
        Long left = install.secondsLeft();
        if (left != null) {
            parts.add(messages.get("firmware.left", messages.duration(left.doubleValue())));
        }
        String reason = reason(install.reason());
        if (!reason.isEmpty()) {
            parts.add(reason);
        }
        if (parts.isEmpty()) {
            parts.add(messages.dayTime(install.changedAt()));
        }
        return String.join(" · ", parts);
    }

    /** What an image is, a line for each fact. */
    Map<String, String> facts(Image image) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("chip", image.chip());
        facts.put("idf", image.idfVersion());
        facts.put("built", image.built());
        facts.put("size", messages.bytes((double) image.size()));
        facts.put("flash", image.flashSizeMb() == 0 ? Messages.NONE : messages.get("firmware.mb", image.flashSizeMb()));
        facts.put("secure_version", Long.toString(image.secureVersion()));
        facts.put("signature", signature(image));
        facts.put("elf", image.elfSha256());
        facts.put("sha256", image.sha256());
        facts.put(
                "uploaded",
                messages.get(
                        "firmware.made",
                        by(image.uploadedBy(), image.uploadedByKind()),
                        messages.dayTime(image.uploadedAt())));
        return facts;
    }

    /** Whose it is, for a short line. */
    String signer(Image image) {
        if (image.keyName() == null) {
            return messages.get("firmware.unsigned");
        }
        return image.keyRevoked() ? messages.get("firmware.signer.revoked", image.keyName()) : image.keyName();
    }

    String signature(Image image) {
        if (image.keyName() == null) {
            return messages.get("firmware.unsigned");
        }
        return messages.get(
                image.keyRevoked() ? "firmware.signed.revoked" : "firmware.signed", image.keyName(), image.keyId());
    }

    String fit(Fit fit) {
        if (fit.obstacle() == null) {
            String fits = messages.get("firmware.fits");
            return fit.older() && fit.runs() != null
                    ? fits + " · " + messages.get("firmware.fits.older", fit.runs())
                    : fits;
        }
        String words = messages.get("firmware.obstacle." + fit.obstacle().key());
        return fit.detail().isEmpty() ? words : words + " (" + fit.detail() + ")";
    }

    /** What a station runs. */
    String runs(StationFirmware station) {
        FirmwareReport report = station.report();
        if (report == null) {
            return (station.firmwareVersion() == null ? Messages.NONE : station.firmwareVersion()) + " · "
                    + messages.get("firmware.obstacle.no_protocol");
        }
        String runs = station.runs() == null ? report.version() : station.runs();
        List<String> parts = new ArrayList<>(List.of(runs));
        if (!runs.equals(report.version()) && !report.project().equals(FirmwareViewModel.ARDUINO)) {
            parts.add(messages.get("firmware.says", report.version()));
        }
        if (!report.stays()) {
            parts.add(messages.get("firmware.pending"));
        }
        if (station.unsigned()) {
            parts.add(messages.get("firmware.unsigned"));
        }
        if (station.keyRevoked()) {
            parts.add(messages.get("firmware.reason.key_revoked"));
        }
        return String.join(" · ", parts);
    }

    /** What happened: the version and its state. */
    String event(Event event) {
        List<String> parts = new ArrayList<>();
        if (event.version() != null) {
            parts.add(event.version());
        }
        parts.add(state(event.state()));
        if (event.unsigned()) {
            parts.add(messages.get("firmware.unsigned"));
        }
        return String.join(" · ", parts);
    }

    /** When it happened, by which rollout, and why. */
    String when(Event event) {
        List<String> parts = new ArrayList<>(List.of(messages.dateTime(event.at())));
        if (event.rolloutId() != null) {
            parts.add(messages.get("firmware.event.rollout", event.rolloutId()));
        }
        String reason = reason(event.reason());
        if (!reason.isEmpty()) {
            parts.add(reason);
        }
        return String.join(" · ", parts);
    }

    /** Stations by version, the most frequent first. */
    List<Map.Entry<String, Long>> versions(List<StationFirmware> stations) {
        Map<String, Long> counts = new TreeMap<>();
        for (StationFirmware station : stations) {
            String runs = station.runs();
            String version = runs == null ? messages.get("firmware.noProtocol") : runs;
            counts.merge(version, 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }
}
