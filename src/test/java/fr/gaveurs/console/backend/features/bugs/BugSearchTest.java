package fr.gaveurs.console.backend.features.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.bugs.Bugs.BugQuery;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.api.bugs.Bugs.SimilarQuery;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.migrations.Migrations;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Bugs are found as people type them, in a database that takes every foreign character for a letter and in one that knows. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class BugSearchTest {
    @Parameter
    boolean unicode;

    private Database database;

    @BeforeEach
    void open() throws Exception {
        if (unicode) {
            ConnectionInfo info = TestDatabase.emptyUnicodeInfo();
            new Migrations(info).migrate();
            database = TestDatabase.open(info);
            assertThat(database.awaitUp(fr.gaveurs.console.Patience.LIMIT)).isTrue();
        } else {
            database = TestDatabase.fresh();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void make(String title) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "INSERT INTO bug_reports (title, description) VALUES (:title, 'made up for a test')")
                .bind("title", title)
                .execute());
    }

    private List<String> titles(String q) {
        BugQuery query = new BugQuery(
                null, null, null, null, null, null, null, null, null, null, null, null, q, null, null, null, null, null,
                null);
        return new BugQueries(database.jdbi())
                .list(query).items().stream().map(BugSummary::title).toList();
    }

    @Test
    void whatWordAndPhonesWriteIsFoundByWhatAKeyboardHas() {
        make("La balance affiche 50\u202F%\u00A0: « bloquée » depuis l’arrêt…");
        make("Capteur🦆figé — voir sous\u2011titre");
        make("œuvre du bloque\u0301 cap\u00ADteur");

        assertThat(titles("50")).hasSize(1).first().asString().contains("50\u202F%");
        assertThat(titles("\"balance affiche\"")).hasSize(1);
        assertThat(titles("arret")).hasSize(1);
        assertThat(titles("l'arrêt")).hasSize(1);
        assertThat(titles("bloquée")).hasSize(1);
        assertThat(titles("bloqué"))
                .as("also where a Mac wrote the accent apart")
                .hasSize(2);
        assertThat(titles("fige")).hasSize(1);
        assertThat(titles("sous-titre")).hasSize(1);
        assertThat(titles("capteur"))
                .as("beside a picture, and with a soft hyphen")
                .hasSize(2);
        assertThat(titles("oeuvre")).hasSize(1);
    }

    @Test
    void whatAKeyboardWroteIsFoundByWhatWordAndPhonesWrite() {
        make("La balance affiche 50 % : \"bloquee\" depuis l'arret...");

        assertThat(titles("« bloquée »")).hasSize(1);
        assertThat(titles("l’arrêt…")).hasSize(1);
        assertThat(titles("affiche\u00A050\u202F%")).hasSize(1);
        assertThat(titles("🦆 balance")).hasSize(1);
        assertThat(titles("BLOQUE\u0301E")).hasSize(1);
        assertThat(titles("blaance")).as("typed wrong").hasSize(1);
        assertThat(new BugQueries(database.jdbi())
                        .similar(new SimilarQuery("La balance\u202F: « bloquée »", null, null)))
                .hasSize(1);
    }

    @Test
    void aBareNumberIsLookedForInTextsToo() {
        make("Le poids reste à 2 g");
        make("The second of all");
        make("Autre chose, sans nombre");

        assertThat(titles("2")).containsExactly("The second of all", "Le poids reste à 2 g");
        assertThat(titles("#2")).containsExactly("The second of all");
        assertThat(titles("２")).as("as wide as a phone may write it").hasSize(2);
        assertThat(titles("77")).isEmpty();
        assertThat(titles("999999999999999999999")).isEmpty();
    }
}
