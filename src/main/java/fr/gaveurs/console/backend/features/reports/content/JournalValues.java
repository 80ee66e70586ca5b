package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.ShortText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an act changed, as people say it: in the report's language and zone, without what has no value. */
final class JournalValues {
    /** Characters of the values of one act. */
    private static final int MOST_WORDS = 400;

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private final ReportWords words;

    JournalValues(ReportWords words) {
        this.words = words;
    }

    /** Null where nothing has a value. */
    @Nullable
    String of(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        String text = fields(node, " = ");
        if (text.isEmpty()) {
            return null;
        }
        return ShortText.elided(text, MOST_WORDS);
    }

    private String fields(JsonNode node, String between) {
        return inOrder(node).stream()
                .flatMap(field -> {
                    String value = value(field.getKey(), field.getValue());
                    return value.isEmpty()
                            ? Stream.<String>empty()
                            : Stream.of(words.field(field.getKey()) + between + value);
                })
                .collect(Collectors.joining(", "));
    }

    /** As they are stored, by their lengths, but where a period begins before where it ends. */
    private static List<Map.Entry<String, JsonNode>> inOrder(JsonNode node) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        JsonNode from = node.get("from");
        if (from != null && node.has("to")) {
            fields.removeIf(field -> field.getKey().equals("from"));
            int to = 0;
            while (!fields.get(to).getKey().equals("to")) {
                to++;
            }
            fields.add(to, Map.entry("from", from));
        }
        return fields;
    }

    private String value(String name, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return value.valueStream().map(each -> value(name, each)).collect(Collectors.joining(", "));
        }
        if (value.isObject()) {
            return fields(value, " ");
        }
        String text = value.asString();
        try {
            if (INSTANT.matcher(text).matches()) {
                return words.time(Instant.parse(text));
            }
            if (DAY.matcher(text).matches()) {
                return words.day(LocalDate.parse(text));
            }
        } catch (DateTimeException e) {
            // It only looks like one.
        }
        return words.value(name, text);
    }
}
