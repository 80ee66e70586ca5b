package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Rows;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A report with the first rows of each of its tables: the others are not even read. */
public final class FirstRows {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRows.class);

    private FirstRows() {}

    /** Ends the reading. */
    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EnoughException() {
            super("enough", null, false, false);
        }
    }

    /** The same with at most so many rows of each table. */
    public static Document of(Document whole, int most) {
        return new Document(
                whole.subject(),
                whole.title(),
                whole.period(),
                whole.summary(),
                whole.facts(),
                whole.charts(),
                whole.sections().stream().map(section -> of(section, most)).toList(),
                whole.cover(),
                whole.newestSample(),
                whole.open());
    }

    private static Section of(Section section, int most) {
        return new Section(
                section.part(),
                section.title(),
                section.notes(),
                section.charts(),
                section.tables().stream()
                        .map(table ->
                                new Table(table.title(), table.columns(), of(table.rows(), most), most, table.empty()))
                        .toList());
    }

    private static Rows of(Rows rows, int most) {
        return sink -> {
            int[] told = {0};
            try {
                rows.forEach(cells -> {
                    if (told[0]++ >= most) {
                        throw new EnoughException();
                    }
                    sink.row(cells);
                });
            } catch (EnoughException e) {
                LOG.trace("the rest of a table is not needed");
            }
        };
    }
}
