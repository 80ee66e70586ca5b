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
     * @param each told of each row, before it is written, and of each chart; what it throws ends the writing
     * @return rows of all tables, also of those that the format leaves out
     */
    long write(Document document, ReportWords words, Look look, OutputStream out, Runnable each) throws IOException;

    /** The one for a format. Its library is loaded when the first file is written. */
    static ReportWriter of(ReportFormat format) {
        return switch (format) {
            case PDF -> new PdfReport();
            case XLSX -> new ExcelReport();
            case CSV -> new CsvReport();
        };
    }
}
