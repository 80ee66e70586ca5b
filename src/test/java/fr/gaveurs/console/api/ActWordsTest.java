package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal, in the window and in reports, names each act: nobody reads the id of a route. */
class ActWordsTest {
    private static final String ACT = "journal.act.";
    /** What the console does by itself, and how an act is put before what it changed. */
    private static final Set<String> NO_ROUTES = Set.of("meetError", "of");

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(
                Path.of("src/main/resources/fr/gaveurs/console/api/acts_" + language + ".properties"))) {
            words.load(in);
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void everyRouteThatChangesSomethingHasWords(String language) throws IOException {
        Properties words = words(language);
        Set<String> missing = new TreeSet<>();
        for (Route route : Routes.ALL) {
            if (Routes.changes(route) && words.getProperty(ACT + route.id(), "").isBlank()) {
                missing.add(route.id());
            }
        }
        assertThat(missing).as("routes that would be shown as they are called").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void wordsAreForActsThatThereAre(String language) throws IOException {
        Set<String> unknown = new TreeSet<>();
        for (String key : words(language).stringPropertyNames()) {
            String act = key.startsWith(ACT) ? key.substring(ACT.length()) : null;
            if (act != null
                    && !NO_ROUTES.contains(act)
                    && Routes.ALL.stream().noneMatch(route -> route.id().equals(act))) {
                unknown.add(act);
            }
        }
        assertThat(unknown).isEmpty();
    }
}
