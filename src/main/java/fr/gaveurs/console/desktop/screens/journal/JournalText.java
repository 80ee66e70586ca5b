package fr.gaveurs.console.desktop.screens.journal;

import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Words for what the journal holds; what a newer console may write is shown as it is. */
record JournalText(Messages messages) {
    /** Acts that may change one thing or another. */
    private static final Set<String> CHANGES = Set.of("patchDevice", "changeBug");

    /** Of fields whose values are words of another screen: where those begin. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("severity", "bugs.severity."),
            Map.entry("priority", "bugs.priority."),
            Map.entry("category", "bugs.category."),
            Map.entry("kind", "reports.kind."),
            Map.entry("formats", "reports.format."),
            Map.entry("cadence", "schedules.cadence."),
            Map.entry("reflectance_unit", "stations.calibrate.unit."));

    /** Fields that say what a thing is called. */
    private static final List<String> NAMES = List.of("name", "title", "lot");

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    /** A value that changed, as it was and as it is. */
    record Difference(String field, String before, String after) {}

    String who(AuditEntry entry) {
        String name = entry.actorName();
        return name == null ? messages.get("journal.nobody." + entry.actorKind().key()) : name;
    }

    /** The same with what kind of actor that is, where the words do not say so themselves. */
    String actor(AuditEntry entry) {
        String who = who(entry);
        String kind = messages.get("journal.kind." + entry.actorKind().key());
        Locale language = messages.language().locale();
        boolean said = entry.actorName() == null && who.toLowerCase(language).contains(kind.toLowerCase(language));
        return said ? who : messages.get("journal.actor", who, kind);
    }

    String act(String route) {
        return messages.getOr("journal.act." + route, route);
    }

    /** The same with what was changed, where the act alone does not say so. */
    String act(AuditEntry entry) {
        String act = act(entry.route());
        if (!CHANGES.contains(entry.route())) {
            return act;
        }
        String fields = differences(entry).stream().map(Difference::field).collect(Collectors.joining(", "));
        return fields.isEmpty() ? act : messages.get("journal.act.of", act, fields);
    }

    String object(AuditEntry entry) {
        String kind = messages.getOr("journal.object." + entry.objectKind(), entry.objectKind());
        String id = entry.objectId();
        if (id == null) {
            return kind;
        }
        String object =
                kind + " " + (entry.objectKind().equals("breaker") ? messages.getOr("health.breaker." + id, id) : id);
        String name = name(entry);
        return name == null ? object : messages.get("journal.object.named", object, name);
    }

    /** What people call the thing, as far as the act tells it: a number says nothing to who looks for it. */
    private @Nullable String name(AuditEntry entry) {
        for (JsonNode values : new JsonNode[] {entry.after(), entry.before()}) {
            for (String field : NAMES) {
                JsonNode value = values == null ? null : values.get(field);
                if (value != null && value.isString() && !value.asString().isBlank()) {
                    return value(field, value);
                }
            }
            if (entry.objectKind().equals("report") && values != null && values.has("kind")) {
                return value(values, "kind");
            }
        }
        return null;
    }

    /** Each value that is in either, in the order in which they came. */
    List<Difference> differences(AuditEntry entry) {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(names(entry.before()));
        names.addAll(names(entry.after()));
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            differences.add(new Difference(
                    messages.getOr("journal.field." + name, name.replace('_', ' ')),
                    value(entry.before(), name),
                    value(entry.after(), name)));
        }
        return differences;
    }

    private static Set<String> names(@Nullable JsonNode values) {
        return values == null ? Set.of() : new LinkedHashSet<>(values.propertyNames());
    }

    private String value(@Nullable JsonNode values, String name) {
        JsonNode value = values == null ? null : values.get(name);
        return value == null ? Messages.NONE : value(name, value);
    }

    private String value(String name, JsonNode value) {
        if (value.isNull() || (value.isArray() && value.isEmpty())) {
            return Messages.NONE;
        }
        if (value.isArray()) {
            return value.valueStream().map(each -> value(name, each)).collect(Collectors.joining(", "));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .map(field -> messages.getOr(
                                    "journal.field." + field.getKey(),
                                    field.getKey().replace('_', ' '))
                            + " "
                            + value(field.getKey(), field.getValue()))
                    .collect(Collectors.joining(", "));
        }
        String text = value.asString();
        try {
            if (INSTANT.matcher(text).matches()) {
                return messages.dateTime(Instant.parse(text));
            }
            if (DAY.matcher(text).matches()) {
                return messages.day(LocalDate.parse(text));
            }
        } catch (DateTimeException e) {
            // A name that only looks like one.
        }
        String words = WORDS.get(name);
        return words == null
                ? messages.getOr("journal.value." + name + "." + text, messages.getOr("journal.value." + text, text))
                : messages.getOr(words + text, text);
    }
}
