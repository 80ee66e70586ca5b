package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a report as a file of one format. */
public interface ReportWriter {
    /**
     * Writes all of it, row by row, into a stream that it leaves open.
     *
     * @return rows of all tables, also of those that the format leaves out
     */
    long write(Document document, ReportWords words, Look look, OutputStream out, Steps steps) throws IOException;

    /** Told how the writing goes on. What it throws ends the writing. */
    @FunctionalInterface
    interface Steps {
        /** Before a row of a table is written, and before a chart is drawn. */
        void row();

        /** Within what takes long by itself, after a small part of it. */
        default void pause() {}
    }

    /** The one for a format. Its library is loaded when the first file is written. */
    static ReportWriter of(ReportFormat format) {
        return switch (format) {
            case PDF -> new PdfReport();
            case XLSX -> new ExcelReport();
            case CSV -> new CsvReport();
        };
    }
}
