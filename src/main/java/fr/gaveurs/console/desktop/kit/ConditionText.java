package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong, in the window's language. */
public final class ConditionText {
    private static final Pattern NUMBERED = Pattern.compile("(rollout|model) (\\d+)");

    private ConditionText() {}

    /** What is wrong, a sentence; of a kind that this window does not know, as the backend says it. */
    public static String text(Condition condition, Messages messages) {
        String key = "condition." + condition.kind();
        Map<String, String> details = condition.details();
        return switch (condition.kind()) {
            case "stuck_channel" -> messages.get(key, details.getOrDefault("channels", Messages.NONE));
            case "duplicate_id" ->
                messages.get(
                        key,
                        details.getOrDefault("mac_address", Messages.NONE),
                        details.getOrDefault("address", Messages.NONE));
            case "claims_differ" -> messages.get(key, messages.percent(number(details.get("percent")), 0));
            case "station_clock_wrong" -> clock(condition, messages);
            case "samples_refused" -> refused(condition, messages);
            case "reject_rate_high", "reject_rate_critical", "low_grades", "oxidation_high", "freshness_low" ->
                messages.get(
                        key, messages.integer((long) number(details.get("count"))), details.getOrDefault("of", "20"));
            case "samples_held" -> messages.count(key, (long) number(details.get("count")));
            case "spool_waiting" -> messages.get("true".equals(details.get("bringing")) ? key + ".bringing" : key);
            case "console_clock_wrong" ->
                messages.get(
                        "true".equals(details.get("behind")) ? key + ".behind" : key,
                        messages.duration(number(details.get("seconds"))));
            case "log_altered" -> messages.get(key, details.getOrDefault("name", Messages.NONE));
            case "firmware_key_revoked" ->
                messages.get(key, details.getOrDefault("version", ""), details.getOrDefault("key", ""));
            case "firmware_version_false" ->
                messages.get(key, details.getOrDefault("said", ""), details.getOrDefault("version", ""));
            case "firmware_rolled_back", "firmware_lost", "rollout_stopped" ->
                messages.get(
                        key,
                        details.getOrDefault("version", Messages.NONE),
                        messages.getOr(
                                "firmware.reason." + details.getOrDefault("reason", ""),
                                details.getOrDefault("reason", Messages.NONE)));
            case "model_unusable", "model_drift", "model_error" ->
                messages.get(
                        key,
                        details.getOrDefault("version", Messages.NONE),
                        details.getOrDefault("stations", details.getOrDefault("percent", Messages.NONE)));
            case "model_grading_off" -> messages.get(key, details.getOrDefault("product", Messages.NONE));
            case "samples_quarantined", "report_files_left" -> messages.count(key, (long) number(details.get("count")));
            default -> messages.getOr(key, condition.text());
        };
    }

    private static String refused(Condition condition, Messages messages) {
        String reason = condition.details().getOrDefault("reason", "rate_limit");
        return reason.equals("rate_limit")
                ? messages.get(
                        "condition.samples_refused", condition.details().getOrDefault("per_minute", Messages.NONE))
                : messages.getOr("condition.samples_refused." + reason, condition.text());
    }

    private static String clock(Condition condition, Messages messages) {
        String ahead = condition.details().get("ahead_seconds");
        if (ahead == null) {
            return messages.get("condition.station_clock_wrong");
        }
        return StationView.isFarAhead(number(ahead))
                ? messages.get("condition.station_clock_wrong.unset")
                : messages.get("condition.station_clock_wrong.ahead", messages.duration(number(ahead)));
    }

    /** How to mend it, a sentence. */
    public static String remedy(Condition condition, Messages messages) {
        String key = "condition." + condition.kind();
        String reason = condition.details().get("reason");
        String usual = messages.getOr(key + ".remedy", condition.remedy());
        // Of refused samples alone each reason is mended in another way.
        return reason == null
                        || reason.equals("rate_limit")
                        || !condition.kind().equals("samples_refused")
                ? usual
                : messages.getOr(key + "." + reason + ".remedy", condition.remedy());
    }

    /** Whose condition it is: a station's id, or the words for a part of the system, such as of {@code rollout 12}. */
    public static String source(Condition condition, Messages messages) {
        String source = condition.source();
        if (condition.scope() == Scope.STATION) {
            return source;
        }
        Matcher numbered = NUMBERED.matcher(source);
        return numbered.matches()
                ? messages.get("condition.source." + numbered.group(1), numbered.group(2))
                : messages.getOr("condition.source." + source, source);
    }

    public static Level level(Severity severity) {
        return switch (severity) {
            case NOTE -> Level.UNKNOWN;
            case WARNING -> Level.WARNING;
            case CRITICAL -> Level.BAD;
        };
    }

    /** A figure of its details; 0 where it is none. */
    public static double number(Condition condition, String detail) {
        return number(condition.details().get(detail));
    }

    static double number(@Nullable String text) {
        try {
            return text == null ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0; // of a console that says it otherwise
        }
    }
}
