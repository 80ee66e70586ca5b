package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thing is called by one word, on every screen, in reports and in the journal. */
class OneWordTest {
    /** What is called something, in French and in English, and the texts that speak of it. */
    private record Thing(String french, String english, String... keys) {}

    private static final List<Thing> THINGS = List.of(
            new Thing("en direct", "live", "state.live", "station.state.live", "stations.state.live"),
            new Thing("en retard", "late", "state.stale", "station.state.stale", "stations.state.stale"),
            new Thing(
                    "hors ligne",
                    "offline",
                    "state.offline",
                    "station.state.offline",
                    "stations.state.offline",
                    "firmware.reason.offline",
                    "firmware.waits.offline",
                    "live.badge.was_offline"),
            new Thing(
                    "jamais vue", "never", "state.never_seen", "station.state.never_seen", "stations.state.never_seen"),
            new Thing("inconnu", "unknown", "state.unknown", "station.state.unknown", "stations.state.unknown"),
            new Thing(
                    "maintenance",
                    "maintenance",
                    "live.badge.maintenance",
                    "live.badge.maintenance.reason",
                    "rail.stations.maintained.one",
                    "stations.count.maintenance.one",
                    "stations.state.maintenance",
                    "stations.act.maintenance",
                    "stations.act.maintain",
                    "stations.fact.maintenance",
                    "station.notice.maintenance",
                    "journal.field.maintenance"),
            new Thing(
                    "à approuver",
                    "await",
                    "live.badge.pending",
                    "rail.stations.waiting.one",
                    "stations.state.pending",
                    "stations.count.pending.one",
                    "stations.enrollment.pending",
                    "journal.value.pending"),
            new Thing(
                    "approuv",
                    "approv",
                    "live.approve",
                    "stations.act.approve",
                    "stations.enrollment.approved",
                    "journal.act.approveDevice",
                    "journal.value.approved"),
            new Thing(
                    "bloqu",
                    "block",
                    "live.block",
                    "live.block.ask",
                    "live.blocked.tip",
                    "stations.act.block",
                    "station.state.blocked",
                    "stations.state.blocked",
                    "stations.enrollment.blocked",
                    "journal.act.blockDevice",
                    "journal.value.blocked"),
            new Thing("admission", "admission", "stations.fact.enrollment", "journal.field.enrollment"),
            new Thing(
                    "étalonn",
                    "calibrat",
                    "stations.act.calibrate",
                    "stations.calibrate.title",
                    "stations.calibrate.save",
                    "stations.calibrate.since",
                    "stations.done.calibrate",
                    "journal.act.calibrateDevice",
                    "journal.field.calibration"),
            new Thing(
                    "note",
                    "grade",
                    "live.accessible.grade",
                    "station.history.grade",
                    "station.fact.claimed",
                    "stations.column.result",
                    "proofs.field.grade",
                    "products.fact.grade",
                    "models.judge.grade",
                    "models.kind.grade",
                    "journal.field.grade",
                    "column.grade",
                    "chart.grades",
                    "condition.claims_differ",
                    "condition.low_grades"),
            new Thing("limites", "limits", "profiles.title", "journal.act.saveProductProfile", "journal.field.limits"),
            new Thing(
                    "abandon",
                    "abandon",
                    "firmware.act.cancel",
                    "firmware.rollout.canceled",
                    "rollout.canceled",
                    "journal.act.cancelRollout",
                    "journal.value.state.canceled"),
            new Thing("clos", "closed", "bugs.status.closed", "report.status.closed", "journal.value.closed"));

    /** Words that are not used for a thing that has another, and that one. */
    private static final Map<String, Map<String, String>> INSTEAD = Map.of(
            "fr",
            Map.of(
                    "micrologiciel", "firmware",
                    "échantillon", "mesure",
                    "e-mail", "courriel",
                    "calibr", "étalonner",
                    "entretien", "maintenance",
                    "tolérance", "limite"),
            "en",
            Map.of("canceled", "cancelled", "tolerance", "limit", "micro-?code", "firmware"));

    /** Ends of keys that are a value of an enum of the wire, which several screens, reports and the journal name. */
    private static final Pattern VALUE = Pattern.compile(
            "(?:.*\\.)?((?:severity|priority|status|enrollment|install|rollout|category|kind|cadence)" + "\\.[a-z_]+)");

    /** The same end, and yet two things. */
    private static final Set<String> TWO_THINGS = Set.of(
            // An inscription's kind, and what an installation or a report is about.
            "kind.act", "kind.report", "kind.product", "kind.sample", "kind.firmware");

    /** Where there is no room for the words, a tile has others. */
    private static final Set<String> OTHERWISE = Set.of(
            "live.badge.was_offline", // that it is back
            "live.badge.was_late",
            "live.badge.refused.no_room", // that it is full
            "live.badge.version.false", // which one?
            "live.badge.stuck.over");

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void aThingIsCalledByItsWord(String language) throws IOException {
        Map<String, String> texts = texts(language);
        List<String> wrong = new ArrayList<>();
        for (Thing thing : THINGS) {
            String word = language.equals("fr") ? thing.french() : thing.english();
            for (String key : thing.keys()) {
                String text = Objects.requireNonNull(texts.get(key), key + " is no text any more");
                if (!text.toLowerCase(Locale.ROOT).contains(word)) {
                    wrong.add(key + " says “" + text + "” for " + word);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void noThingHasASecondWord(String language) throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, String> instead = Objects.requireNonNull(INSTEAD.get(language));
        texts(language)
                .forEach((key, text) -> instead.forEach((word, other) -> {
                    if (Pattern.compile(word, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                            .matcher(text)
                            .find()) {
                        wrong.add(key + " says “" + text + "”: " + other);
                    }
                }));
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void aValueOfTheWireIsCalledTheSameWhereverItIsNamed(String language) throws IOException {
        Map<String, Map<String, String>> named = new TreeMap<>();
        texts(language).forEach((key, text) -> {
            Matcher value = VALUE.matcher(key);
            if (value.matches()) {
                named.computeIfAbsent(value.group(1), end -> new TreeMap<>()).put(key, plain(text));
            }
        });
        List<String> wrong = new ArrayList<>();
        named.forEach((end, words) -> {
            String least = words.values().stream()
                    .min((a, b) -> Integer.compare(a.length(), b.length()))
                    .orElse("");
            if (!TWO_THINGS.contains(end) && !words.values().stream().allMatch(each -> each.contains(least))) {
                wrong.add(end + ": " + words);
            }
        });
        assertThat(named).as("the keys are found").hasSizeGreaterThan(40);
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void whatIsShortSaysAWordOfWhatIsLong(String language) throws IOException {
        Map<String, String> texts = texts(language);
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            String key = each.getKey().replaceAll("\\.brief(?=\\.|$)", "");
            String whole = texts.get(key);
            if (key.equals(each.getKey()) || whole == null) {
                continue;
            }
            seen++;
            if (!OTHERWISE.contains(key) && !sharesAWord(each.getValue(), whole)) {
                wrong.add(key + ": “" + whole + "”, in short “" + each.getValue() + "”");
            }
        }
        assertThat(seen).isGreaterThan(20);
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsExceptedIsStillThere() throws IOException {
        assertThat(texts("fr").keySet()).containsAll(OTHERWISE);
    }

    private static boolean sharesAWord(String text, String other) {
        return stems(text).stream().anyMatch(one -> stems(other).stream().anyMatch(stem -> stem.startsWith(one)));
    }

    /** The first letters of its words: “Oxydation” and “Oxydé”, “Quarantaine” and “Quarant.”. */
    private static Set<String> stems(String text) {
        Set<String> stems = new TreeSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            if (word.length() >= 3) {
                stems.add(word.substring(0, Math.min(4, word.length())));
            }
        }
        return stems;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("^(l’|le |la |les |the )", "")
                .replaceAll("[’']", "'")
                .replaceAll("s\\b", "");
    }

    /** All texts of the program in a language: the window's, the journal's, those of reports and of consumers' pages. */
    private static Map<String, String> texts(String language) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            for (Path file : files.filter(each -> each.toString().endsWith("_" + language + ".properties"))
                    .toList()) {
                Properties texts = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    texts.load(reader);
                }
                // Two files may have a key of the same name: a report's “kind.lot” is no other thing than the screen's.
                texts.forEach((key, text) -> all.merge(key.toString(), text.toString(), (a, b) -> a + " / " + b));
            }
        }
        return all;
    }
}
