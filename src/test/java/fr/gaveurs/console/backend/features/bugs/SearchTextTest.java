package fr.gaveurs.console.backend.features.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.migrations.Migrations;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Bloquée        | bloquee
                    bloque\u0301e  | bloquee
                    L\u2019écran   | 'l ecran'
                    50\u202F%      | '50 %'
                    512\u00A0g     | '512 g'
                    œuvre ÆØ       | 'oeuvre aeo'
                    cap\u00ADteur  | capteur
                    sous\u2011titre| sous-titre
                    figé\u2026     | fige...
                    ﬁgé            | fige
                    １２            | 12
                    Ærø            | aero
                    """)
    void whatLooksTheSameIsTheSame(String typed, String plain) {
        assertThat(SearchText.plain(typed)).isEqualTo(plain);
    }

    @Test
    void wordsEndWhereSignsBegin() {
        assertThat(SearchText.words("« Balance »\u202F: bloquée🦆—l’écran…"))
                .containsExactly("balance", "bloquee", "l", "ecran");
        assertThat(SearchText.words("…!🦆")).isEmpty();
    }

    /** Each character of Europe's alphabets, of punctuation and of signs, in two locales of the database. */
    @Test
    void theDatabaseMakesTheSameOfEveryCharacter() {
        ConnectionInfo unicode = TestDatabase.emptyUnicodeInfo();
        new Migrations(unicode).migrate();
        try (Database c = TestDatabase.fresh();
                Database other = TestDatabase.open(unicode)) {
            for (Database database : new Database[] {c, other}) {
                Map<Integer, String> made = database.jdbi().withHandle(handle -> handle.createQuery(
                                "SELECT n, bug_plain('x' || chr(n) || 'y') AS plain" + " FROM unnest(:codes) AS n")
                        .bindArray("codes", Integer.class, codes().boxed().toArray())
                        .map((row, context) -> Map.entry(row.getInt("n"), row.getString("plain")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

                assertThat(made).hasSize((int) codes().count());
                made.forEach((code, plain) -> assertThat(plain)
                        .as("U+%04X", code)
                        .isEqualTo(SearchText.plain("x" + Character.toString(code) + "y")));
            }
        }
    }

    private static IntStream codes() {
        return Stream.of(
                        range(0x20, 0x17F),
                        range(0x300, 0x36F),
                        range(0x2000, 0x214F),
                        range(0x2190, 0x27BF),
                        range(0x3000, 0x3020),
                        range(0xFE00, 0xFE0F),
                        range(0x1F300, 0x1F6FF))
                .flatMapToInt(each -> each);
    }

    private static IntStream range(int first, int last) {
        return IntStream.rangeClosed(first, last);
    }
}
