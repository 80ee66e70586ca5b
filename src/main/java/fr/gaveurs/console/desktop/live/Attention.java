package fr.gaveurs.console.desktop.live;

import fr.gaveurs.console.api.Devices;
import fr.gaveurs.console.api.Grade;
import fr.gaveurs.console.api.Samples;
import fr.gaveurs.console.api.SpectralChannel;
import fr.gaveurs.console.desktop.live.Badge.Kind;
import fr.gaveurs.console.desktop.live.Badge.Severity;
import fr.gaveurs.console.desktop.screen.Letters;
import fr.gaveurs.console.desktop.screen.Messages;
import fr.gaveurs.console.desktop.screen.StationState;
import fr.gaveurs.console.desktop.screen.StationView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be said about a station, and how urgently. Pure. */
final class Attention {
    private static final double CLAIMS_DIFFER = 0.20;
    private static final double OXIDATION_HIGH = 0.7;
    private static final double FRESHNESS_LOW = 0.5;
    private static final Duration RATE_LIMIT_REMEMBERED = Duration.ofMinutes(2);

    private Attention() {}

    /** The station's badges, most important first. {@code now} is the backend's time, null if not known. */
    static List<Badge> badges(StationView view, @Nullable Instant now, Messages messages) {
        List<Badge> badges = new ArrayList<>();
        Devices.Device device = view.device();
        if (device.enrollment() == Devices.Enrollment.PENDING) {
            badges.add(new Badge(Kind.PENDING, Severity.WARNING, messages.get("live.badge.pending")));
        }
        if (rateLimited(device, now)) {
            badges.add(new Badge(Kind.RATE_LIMITED, Severity.WARNING, messages.get("live.badge.rate_limited")));
        }
        if (device.clockAheadSeconds() != null) {
            badges.add(new Badge(
                    Kind.CLOCK,
                    Severity.WARNING,
                    messages.get("live.badge.clock_ahead", messages.duration(device.clockAheadSeconds()))));
        } else if (device.clockWrong()) {
            badges.add(new Badge(Kind.CLOCK, Severity.WARNING, messages.get("live.badge.clock")));
        }
        if (!device.stuckChannels().isEmpty()) {
            String channels =
                    device.stuckChannels().stream().map(SpectralChannel::label).collect(Collectors.joining(", "));
            badges.add(new Badge(Kind.STUCK, Severity.WARNING, messages.get("live.badge.stuck", channels)));
        }
        Samples.Sample sample = view.latest();
        if (sample != null && current(view)) {
            spectrum(sample, messages, badges);
            claim(sample, device, messages, badges);
        }
        Integer held = device.bufferSize();
        if (held != null && held > 0) {
            badges.add(new Badge(
                    Kind.BUFFERING, Severity.NOTE, messages.get("live.badge.buffering", messages.integer(held))));
        }
        return List.copyOf(badges);
    }

    /** The most urgent thing about a station; null while all is well. */
    static @Nullable Severity severity(StationView view, List<Badge> badges) {
        if (view.state() == StationState.UNKNOWN) {
            return null;
        }
        if (view.state() == StationState.OFFLINE) {
            return Severity.DANGER;
        }
        Severity worst = null;
        if (current(view) && view.latest() != null) {
            Grade grade = view.latest().fusion().finalGrade();
            worst = grade == Grade.REJECT ? Severity.DANGER : grade == Grade.C ? Severity.WARNING : null;
        }
        for (Badge badge : badges) {
            if (badge.severity() != Severity.NOTE
                    && (worst == null || badge.severity().compareTo(worst) > 0)) {
                worst = badge.severity();
            }
        }
        return worst;
    }

    /** Whether its newest sample is of now: nobody is called to an old reject. */
    private static boolean current(StationView view) {
        return view.state() == StationState.LIVE;
    }

    private static boolean rateLimited(Devices.Device device, @Nullable Instant now) {
        Instant at = device.rateLimitedAt();
        return at != null && now != null && Duration.between(at, now).compareTo(RATE_LIMIT_REMEMBERED) < 0;
    }

    private static void spectrum(Samples.Sample sample, Messages messages, List<Badge> badges) {
        if (sample.as7341() == null) {
            return;
        }
        Samples.SpectrumAnalysis analysis = sample.as7341().analysis();
        if (analysis.oxidation() != null && analysis.oxidation() > OXIDATION_HIGH) {
            badges.add(new Badge(
                    Kind.OXIDATION,
                    Severity.WARNING,
                    messages.get("live.badge.oxidation", messages.number(analysis.oxidation(), 2))));
        }
        if (analysis.freshness() != null && analysis.freshness() < FRESHNESS_LOW) {
            badges.add(new Badge(
                    Kind.FRESHNESS,
                    Severity.WARNING,
                    messages.get("live.badge.freshness", messages.number(analysis.freshness(), 2))));
        }
    }

    private static void claim(Samples.Sample sample, Devices.Device device, Messages messages, List<Badge> badges) {
        Grade claimed = sample.fusion().claimedGrade();
        boolean often = device.claimDifferRate() > CLAIMS_DIFFER;
        if (claimed == null || !(sample.fusion().claimDiffers() || often)) {
            return;
        }
        String text = often
                ? messages.get(
                        "live.badge.claims_often",
                        Letters.of(claimed, messages),
                        messages.percent(device.claimDifferRate() * 100, 0))
                : messages.get("live.badge.claimed", Letters.of(claimed, messages));
        badges.add(new Badge(Kind.CLAIM, often ? Severity.WARNING : Severity.NOTE, text));
    }
}
