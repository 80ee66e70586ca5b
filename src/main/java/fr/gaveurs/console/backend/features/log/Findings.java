package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.Change;
import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.log.Log.TreePlace;
import fr.gaveurs.console.backend.platform.tlog.LogRow;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LoggedFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a verification found, each named so that a person knows where to look. Thread-safe. */
final class Findings {
    /** So many are told; the others are counted. */
    static final int TOLD = 1_000;

    private final Map<String, LogSource> sources;
    private final Consumer<Finding> heard;
    private final List<Finding> list = new ArrayList<>();
    private long count;

    /** @param heard told of each that is kept, at once */
    Findings(Map<String, LogSource> sources, Consumer<Finding> heard) {
        this.sources = sources;
        this.heard = heard;
    }

    void add(FindingKind kind, @Nullable Long index, @Nullable String entryKind, @Nullable String key, String detail) {
        add(kind, index, entryKind, key, List.of(), detail);
    }

    /** Of the tree or of what was signed of it. */
    synchronized void add(FindingKind kind, @Nullable Long index, TreePlace place, String detail) {
        add(new Finding(kind, index, null, null, null, List.of(), place, detail));
    }

    /** A file, by its name. */
    synchronized void add(LoggedFiles.Difference file) {
        add(new Finding(
                file.kind(), null, file.entryKind(), file.key(), file.fileName(), List.of(), null, file.detail()));
    }

    private void add(Finding finding) {
        count++;
        if (list.size() < TOLD) {
            list.add(finding);
            heard.accept(finding);
        }
    }

    synchronized void add(
            FindingKind kind,
            @Nullable Long index,
            @Nullable String entryKind,
            @Nullable String key,
            List<Change> changes,
            String detail) {
        String name = entryKind == null || key == null ? null : row(entryKind, key);
        add(new Finding(kind, index, entryKind, key, name, changes, null, detail));
    }

    synchronized long count() {
        return count;
    }

    /** By entries, those without one last. */
    synchronized List<Finding> sorted() {
        return list.stream()
                .sorted(Comparator.comparing(Finding::index, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /** A row for people: its kind, and its key with times that can be read. */
    String name(String kind, String key) {
        return kind + " " + row(kind, key);
    }

    private String row(String kind, String key) {
        LogSource source = sources.get(kind);
        List<Object> values = source == null ? null : source.values(key);
        if (source == null || values == null) {
            return key;
        }
        StringJoiner name = new StringJoiner(" ");
        for (int i = 0; i < values.size(); i++) {
            name.add(
                    source.key().get(i).type() == LogSource.Type.TIME
                            ? LogRow.time((Long) values.get(i))
                            : values.get(i).toString());
        }
        return name.toString();
    }

    /**
     * The values that are others in a row now.
     *
     * @param hidden columns of which the entry has hashes alone, and which differ
     */
    static List<Change> changes(String logged, String now, List<String> hidden) {
        JsonNode old = Absences.parse(logged);
        JsonNode is = Objects.requireNonNull(Absences.parse(now));
        if (old == null || !old.isObject() || old.has("gone")) {
            return List.of();
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        JsonNode values = is.path("values");
        for (String name : new TreeSet<>(values.propertyNames())) {
            JsonNode before = old.path("values").path(name);
            String after = values.path(name).toString();
            if (!before.toString().equals(after)) {
                changes.put(name, new Change(name, before.isMissingNode() ? "not logged" : before.toString(), after));
            }
        }
        hidden.forEach(name -> changes.putIfAbsent(name, new Change(name, null, null)));
        return List.copyOf(changes.values());
    }

    /** Where an entry has one hash over all of them alone, which of them it is cannot be told. */
    private static String names(List<String> columns, LogSource source) {
        return columns.stream()
                .filter(name -> source.shown().stream()
                                .noneMatch(shown -> shown.name().equals(name))
                        && source.key().stream().noneMatch(key -> key.name().equals(name)))
                .collect(Collectors.joining(", "));
    }

    private static String words(Change change) {
        return change.before() == null
                ? change.field() + " is not what the entry has a hash of"
                : change.field() + " was " + change.before() + " and is " + change.after();
    }

    /** In what a row differs from its entry, in words. */
    static String difference(LogSource source, List<Change> changes, String logged, String now) {
        if (!changes.isEmpty()) {
            return changes.stream().map(Findings::words).collect(Collectors.joining("; "));
        }
        JsonNode old = Absences.parse(logged);
        JsonNode is = Objects.requireNonNull(Absences.parse(now));
        if (old == null || !old.isObject()) {
            return "its entry cannot be read";
        }
        if (old.has("gone")) {
            return "the row was not there when its entry was made";
        }
        return !Objects.equals(old.get("sealed"), is.get("sealed"))
                ? "personal values, of which the log has a hash, differ: of " + names(source.personal(), source)
                : "values that the entry does not show, of which it has a hash, differ: of "
                        + names(source.covered(), source);
    }
}
