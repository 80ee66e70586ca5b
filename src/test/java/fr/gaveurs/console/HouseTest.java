package fr.gaveurs.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING says of the house and no import shows: it is read from the sources themselves. */
class HouseTest {
    private static final Path MAIN = Path.of("src/main/java/fr/gaveurs/console");
    private static final Path PLATFORM = MAIN.resolve("backend/platform");

    /** Tables of the platform's own parts, and of nobody else. */
    private static final Set<String> OF_THE_PLATFORM = Set.of(
            "api_tokens",
            "audit_log",
            "conditions",
            "daily_backups",
            "log_pending",
            "retention_clock",
            "retention_drops",
            "scheduled_tasks");

    @Test
    void thePlatformNamesNoTableOfAFeature() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (Path script : files(Path.of("db/migration"), ".sql")) {
            Pattern.compile("CREATE TABLE (\\w+)")
                    .matcher(Files.readString(script))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(tables::add);
        }
        assertThat(tables)
                .as("tables of the scripts")
                .containsAll(OF_THE_PLATFORM)
                .contains("sensor_samples", "devices");
        tables.removeAll(OF_THE_PLATFORM);
        List<String> named = new ArrayList<>();
        for (Path source : files(PLATFORM, ".java")) {
            String text = Files.readString(source);
            for (String table : tables) {
                if (text.contains(table) && names(table).matcher(text).find()) {
                    named.add(PLATFORM.relativize(source) + " names " + table);
                }
            }
        }
        assertThat(named)
                .as("what every feature stands on is changed when a table is added, if it names one")
                .isEmpty();
    }

    /** A word of every day counts only where SQL takes it for a table. */
    private static Pattern names(String table) {
        return Pattern.compile(
                table.contains("_")
                        ? "\\b" + table + "\\b"
                        : "\\b(?:FROM|INTO|UPDATE|JOIN|TABLE|ONLY) " + table + "\\b");
    }

    @Test
    void aFeatureIsOneLineInEachOfThreeLists() throws IOException {
        Set<String> contracts = files(MAIN.resolve("api"), "Api.java").stream()
                .map(HouseTest::type)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed(MAIN.resolve("api/Routes.java"), "Stream\\.of\\((.*?)\\)\\s*\\.flatMap", "(\\w+)\\.ALL"))
                .as("Routes: the contract of each feature, once")
                .containsExactlyInAnyOrderElementsOf(contracts);

        Set<String> features = new TreeSet<>();
        for (Path source : files(MAIN.resolve("backend"), "Feature.java")) {
            if (Files.readString(source).contains(" implements Feature ")) {
                features.add(type(source));
            }
        }
        String backend = Files.readString(MAIN.resolve("backend/Backend.java"));
        List<String> inBackend = new ArrayList<>();
        String list = found(backend, "(?s)List<Feature> features = List\\.of\\((.*?)\\);\n")
                .getFirst();
        for (String entry : entries(list)) {
            String name = entry.replaceFirst("^new ", "").replaceFirst("(?s)\\(.*", "");
            // A feature that others need is made before the list, and stands in it by its name.
            inBackend.add(
                    Character.isUpperCase(name.charAt(0))
                            ? name
                            : found(backend, "\\b(\\w+) " + name + " = new \\1\\(")
                                    .getFirst());
        }
        assertThat(inBackend).as("Backend: every feature, once").containsExactlyInAnyOrderElementsOf(features);

        Set<String> screens = new TreeSet<>();
        for (Path folder : folders(MAIN.resolve("desktop/screens"))) {
            String name = folder.getFileName().toString();
            String screen = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Screen";
            if (Files.exists(folder.resolve(screen + ".java"))) {
                screens.add(screen);
            }
        }
        // The page of one station lies over the others, and has no place in the rail.
        screens.remove("StationScreen");
        String rail = Files.readString(MAIN.resolve("desktop/screens/Screens.java"));
        List<String> made = new ArrayList<>();
        for (String factory : listed(
                MAIN.resolve("desktop/screens/Screens.java"),
                "return List\\.of\\((.*?)\\);\\s*\\}",
                "\\(\\) -> (\\w+)\\(with\\)")) {
            made.add(found(rail, "private static (\\w+) " + factory + "\\(ScreenServices with\\)")
                    .getFirst());
        }
        assertThat(made).as("Screens: every screen, once").containsExactlyInAnyOrderElementsOf(screens);
    }

    /** Arguments of a call, without what lies in their own brackets being taken apart. */
    private static List<String> entries(String arguments) {
        List<String> entries = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < arguments.length(); i++) {
            char sign = arguments.charAt(i);
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (sign == ',' && depth == 0) {
                entries.add(arguments.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        entries.add(arguments.substring(begin).strip());
        return entries;
    }

    private static String type(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    /** What a list of a source holds. */
    private static List<String> listed(Path source, String list, String entry) throws IOException {
        List<String> lists = found(Files.readString(source), "(?s)" + list);
        assertThat(lists).as("the list in " + source).hasSize(1);
        return found(lists.getFirst(), entry);
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(end)).sorted().toList();
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }
}
