package fr.gaveurs.console.api.reports;

import fr.gaveurs.console.api.Keyed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports: what they are about, how far they are, and their files. */
public final class Reports {
    private Reports() {}

    /** What a report tells. */
    public enum ReportKind implements Keyed {
        /** A calendar day of the hall. */
        DAILY,
        /** From one time of day to another one, also past midnight. */
        SHIFT,
        /** A week, from Monday. */
        WEEKLY,
        /** A calendar month. */
        MONTHLY,
        /** Some stations, with each of their samples. */
        STATION,
        /** One lot, with each of its samples. */
        LOT,
        /** What was wrong with stations and the system. */
        CONDITIONS,
        /** Whether weight or volume stay within limits. */
        CAPABILITY,
        /** Who changed what; for administrators. */
        JOURNAL
    }

    /** How a report is written. All of one report tell the same figures. */
    public enum ReportFormat implements Keyed {
        /** A4, for reading and printing. */
        PDF,
        /** An Excel workbook, a sheet for each table. */
        XLSX,
        /** A ZIP with a CSV for each table. */
        CSV;

        /** What the names of such files end with. */
        public String ending() {
            return this == CSV ? "csv.zip" : key();
        }

        /** Their media type. */
        public String mediaType() {
            return switch (this) {
                case PDF -> "application/pdf";
                case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                case CSV -> "application/zip";
            };
        }
    }

    /** The languages that reports speak. */
    public enum ReportLanguage implements Keyed {
        FR,
        EN
    }

    /** How far a report is. */
    public enum ReportState implements Keyed {
        /** It waits for its turn. */
        QUEUED,
        /** A console is making it. */
        RUNNING,
        /** Its files are there. */
        DONE,
        /** It could not be made; {@code error} says why. */
        FAILED,
        /** Somebody gave it up. */
        CANCELLED,
        /** It was due while no console ran, for longer than such a report is made up for. */
        SKIPPED;

        /** Whether nothing more comes of it. */
        public boolean isFinal() {
            return this != QUEUED && this != RUNNING;
        }
    }

    /** The figure whose capability is asked for. */
    public enum CapabilityFigure implements Keyed {
        /** Grams. */
        WEIGHT,
        /** Cubic millimetres. */
        VOLUME
    }

    /**
     * Between what a figure should lie; either may be missing.
     *
     * @param lower in the figure's unit
     * @param upper in the figure's unit
     */
    public record CapabilityLimits(
            CapabilityFigure figure,
            @Nullable Double lower,
            @Nullable Double upper) {}

    /**
     * What a report is about.
     *
     * @param from its period begins with it
     * @param to its period ends before it
     * @param timeZone in which its times are written
     * @param deviceIds the stations; empty: all
     * @param lot of a report about a lot
     * @param limits of one about capability; null: none were given
     */
    public record ReportSubject(
            ReportKind kind,
            ReportLanguage language,
            Instant from,
            Instant to,
            String timeZone,
            List<String> deviceIds,
            @Nullable String lot,
            @Nullable CapabilityLimits limits) {}

    /**
     * A file of a report.
     *
     * @param sha256 in hexadecimal figures; it stands beside the file, too
     * @param machine on whose disk it lies
     */
    public record ReportFile(ReportFormat format, String fileName, long bytes, String sha256, String machine) {}

    /**
     * A report.
     *
     * @param progressPercent 0–100
     * @param error why it was not made, a sentence
     * @param rows rows in its tables; null before it is made
     * @param newestSample time of the newest sample of its period; null: there was none, or it is not made yet
     * @param open whether its period was not over when it was made
     * @param version of the program that made it
     * @param scheduleId the schedule that asked for it; null: a person did
     * @param occurrence which of that schedule's, such as {@code 2026-11-26}
     * @param late whether it was made long after it was due, since no console ran
     */
    public record Report(
            long id,
            ReportSubject subject,
            List<ReportFormat> formats,
            ReportState state,
            Instant requestedAt,
            @Nullable String requestedBy,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            int progressPercent,
            @Nullable String error,
            @Nullable Long rows,
            @Nullable Instant newestSample,
            boolean open,
            @Nullable String version,
            @Nullable Long scheduleId,
            @Nullable String occurrence,
            boolean late,
            List<ReportFile> files) {}
}
