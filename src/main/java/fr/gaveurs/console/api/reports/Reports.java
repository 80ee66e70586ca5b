package fr.gaveurs.console.api.reports;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.quality.GradingRules;
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
        JOURNAL,
        /** What consumers said of what they ate. */
        SATISFACTION,
        /** How stations did, and which firmware they run. */
        HEALTH
    }

    /** A part of a report. */
    public enum ReportSection implements Keyed {
        /** Pictures of figures. */
        CHARTS,
        /** Each station's figures. */
        STATIONS,
        /** Figures by hour or by day. */
        COURSE,
        /** Samples: rejects, or each of them. */
        SAMPLES,
        /** Each condition. */
        CONDITIONS,
        /** Conditions by their kind. */
        CONDITION_KINDS,
        /** Capability by station. */
        CAPABILITY,
        /** Values that control charts mark. */
        MARKS,
        /** Acts of the journal. */
        ACTS,
        /** Ratings by site, lot and product. */
        RATINGS,
        /** Firmware by version. */
        FIRMWARE
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
        /** It waits for its turn; where {@code error} says why, for room on a disk. */
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
        VOLUME;

        /** What a value is divided by to be told to people: volumes are told in cubic centimetres. */
        public double unit() {
            return this == VOLUME ? GradingRules.MM3_PER_CM3 : 1;
        }

        /** No limit is greater: 10 kg, or 10 litres, which no liver has. */
        public double most() {
            return 10_000 * unit();
        }
    }

    /**
     * Between what a figure should lie; either may be missing. Both are more than 0 and at most {@link CapabilityFigure#most}.
     *
     * @param lower in the figure's unit
     * @param upper in the figure's unit
     */
    public record CapabilityLimits(
            CapabilityFigure figure,
            @Nullable Double lower,
            @Nullable Double upper) {}

    /**
     * Between what a product's figures are to lie; a limit that is null is none.
     *
     * @param weightLowerG g
     * @param weightUpperG g
     * @param volumeLowerMm3 mm³
     * @param volumeUpperMm3 mm³
     */
    public record ProductProfile(
            long id,
            String name,
            @Nullable Double weightLowerG,
            @Nullable Double weightUpperG,
            @Nullable Double volumeLowerMm3,
            @Nullable Double volumeUpperMm3) {
        /** A figure's limits; null where it has none. */
        public @Nullable CapabilityLimits limits(CapabilityFigure figure) {
            Double lower = figure == CapabilityFigure.WEIGHT ? weightLowerG : volumeLowerMm3;
            Double upper = figure == CapabilityFigure.WEIGHT ? weightUpperG : volumeUpperMm3;
            return lower == null && upper == null ? null : new CapabilityLimits(figure, lower, upper);
        }
    }

    /** Which template a report was made by. */
    public record TemplateRef(long id, int version, String name) {}

    /**
     * What a report is about.
     *
     * @param from its period begins with it
     * @param to its period ends before it: of a whole lot with the minute of its newest sample
     * @param timeZone in which its times are written
     * @param deviceIds the stations; empty: all
     * @param lot of a report about a lot
     * @param limits of one about capability; null: none were given
     * @param lines those whose stations it is about, besides the named ones; empty: no line was named
     * @param profile the product whose limits count; null: none was named
     * @param template by which it is made; null: with all that its kind has
     */
    public record ReportSubject(
            ReportKind kind,
            ReportLanguage language,
            Instant from,
            Instant to,
            String timeZone,
            List<String> deviceIds,
            @Nullable String lot,
            @Nullable CapabilityLimits limits,
            List<String> lines,
            @Nullable ProductProfile profile,
            @Nullable TemplateRef template) {
        /** The same about these stations. */
        public ReportSubject of(List<String> stations) {
            return new ReportSubject(
                    kind, language, from, to, timeZone, stations, lot, limits, lines, profile, template);
        }

        /** The same of another period. */
        public ReportSubject during(Instant begin, Instant end) {
            return new ReportSubject(
                    kind, language, begin, end, timeZone, deviceIds, lot, limits, lines, profile, template);
        }
    }

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
     * @param requestedBy a name, or {@code local} or {@code window} where nobody said one; null: a schedule
     * @param error why it was not made, or what it waits for, a sentence
     * @param rows rows in its tables; null before it is made
     * @param newestSample time of the newest sample of its period; null: there was none, or it is not made yet
     * @param open whether its period was not over when it was made, or its lot might still grow
     * @param version of the program that made it
     * @param scheduleId the schedule that asked for it; null: a person did
     * @param occurrence which of that schedule's, such as {@code 2026-11-26}
     * @param late whether it was made long after it was due, since no console ran
     * @param note why it was made without the logo; null: nothing is missing
     * @param reason what {@code error} says, for programs; null where an older version wrote it
     * @param noteReason what {@code note} says, for programs
     * @param scheduleName what that schedule is called now; null where none asked for it, or it was deleted
     * @param wholeLot whether it is about the whole of its lot, from its first sample to the newest one there was when it was
     *     made
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
            @Nullable String note,
            List<ReportFile> files,
            @Nullable ReportReason reason,
            @Nullable ReportReason noteReason,
            @Nullable String scheduleName,
            boolean wholeLot) {}

    /** What became of a delivery. */
    public enum DeliveryState implements Keyed {
        /** It is to be done, or to be tried again. */
        PENDING,
        DONE,
        /** It is not tried any more. */
        FAILED
    }

    /**
     * Where a report is taken.
     *
     * @param mail whether by mail; else into a folder
     * @param address the mail address or the folder
     * @param nextTry when it is tried again; null where it is not
     * @param error why it could not be done the last time; null: it was not tried, or it was done
     * @param reason what {@code error} says, for programs; null where an older version wrote it
     */
    public record ReportDelivery(
            long id,
            boolean mail,
            String address,
            DeliveryState state,
            int attempts,
            @Nullable Instant nextTry,
            @Nullable Instant doneAt,
            @Nullable String error,
            @Nullable ReportReason reason) {}
}
