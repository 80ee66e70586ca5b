package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The first line of a file of labels: which column is what, whatever its capitals.
 *
 * @param places of the columns that are known, by their names
 * @param width fields of each line
 * @param unknown columns that are left out
 */
record LabelColumns(char separator, Map<String, Integer> places, int width, List<String> unknown) {
    static final Map<LabelKind, String> FIGURES = Map.of(
            LabelKind.FRESHNESS, "freshness",
            LabelKind.FAT_QUALITY, "fat_quality",
            LabelKind.OXIDATION, "oxidation",
            LabelKind.WEIGHT, "weight_g");

    private static final List<String> KNOWN = List.of(
            "device_id", "sample_id", "time", "freshness", "fat_quality", "oxidation", "weight_g", "grade", "grader");
    /** Letters of a name in which one slip is looked for; in longer ones two. */
    private static final int SHORT = 5;

    private static final int SHOWN = 200;

    /** @throws ProblemException if it is no such line */
    static LabelColumns of(String line) {
        char separator = line.indexOf(';') >= 0 ? ';' : ',';
        List<String> fields;
        try {
            fields = CsvLine.fields(line, separator);
        } catch (LineException e) {
            throw TruthImports.refused("the first line cannot be read: " + e.getMessage());
        }
        Map<String, Integer> places = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String written = fields.get(i).strip();
            String name = written.toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(name)) {
                if (!name.isEmpty()) {
                    unknown.add(written);
                }
            } else if (places.put(name, i) != null) {
                throw TruthImports.refused("the column " + name + " stands twice in the first line");
            }
        }
        if (!places.containsKey("device_id") || !places.containsKey("sample_id")) {
            throw TruthImports.refused(
                    "the first line must name the columns device_id and sample_id, and any of freshness,"
                            + " fat_quality, oxidation, weight_g, grade; it is: "
                            + ShortText.elided(line, SHOWN));
        }
        unknown.forEach(name -> meant(name).ifPresent(known -> {
            throw TruthImports.refused("the column " + name + " is not known: is " + known + " meant?");
        }));
        if (!places.containsKey("grade") && FIGURES.values().stream().noneMatch(places::containsKey)) {
            throw TruthImports.refused(
                    "no column says anything: name one of freshness, fat_quality, oxidation, weight_g, grade");
        }
        return new LabelColumns(separator, Map.copyOf(places), fields.size(), unknown);
    }

    /** A line's field without the spaces around it; empty for none. */
    Optional<String> field(List<String> fields, String column) {
        Integer place = places.get(column);
        return Optional.ofNullable(place).map(fields::get).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<String> meant(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(known -> distance(small, known) <= (known.length() > SHORT ? 2 : 1))
                .findFirst();
    }

    /** Letters to be put in, left out or changed; no more than a few names of a first line are compared. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
