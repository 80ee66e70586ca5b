package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which rule of the protocol a message broke, in the window's language: the backend tells stations so in English alone.
 * What a newer backend says is shown as it is.
 */
final class RuleText {
    /** Several fields stand behind each other like this. */
    private static final String NEXT = "; ";

    /** Words of the backend, with what changes in them, and the key of ours. */
    private record Rule(Pattern said, String key) {
        static Rule of(String said, String key) {
            return new Rule(Pattern.compile(said), key);
        }
    }

    /** Of a field. */
    private static final List<Rule> RULES = List.of(
            Rule.of("is missing", "stations.rule.missing"),
            Rule.of("is missing: send the counts, or leave as7341 out", "stations.rule.missing.counts"),
            Rule.of("is given twice", "stations.rule.twice"),
            Rule.of("must be an object", "stations.rule.object"),
            Rule.of("must be text", "stations.rule.text"),
            Rule.of("must be text of at most (\\d+) characters without control characters", "stations.rule.text.long"),
            Rule.of("must be a finite number from (\\S+) to (\\S+)", "stations.rule.number"),
            Rule.of("must be a whole number from (\\S+) to (\\S+)", "stations.rule.whole"),
            Rule.of("must be 8 rows of 8 numbers", "stations.rule.matrix"),
            Rule.of("must be 8 rows of 8 lists of finite numbers, .* 1 to (\\d+)", "stations.rule.histogram"),
            Rule.of("must be 1 to (\\d+) letters, digits, '_' or '-'", "stations.rule.device"),
            Rule.of("must be 1 to (\\d+) characters, none of them a control character, .*", "stations.rule.sample"),
            Rule.of("must be one of (.+)", "stations.rule.one_of"),
            Rule.of("must be that of the offer", "stations.rule.offer"),
            Rule.of("must be the same as device_id", "stations.rule.same"),
            Rule.of("must be three numbers such as 1\\.0\\.0", "stations.rule.version"),
            Rule.of("must be an ISO-8601 date and time such as (\\S+?)(?:, as text)?", "stations.rule.time"),
            Rule.of("has a second of 60, .*", "stations.rule.time.leap"),
            Rule.of("says two offsets from UTC, .*", "stations.rule.time.offsets"),
            Rule.of("must not be before 1900: .*", "stations.rule.time.unset"),
            Rule.of("is more than 5 min ahead: .*", "stations.rule.time.ahead"));

    /** Of the message as a whole. */
    private static final List<Rule> SENTENCES = List.of(
            Rule.of("The message is not UTF-8: .*", "stations.rule.message.utf8"),
            Rule.of("The message is not a JSON object: .*", "stations.rule.message.object"),
            Rule.of(
                    "The message is not well-formed JSON(?: at line (\\d+), column (\\d+))?\\.",
                    "stations.rule.message.json"),
            Rule.of("The message is beyond what is read: .*", "stations.rule.message.deep"),
            Rule.of("Something follows the object: .*", "stations.rule.message.more"),
            Rule.of("type is missing or not text: .*", "stations.rule.message.type"),
            Rule.of("type stands twice: .*", "stations.rule.message.types"));

    private RuleText() {}

    /** @param said what the backend said: a sentence, or fields each with its rule */
    static String of(String said, Messages messages) {
        String whole = find(SENTENCES, said, messages);
        if (whole != null) {
            return whole;
        }
        List<String> parts = new ArrayList<>();
        for (String part : said.split(NEXT)) {
            int space = part.indexOf(' ');
            String rule = space < 0 ? null : find(RULES, part.substring(space + 1), messages);
            if (rule != null) {
                parts.add(messages.get("stations.rule.of", part.substring(0, space), rule));
            } else if (find(RULES, part, messages) == null) {
                parts.add(part);
            }
            // Else it says once more what a time looks like.
        }
        return String.join(NEXT, parts);
    }

    private static @Nullable String find(List<Rule> rules, String said, Messages messages) {
        for (Rule rule : rules) {
            Matcher match = rule.said().matcher(said);
            if (match.matches()) {
                Object[] found = new Object[match.groupCount()];
                for (int i = 0; i < found.length; i++) {
                    found[i] = match.group(i + 1);
                }
                return messages.get(rule.key(), found);
            }
        }
        return null;
    }
}
