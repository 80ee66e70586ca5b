package fr.gaveurs.console.backend.features.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.MadeUpBugs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BugCsvTest {
    private static BugSummary reportedBy(String reporter) {
        BugSummary b = MadeUpBugs.bug(3, Status.OPEN, Severity.HIGH, 1, null);
        return new BugSummary(
                b.id(),
                "title",
                b.severity(),
                b.priority(),
                b.category(),
                b.status(),
                b.source(),
                null,
                null,
                null,
                null,
                null,
                reporter,
                null,
                b.tags(),
                null,
                null,
                1,
                b.firstSeen(),
                b.lastSeen(),
                b.createdAt(),
                b.updatedAt(),
                null,
                0,
                0,
                1);
    }

    /** The reporter's field, as it stands. */
    private static String field(String reporter, CsvSeparator separator) {
        String mark = "MARK";
        String line = BugCsv.line(reportedBy(reporter), separator);
        String around = BugCsv.line(reportedBy(mark), separator);
        int begin = around.indexOf(mark);
        return line.substring(begin, line.length() - (around.length() - begin - mark.length()));
    }

    @ParameterizedTest
    @EnumSource(CsvSeparator.class)
    void theSeparatorStandsBetweenAllFields(CsvSeparator separator) {
        String between = String.valueOf(separator.character());
        int columns = BugCsv.head(separator).split(between, -1).length;
        assertThat(columns).isEqualTo(23);
        assertThat(BugCsv.head(separator))
                .startsWith("\uFEFFid" + between + "title" + between)
                .endsWith("\r\n");
        assertThat(BugCsv.line(reportedBy("Ana"), separator).split(between, -1)).hasSize(columns);
        assertThat(field("Ana, Luc; \"Ève\"\tX", separator)).isEqualTo("\"Ana, Luc; \"\"Ève\"\"\tX\"");
        assertThat(field("two\r\nlines", separator)).isEqualTo("\"two\r\nlines\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "\u00A0=1",
                "\u200B=1",
                "\tx",
                "\rx",
                "＝1",
                "＋1",
                "－1",
                "＠x"
            })
    void whatASpreadsheetWouldRunIsText(String text) {
        for (CsvSeparator separator : CsvSeparator.values()) {
            assertThat(field(text, separator).replaceFirst("^\"", "")).startsWith("'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x;=cmd()", "x,=cmd()", "x\t=cmd()", "x\r\n=cmd()", "x; \"=cmd()", "x;+1", "x,@y", "x;\u00A0-2"})
    void norDoesASpreadsheetThatSplitsElsewhereRunARest(String text) {
        for (CsvSeparator separator : CsvSeparator.values()) {
            assertThat(field(text, separator).replace("\"\"", "\"")).containsPattern("[,;\\t\\n][\\s\u00A0\"]*'[=+@-]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana", "ana@exemple.fr", "a=b", "1-2", "A+", "x (-5 °C)", "'quoted'"})
    void harmlessTextStaysAsItIs(String text) {
        for (CsvSeparator separator : CsvSeparator.values()) {
            assertThat(field(text, separator)).isEqualTo(text);
        }
    }

    @Test
    void aLanguageHasItsSeparator() {
        assertThat(CsvSeparator.ofLanguage("fr")).isEqualTo(CsvSeparator.SEMICOLON);
        assertThat(CsvSeparator.ofLanguage("EN")).isEqualTo(CsvSeparator.COMMA);
        assertThat(CsvSeparator.ofLanguage(null)).isEqualTo(CsvSeparator.COMMA);
        assertThat(CsvSeparator.of("Semicolon")).isEqualTo(CsvSeparator.of(";"));
        assertThat(CsvSeparator.of("\t")).isEqualTo(CsvSeparator.TAB);
    }
}
