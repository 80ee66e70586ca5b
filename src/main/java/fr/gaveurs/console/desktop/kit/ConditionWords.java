package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a station in the few words that a tile or a row has room for.
 *
 * @param text a few words
 * @param brief the same in less room
 */
public record ConditionWords(String text, String brief) {
    /** Of a kind that this window does not know: that something is. */
    public static ConditionWords of(Condition condition, Messages messages) {
        Map<String, String> details = condition.details();
        boolean easing = condition.easing();
        return switch (condition.kind()) {
            case "stuck_channel" -> channels(details.getOrDefault("channels", Messages.NONE), easing, messages);
            case "stuck_distance" ->
                easing
                        ? new ConditionWords(
                                messages.get("live.badge.stuck.over", messages.get("live.badge.distances")),
                                messages.get("live.badge.stuck.over.brief"))
                        : new ConditionWords(
                                messages.get("live.badge.distance_stuck"), messages.get("live.badge.stuck.brief"));
            case "duplicate_id" ->
                of(messages, "live.badge.other_board", details.getOrDefault("address", Messages.NONE));
            case "claims_differ" -> {
                String words =
                        messages.get("live.badge.claims_differ", messages.percent(number(details.get("percent")), 0));
                yield new ConditionWords(words, words);
            }
            case "station_clock_wrong" -> clock(details.get("ahead_seconds"), easing, messages);
            case "station_offline" ->
                easing
                        ? of(messages, "live.badge.was_offline")
                        : new ConditionWords(messages.get("state.offline"), messages.get("state.offline"));
            case "station_late" ->
                easing
                        ? of(messages, "live.badge.was_late")
                        : new ConditionWords(messages.get("state.stale"), messages.get("state.stale"));
            case "samples_refused" -> refused(details.getOrDefault("reason", ""), messages);
            case "samples_held" ->
                of(messages, "live.badge.buffering", messages.integer((long) number(details.get("count"))));
            case "bytes_not_utf8" -> of(messages, "live.badge.not_utf8");
            case "reject_rate_high", "reject_rate_critical" -> rejects(details, easing, messages);
            case "low_grades" -> low(details, easing, messages);
            case "oxidation_high" ->
                new ConditionWords(
                        messages.get("live.badge.spectra.oxidation"), messages.get("live.badge.oxidation.brief"));
            case "freshness_low" ->
                new ConditionWords(
                        messages.get("live.badge.spectra.freshness"), messages.get("live.badge.freshness.brief"));
            case "firmware_rolled_back" -> of(messages, "live.badge.update.undone", version(details, "version"));
            case "firmware_lost" -> of(messages, "live.badge.update.lost", version(details, "version"));
            case "firmware_version_false" ->
                of(messages, "live.badge.version.false", version(details, "said"), version(details, "version"));
            case "firmware_key_revoked" -> of(messages, "live.badge.key.revoked", version(details, "version"));
            default -> of(messages, "live.badge.other");
        };
    }

    private static String version(Map<String, String> details, String detail) {
        return details.getOrDefault(detail, Messages.NONE);
    }

    private static ConditionWords of(Messages messages, String key, Object... arguments) {
        return new ConditionWords(messages.get(key, arguments), messages.get(key + ".brief", arguments));
    }

    private static ConditionWords channels(String channels, boolean easing, Messages messages) {
        if (easing) {
            return of(messages, "live.badge.stuck.over", channels);
        }
        int count = channels.split(", ").length;
        return new ConditionWords(
                messages.get("live.badge.stuck", channels),
                count == 1
                        ? messages.get("live.badge.stuck.brief", channels)
                        : messages.get("live.badge.stuck.several", messages.integer(count)));
    }

    private static ConditionWords clock(@Nullable String ahead, boolean easing, Messages messages) {
        if (easing) {
            return of(messages, "live.badge.clock.over");
        }
        double seconds = number(ahead);
        String text = ahead == null
                ? messages.get("live.badge.clock")
                : StationView.isFarAhead(seconds)
                        ? messages.get("live.badge.clock_unset")
                        : messages.get("live.badge.clock_ahead", messages.duration(seconds));
        return new ConditionWords(text, messages.get("live.badge.clock.brief"));
    }

    private static ConditionWords refused(String reason, Messages messages) {
        return switch (reason) {
            // One of an older console names no reason, and knows this one alone.
            case "", "rate_limit" -> of(messages, "live.badge.rate_limited");
            case "invalid" -> of(messages, "live.badge.refused.invalid");
            case "clock_ahead" -> of(messages, "live.badge.refused.clock");
            case "token" -> of(messages, "live.badge.refused.token");
            case "quarantined" -> of(messages, "live.badge.refused.quarantined");
            case "no_room" -> of(messages, "live.badge.refused.no_room");
            default -> of(messages, "live.badge.refused");
        };
    }

    /** What no longer reaches where it began is said to be better: the figure alone would contradict the colour. */
    private static ConditionWords rejects(Map<String, String> details, boolean easing, Messages messages) {
        long count = (long) number(details.get("count"));
        String of = messages.integer((long) number(details.get("of")));
        return new ConditionWords(
                messages.count(easing ? "live.badge.rejects.better" : "live.badge.rejects", count, of),
                easing
                        ? messages.get("live.badge.better.brief", messages.integer(count), of)
                        : messages.count("live.badge.rejects.brief", count));
    }

    private static ConditionWords low(Map<String, String> details, boolean easing, Messages messages) {
        String count = messages.integer((long) number(details.get("count")));
        String of = messages.integer((long) number(details.get("of")));
        return new ConditionWords(
                messages.get(easing ? "live.badge.low.better" : "live.badge.low", count, of),
                messages.get(easing ? "live.badge.better.brief" : "live.badge.low.brief", count, of));
    }

    private static double number(@Nullable String text) {
        return ConditionText.number(text);
    }
}
