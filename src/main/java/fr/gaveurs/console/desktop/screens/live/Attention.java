package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.screens.live.Badge.Kind;
import fr.gaveurs.console.desktop.screens.live.Badge.Severity;
import fr.gaveurs.console.desktop.screens.live.StationWatch.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about a station, and how urgently. What speaks of the sample shown comes and goes with it; how
 * urgent a station is follows from what lasts alone. Pure.
 */
final class Attention {
    private static final double OXIDATION_HIGH = 0.7;
    private static final double FRESHNESS_LOW = 0.5;

    private Attention() {}

    /** How the station stands. {@code findings} are what lasts. */
    static StationCondition standing(StationView view, Findings findings, Messages messages) {
        List<Badge> badges = badges(view, findings, messages);
        if (view.device().maintenance() != null) {
            // Somebody is at it: whatever it says calls for nobody.
            return new StationCondition(badges, null, view.latest() == null ? Rank.NEVER_SEEN : Rank.FINE);
        }
        Severity severity = severity(view, findings, badges);
        boolean unknown = view.state() == StationState.UNKNOWN;
        return new StationCondition(badges, unknown ? null : severity, rank(view, findings, severity));
    }

    private static List<Badge> badges(StationView view, Findings findings, Messages messages) {
        List<Badge> badges = new ArrayList<>();
        Devices.Device device = view.device();
        if (device.enrollment() == Devices.Enrollment.PENDING) {
            badges.add(new Badge(Kind.PENDING, Severity.WARNING, messages.get("live.badge.pending")));
        }
        Maintenance maintenance = device.maintenance();
        if (maintenance != null) {
            String word = messages.get("live.badge.maintenance");
            String reason = maintenance.reason();
            badges.add(new Badge(
                    Kind.MAINTENANCE,
                    Severity.NOTE,
                    reason == null ? word : messages.get("live.badge.maintenance.reason", reason),
                    messages.get("live.badge.maintenance.brief"),
                    true));
        }
        board(device.board(), messages, badges);
        back(view, findings, messages, badges);
        rejects(view, findings, messages, badges);
        if (findings.has(Condition.RATE_LIMITED)) {
            badges.add(warning(
                    Kind.RATE_LIMITED,
                    messages.get("live.badge.rate_limited"),
                    messages.get("live.badge.rate_limited.brief")));
        }
        if (findings.has(Condition.CLOCK_WRONG)) {
            Double ahead = device.clockAheadSeconds();
            boolean over = ahead == null && !device.clockWrong();
            String text = ahead == null
                    ? messages.get("live.badge.clock")
                    : StationView.isFarAhead(ahead)
                            ? messages.get("live.badge.clock_unset")
                            : messages.get("live.badge.clock_ahead", messages.duration(ahead));
            badges.add(
                    over
                            ? warning(
                                    Kind.CLOCK,
                                    messages.get("live.badge.clock.over"),
                                    messages.get("live.badge.clock.over.brief"))
                            : warning(Kind.CLOCK, text, messages.get("live.badge.clock.brief")));
        }
        if (findings.has(Condition.STUCK)) {
            badges.add(stuck(findings, device.stuckChannels().isEmpty(), messages));
        }
        if (device.distanceStuck()) {
            badges.add(new Badge(Kind.STUCK, Severity.WARNING, messages.get("live.badge.distance_stuck")));
        }
        Samples.Sample sample = view.latest();
        if (sample != null) {
            spectrum(view, sample, findings, messages, badges);
            claim(view, sample, findings, messages, badges);
        }
        Integer held = device.bufferSize();
        if (findings.has(Condition.WAITING) && held != null && held > 0) {
            String count = messages.integer(held);
            badges.add(new Badge(
                    Kind.BUFFERING,
                    Severity.NOTE,
                    messages.get("live.badge.buffering", count),
                    messages.get("live.badge.buffering.brief", count),
                    true));
        }
        return List.copyOf(badges);
    }

    private static @Nullable Severity severity(StationView view, Findings findings, List<Badge> badges) {
        if (view.state() == StationState.OFFLINE
                || findings.has(Condition.OFFLINE)
                || findings.has(Condition.OVERDUE)) {
            return Severity.DANGER;
        }
        Severity worst = null;
        for (Badge badge : badges) {
            if (badge.lasting()
                    && badge.severity() != Severity.NOTE
                    && (worst == null || badge.severity().compareTo(worst) > 0)) {
                worst = badge.severity();
            }
        }
        return worst;
    }

    private static Rank rank(StationView view, Findings findings, @Nullable Severity severity) {
        if (severity == Severity.DANGER) {
            return Rank.URGENT;
        }
        if (severity == Severity.WARNING) {
            return Rank.TO_LOOK_AT;
        }
        if (findings.has(Condition.LATE)) {
            return Rank.LATE;
        }
        return view.latest() == null ? Rank.NEVER_SEEN : Rank.FINE;
    }

    /** Who else says its id, and that its last bytes were no text; the address is what finds the board. */
    private static void board(Devices.Board board, Messages messages, List<Badge> badges) {
        if (!board.others().isEmpty()) {
            badges.add(warning(
                    Kind.OTHER_BOARD,
                    messages.get(
                            "live.badge.other_board", board.others().getLast().address()),
                    messages.get("live.badge.other_board.brief")));
        }
        if (board.notUtf8At() != null) {
            badges.add(warning(
                    Kind.NOT_UTF8, messages.get("live.badge.not_utf8"), messages.get("live.badge.not_utf8.brief")));
        }
    }

    /** Whether a sample's spectrum speaks of oxidation. */
    static boolean oxidized(Samples.Sample sample) {
        Double oxidation =
                sample.as7341() == null ? null : sample.as7341().analysis().oxidation();
        return oxidation != null && oxidation > OXIDATION_HIGH;
    }

    /** Whether a sample's spectrum speaks of little freshness. */
    static boolean stale(Samples.Sample sample) {
        Double freshness =
                sample.as7341() == null ? null : sample.as7341().analysis().freshness();
        return freshness != null && freshness < FRESHNESS_LOW;
    }

    /** It counts as lost for a while longer than it is: then nothing else on the tile says why. */
    private static void back(StationView view, Findings findings, Messages messages, List<Badge> badges) {
        if (view.state() != StationState.LIVE) {
            return;
        }
        if (findings.has(Condition.OFFLINE)) {
            badges.add(new Badge(
                    Kind.BACK,
                    Severity.NOTE,
                    messages.get("live.badge.was_offline"),
                    messages.get("live.badge.was_offline.brief"),
                    true));
        } else if (findings.has(Condition.OVERDUE)) {
            badges.add(new Badge(
                    Kind.BACK,
                    Severity.NOTE,
                    messages.get("live.badge.was_late"),
                    messages.get("live.badge.was_late.brief"),
                    true));
        }
    }

    /** What no longer reaches where it began is said to be better: the figure alone would contradict the colour. */
    private static void rejects(StationView view, Findings findings, Messages messages, List<Badge> badges) {
        String of = messages.integer(view.recentGrades().size());
        if (findings.has(Condition.REJECTS) || findings.has(Condition.MANY_REJECTS)) {
            int count = StationWatch.rejects(view.recentGrades());
            boolean many = findings.has(Condition.MANY_REJECTS);
            boolean better = count < (many ? StationWatch.MANY_REJECTS : StationWatch.REJECTS);
            badges.add(new Badge(
                    Kind.REJECTS,
                    many ? Severity.DANGER : Severity.WARNING,
                    messages.count(better ? "live.badge.rejects.better" : "live.badge.rejects", count, of),
                    better
                            ? messages.get("live.badge.better.brief", messages.integer(count), of)
                            : messages.count("live.badge.rejects.brief", count),
                    true));
        } else if (findings.has(Condition.LOW_GRADES)) {
            int low = StationWatch.low(view.recentGrades());
            boolean better = low < StationWatch.LOW_GRADES;
            String count = messages.integer(low);
            badges.add(new Badge(
                    Kind.LOW_GRADES,
                    Severity.WARNING,
                    messages.get(better ? "live.badge.low.better" : "live.badge.low", count, of),
                    messages.get(better ? "live.badge.better.brief" : "live.badge.low.brief", count, of),
                    true));
        }
    }

    private static Badge stuck(Findings findings, boolean over, Messages messages) {
        String channels = findings.stuck().stream().map(SpectralChannel::label).collect(Collectors.joining(", "));
        if (over) {
            return warning(
                    Kind.STUCK,
                    messages.get("live.badge.stuck.over", channels),
                    messages.get("live.badge.stuck.over.brief"));
        }
        String first = findings.stuck().stream()
                .findFirst()
                .map(SpectralChannel::label)
                .orElse("");
        return new Badge(
                Kind.STUCK,
                Severity.WARNING,
                messages.get("live.badge.stuck", channels),
                findings.stuck().size() == 1
                        ? messages.get("live.badge.stuck.brief", first)
                        : messages.get(
                                "live.badge.stuck.several",
                                messages.integer(findings.stuck().size())),
                true);
    }

    private static void spectrum(
            StationView view, Samples.Sample sample, Findings findings, Messages messages, List<Badge> badges) {
        if (sample.as7341() == null) {
            return;
        }
        boolean current = view.state() == StationState.LIVE;
        Samples.SpectrumAnalysis analysis = sample.as7341().analysis();
        boolean oxidation = findings.has(Condition.OXIDATION);
        if (oxidation || (current && oxidized(sample))) {
            String value = messages.number(analysis.oxidation(), 2);
            badges.add(
                    oxidized(sample)
                            ? new Badge(
                                    Kind.OXIDATION,
                                    Severity.WARNING,
                                    messages.get("live.badge.oxidation", value),
                                    messages.get("live.badge.oxidation.brief"),
                                    oxidation)
                            : better(
                                    Kind.OXIDATION,
                                    messages.get("live.badge.oxidation.better", value),
                                    value,
                                    messages));
        }
        boolean freshness = findings.has(Condition.FRESHNESS);
        if (freshness || (current && stale(sample))) {
            String value = messages.number(analysis.freshness(), 2);
            badges.add(
                    stale(sample)
                            ? new Badge(
                                    Kind.FRESHNESS,
                                    Severity.WARNING,
                                    messages.get("live.badge.freshness", value),
                                    messages.get("live.badge.freshness.brief"),
                                    freshness)
                            : better(
                                    Kind.FRESHNESS,
                                    messages.get("live.badge.freshness.better", value),
                                    value,
                                    messages));
        }
    }

    /** The sample shown is well, those before it were not. */
    private static Badge better(Kind kind, String text, String value, Messages messages) {
        return warning(kind, text, messages.get("live.badge.spectrum.better.brief", value));
    }

    private static void claim(
            StationView view, Samples.Sample sample, Findings findings, Messages messages, List<Badge> badges) {
        Grade claimed = sample.fusion().claimedGrade();
        if (findings.has(Condition.CLAIMS_DIFFER)) {
            String share = messages.percent(view.device().claimDifferRate() * 100, 0);
            badges.add(new Badge(
                    Kind.CLAIM,
                    Severity.WARNING,
                    claimed == null
                            ? messages.get("live.badge.claims_differ", share)
                            : messages.get("live.badge.claims_often", Letters.of(claimed, messages), share),
                    messages.get("live.badge.claims_differ", share),
                    true));
        } else if (claimed != null
                && view.state() == StationState.LIVE
                && sample.fusion().claimDiffers()) {
            String letter = Letters.of(claimed, messages);
            badges.add(new Badge(
                    Kind.CLAIM,
                    Severity.NOTE,
                    messages.get("live.badge.claimed", letter),
                    messages.get("live.badge.claimed", letter),
                    false));
        }
    }

    private static Badge warning(Kind kind, String text, String brief) {
        return new Badge(kind, Severity.WARNING, text, brief, true);
    }
}
