package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.desktop.kit.ConditionText;
import fr.gaveurs.console.desktop.kit.ConditionWords;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.screens.live.Badge.Kind;
import fr.gaveurs.console.desktop.screens.live.Badge.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about a station, and how urgently. What is wrong with it is what the backend says, and how urgent it
 * is follows from that alone; what speaks of the sample shown comes and goes with it. Pure.
 */
final class Attention {
    private Attention() {}

    /** How the station stands. */
    static StationCondition standing(StationView view, Messages messages) {
        List<Badge> badges = badges(view, messages);
        if (view.device().maintenance() != null) {
            // Somebody is at it: whatever it says calls for nobody.
            return new StationCondition(badges, null, view.latest() == null ? Rank.NEVER_SEEN : Rank.FINE);
        }
        Severity severity = severity(view);
        boolean unknown = view.state() == StationState.UNKNOWN;
        return new StationCondition(badges, unknown ? null : severity, rank(view, severity));
    }

    /** The most urgent thing that lasts; null where nothing needs somebody. */
    private static @Nullable Severity severity(StationView view) {
        boolean waits = view.device().enrollment() == Enrollment.PENDING;
        Severity worst = waits ? Severity.WARNING : null;
        for (Condition condition : view.conditions()) {
            Severity severity = severity(condition);
            if (severity != Severity.NOTE && (worst == null || severity.compareTo(worst) > 0)) {
                worst = severity;
            }
        }
        return worst;
    }

    private static Severity severity(Condition condition) {
        return switch (condition.severity()) {
            case NOTE -> Severity.NOTE;
            case WARNING -> Severity.WARNING;
            case CRITICAL -> Severity.DANGER;
        };
    }

    private static Rank rank(StationView view, @Nullable Severity severity) {
        if (severity != null) {
            return severity == Severity.DANGER ? Rank.URGENT : Rank.TO_LOOK_AT;
        }
        return view.latest() == null ? Rank.NEVER_SEEN : Rank.FINE;
    }

    private static List<Badge> badges(StationView view, Messages messages) {
        List<Badge> badges = new ArrayList<>();
        Devices.Device device = view.device();
        if (device.enrollment() == Enrollment.PENDING) {
            badges.add(new Badge(Kind.PENDING, Severity.WARNING, messages.get("live.badge.pending")));
            if (!device.board().others().isEmpty()) {
                String address = device.board().others().getLast().address();
                badges.add(new Badge(
                        Kind.OTHER_BOARD,
                        Severity.WARNING,
                        messages.get("live.badge.other_board", address),
                        messages.get("live.badge.other_board.brief"),
                        true));
            }
        }
        Maintenance maintenance = device.maintenance();
        if (maintenance != null) {
            String word = messages.get("live.badge.maintenance");
            String reason = maintenance.reason();
            badges.add(new Badge(
                    Kind.MAINTENANCE,
                    Severity.NOTE,
                    reason == null ? word : messages.get("live.badge.maintenance.reason", reason),
                    word,
                    true));
        } else {
            for (Condition condition : view.conditions()) {
                Badge badge = badge(condition, view, messages);
                if (badge != null) {
                    badges.add(badge);
                }
            }
        }
        Samples.Sample sample = view.latest();
        if (sample != null && view.state() == StationState.LIVE) {
            ofSample(sample, messages, badges);
            ModelLine.doubt(view.model(), messages).ifPresent(badges::add);
        }
        badges.sort(Comparator.comparing(Badge::kind));
        return List.copyOf(badges);
    }

    /** Null where the tile says it otherwise, or another badge does. */
    private static @Nullable Badge badge(Condition condition, StationView view, Messages messages) {
        ConditionWords words = ConditionWords.of(condition, messages);
        return switch (condition.kind()) {
            case "station_offline" -> back(view, "live.badge.was_offline", messages);
            case "station_late" -> view.has("station_offline") ? null : back(view, "live.badge.was_late", messages);
            case "duplicate_id" -> badge(Kind.OTHER_BOARD, condition, words);
            case "bytes_not_utf8" -> badge(Kind.NOT_UTF8, condition, words);
            case "reject_rate_critical" -> badge(Kind.REJECTS, condition, words);
            case "reject_rate_high" -> view.has("reject_rate_critical") ? null : badge(Kind.REJECTS, condition, words);
            case "low_grades" ->
                view.has("reject_rate_critical") || view.has("reject_rate_high")
                        ? null
                        : badge(Kind.LOW_GRADES, condition, words);
            case "samples_refused" ->
                "clock_ahead".equals(condition.details().get("reason")) && view.has("station_clock_wrong")
                        ? null
                        : badge(Kind.REFUSED, condition, words);
            case "station_clock_wrong" -> badge(Kind.CLOCK, condition, words);
            case "stuck_channel", "stuck_distance" -> badge(Kind.STUCK, condition, words);
            case "oxidation_high" -> oxidation(view, words, messages);
            case "freshness_low" -> freshness(view, words, messages);
            case "claims_differ" -> claims(view, condition, words, messages);
            case "samples_held" -> badge(Kind.BUFFERING, condition, words);
            case "firmware_rolled_back", "firmware_lost", "firmware_version_false", "firmware_key_revoked" ->
                badge(Kind.FIRMWARE, condition, words);
            default -> badge(Kind.OTHER, condition, words);
        };
    }

    private static Badge badge(Kind kind, Condition condition, ConditionWords words) {
        return new Badge(kind, severity(condition), words.text(), words.brief(), true);
    }

    private static Badge warning(Kind kind, String text, String brief) {
        return new Badge(kind, Severity.WARNING, text, brief, true);
    }

    /** It counts as lost for a while longer than it is: then nothing else on the tile says why. */
    private static @Nullable Badge back(StationView view, String key, Messages messages) {
        return view.state() == StationState.LIVE
                ? new Badge(Kind.BACK, Severity.NOTE, messages.get(key), messages.get(key + ".brief"), true)
                : null;
    }

    private static @Nullable SpectrumAnalysis spectrum(Samples.@Nullable Sample sample) {
        return sample == null || sample.as7341() == null
                ? null
                : sample.as7341().analysis();
    }

    private static Badge oxidation(StationView view, ConditionWords words, Messages messages) {
        SpectrumAnalysis spectrum = spectrum(view.latest());
        return spectrum == null
                ? warning(Kind.OXIDATION, words.text(), words.brief())
                : ofSpectrum(
                        Kind.OXIDATION, "live.badge.oxidation", spectrum.oxidation(), oxidized(spectrum), messages);
    }

    private static Badge freshness(StationView view, ConditionWords words, Messages messages) {
        SpectrumAnalysis spectrum = spectrum(view.latest());
        return spectrum == null
                ? warning(Kind.FRESHNESS, words.text(), words.brief())
                : ofSpectrum(Kind.FRESHNESS, "live.badge.freshness", spectrum.freshness(), stale(spectrum), messages);
    }

    /** The sample shown may be well, while those before it were not. */
    private static Badge ofSpectrum(Kind kind, String key, @Nullable Double figure, boolean odd, Messages messages) {
        String value = messages.number(figure, 2);
        return odd
                ? warning(kind, messages.get(key, value), messages.get(key + ".brief"))
                : warning(
                        kind,
                        messages.get(key + ".better", value),
                        messages.get("live.badge.spectrum.better.brief", value));
    }

    private static boolean oxidized(SpectrumAnalysis spectrum) {
        Double oxidation = spectrum.oxidation();
        return oxidation != null && oxidation > GradingRules.OXIDATION_HIGH;
    }

    private static boolean stale(SpectrumAnalysis spectrum) {
        Double freshness = spectrum.freshness();
        return freshness != null && freshness < GradingRules.FRESHNESS_LOW;
    }

    private static Badge claims(StationView view, Condition condition, ConditionWords words, Messages messages) {
        Samples.Sample sample = view.latest();
        Grade claimed = sample == null ? null : sample.fusion().claimedGrade();
        String share = messages.percent(ConditionText.number(condition, "percent"), 0);
        return new Badge(
                Kind.CLAIM,
                severity(condition),
                claimed == null
                        ? words.text()
                        : messages.get("live.badge.claims_often", Letters.of(claimed, messages), share),
                words.brief(),
                true);
    }

    /** What the sample shown says beyond what lasts. */
    private static void ofSample(Samples.Sample sample, Messages messages, List<Badge> badges) {
        SpectrumAnalysis spectrum = spectrum(sample);
        if (spectrum != null && oxidized(spectrum) && lacks(badges, Kind.OXIDATION)) {
            badges.add(passing(Kind.OXIDATION, "live.badge.oxidation", spectrum.oxidation(), messages));
        }
        if (spectrum != null && stale(spectrum) && lacks(badges, Kind.FRESHNESS)) {
            badges.add(passing(Kind.FRESHNESS, "live.badge.freshness", spectrum.freshness(), messages));
        }
        Grade claimed = sample.fusion().claimedGrade();
        if (claimed != null && sample.fusion().claimDiffers() && lacks(badges, Kind.CLAIM)) {
            String words = messages.get("live.badge.claimed", Letters.of(claimed, messages));
            badges.add(new Badge(Kind.CLAIM, Severity.NOTE, words, words, false));
        }
    }

    private static Badge passing(Kind kind, String key, @Nullable Double figure, Messages messages) {
        return new Badge(
                kind,
                Severity.WARNING,
                messages.get(key, messages.number(figure, 2)),
                messages.get(key + ".brief"),
                false);
    }

    private static boolean lacks(List<Badge> badges, Kind kind) {
        return badges.stream().noneMatch(badge -> badge.kind() == kind);
    }
}
