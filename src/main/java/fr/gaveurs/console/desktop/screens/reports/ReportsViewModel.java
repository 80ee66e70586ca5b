package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.DecimalText;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.reports.MailAddress;
import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.Messages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The reports without controls: the newest ones, and what is asked for. */
final class ReportsViewModel {
    /** Days of one report. */
    static final int MOST_DAYS = 400;
    /** Without a measurement, before a lot is over. */
    private static final int MOST_HOURS = 72;
    /** Of a limit. */
    private static final int MOST_DECIMALS = 6;
    /** As many as are shown. */
    static final int MOST = 200;

    /** Of Linux and macOS, of a network, and of a drive of Windows. */
    private static final Pattern WHOLE_PATH = Pattern.compile("/|\\\\\\\\|[A-Za-z]:[\\\\/]");

    private final Messages messages;
    private final ObservableList<Report> reports = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");

    ReportsViewModel(Messages messages) {
        this.messages = messages;
        empty.set(messages.get("reports.asking"));
    }

    /** What was typed that is none of what it should be; the message is for the person. */
    static final class InputException extends Exception {
        private static final long serialVersionUID = 1L;

        InputException(String message) {
            super(message);
        }
    }

    /**
     * What a person filled in; empty texts are left out.
     *
     * @param until the last day of several, from {@code day} on
     */
    record Form(
            ReportKind kind,
            @Nullable LocalDate day,
            @Nullable LocalDate until,
            String shiftStart,
            String shiftEnd,
            String stations,
            String lot,
            CapabilityFigure figure,
            String lower,
            String upper,
            ReportLanguage language,
            List<ReportFormat> formats,
            @Nullable Long template) {}

    /** Newest first. */
    ObservableList<Report> reports() {
        return reports;
    }

    ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    ReadOnlyStringProperty empty() {
        return empty.getReadOnlyProperty();
    }

    /**
     * They came: what has not changed stays as it is, so that no selection is lost.
     *
     * @param filtered whether some were left out
     */
    void came(Page<Report> page, boolean filtered) {
        List<Report> now = page.items();
        boolean same = now.size() == reports.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = now.get(i).id() == reports.get(i).id();
        }
        if (same) {
            for (int i = 0; i < now.size(); i++) {
                if (!now.get(i).equals(reports.get(i))) {
                    reports.set(i, now.get(i));
                }
            }
        } else {
            reports.setAll(now);
        }
        empty.set(messages.get(filtered ? "reports.empty.filtered" : "reports.empty"));
        note.set(
                page.nextCursor() == null
                        ? messages.count("reports.count", now.size())
                        : messages.get("reports.more", messages.integer(now.size())));
    }

    void failed(String reason) {
        String text = messages.get("reports.failed", reason);
        empty.set(text);
        note.set(text);
    }

    /** What to ask the console for. */
    NewReport wanted(Form form) throws InputException {
        if (form.formats().isEmpty()) {
            throw new InputException(messages.get("reports.no_format"));
        }
        boolean shift = form.kind() == ReportKind.SHIFT;
        List<String> stations = stations(form.stations());
        LocalDate day = form.day();
        LocalDate last = isOverDays(form.kind()) ? form.until() : null;
        Instant from = null;
        Instant to = null;
        if (day != null && last != null && last.isAfter(day)) {
            from = begin(day);
            to = begin(last.plusDays(1));
            day = null;
        }
        return new NewReport(
                form.kind(),
                form.formats(),
                form.language(),
                from,
                to,
                day,
                shift ? time(form.shiftStart()) : null,
                shift ? time(form.shiftEnd()) : null,
                stations.isEmpty() || !hasStations(form.kind()) ? null : stations,
                form.kind() == ReportKind.LOT && !form.lot().isBlank()
                        ? form.lot().strip()
                        : null,
                limits(form),
                null,
                null,
                form.template(),
                null);
    }

    /** Ids of stations, as people separate them. */
    static List<String> stations(String typed) {
        return Arrays.stream(typed.split("[,;\\s]+"))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(messages.zone()).toInstant();
    }

    /** Whether a report of this kind may be about several days that a person chooses. */
    static boolean isOverDays(ReportKind kind) {
        return switch (kind) {
            case DAILY, SHIFT, WEEKLY, MONTHLY -> false;
            case STATION, LOT, CONDITIONS, CAPABILITY, JOURNAL, SATISFACTION, HEALTH -> true;
        };
    }

    /** Whether a report of this kind may be about some stations. */
    static boolean hasStations(ReportKind kind) {
        return kind != ReportKind.JOURNAL && kind != ReportKind.LOT && kind != ReportKind.SATISFACTION;
    }

    private @Nullable CapabilityLimits limits(Form form) throws InputException {
        boolean none = form.lower().isBlank() && form.upper().isBlank();
        if (form.kind() != ReportKind.CAPABILITY || (none && form.template() != null)) {
            return null;
        }
        CapabilityFigure figure = form.figure();
        return new CapabilityLimits(figure, limit(form.lower(), figure), limit(form.upper(), figure));
    }

    /** As it is measured; people type it in the unit in which it is told to them. */
    @Nullable
    Double limit(String text, CapabilityFigure figure) throws InputException {
        Double typed = number(text);
        return typed == null ? null : (Double) (typed * figure.unit());
    }

    /** A limit as a person would have typed it, with all its figures; nothing for none. A comma between thousands would be read as that of decimals. */
    String typed(@Nullable Double limit, CapabilityFigure figure) {
        if (limit == null) {
            return "";
        }
        BigDecimal told = BigDecimal.valueOf(limit / figure.unit());
        String plain = told.setScale(Math.min(told.scale(), MOST_DECIMALS), RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return messages.language() == Messages.Language.FR ? plain.replace('.', ',') : plain;
    }

    /** As people type it, with a comma or a point. */
    @Nullable
    Double number(String text) throws InputException {
        if (text.isBlank()) {
            return null;
        }
        OptionalDouble value = DecimalText.typed(text);
        if (value.isEmpty()) {
            throw new InputException(messages.get("reports.number", text));
        }
        return value.getAsDouble();
    }

    /** Whole hours, such as 12 or 12 h. */
    @Nullable
    Integer hours(String text) throws InputException {
        if (text.isBlank()) {
            return null;
        }
        try {
            int hours = Integer.parseInt(text.strip().replaceAll("\\s*[hH]$", ""));
            if (hours >= 1 && hours <= MOST_HOURS) {
                return hours;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new InputException(messages.get("schedules.quiet.wrong", MOST_HOURS));
    }

    /** The name of a time zone; null for none. */
    @Nullable
    String zone(String text) throws InputException {
        if (text.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(text.strip()).getId();
        } catch (DateTimeException e) {
            throw new InputException(messages.get("schedules.zone.wrong", text));
        }
    }

    /** The whole path of a folder, as the console's machine names it, which need not be of this one's kind; null for none. */
    @Nullable
    String folder(String text) throws InputException {
        String typed = text.strip();
        if (typed.isEmpty()) {
            return null;
        }
        if (!WHOLE_PATH.matcher(typed).lookingAt()) {
            throw new InputException(messages.get("schedules.folder.wrong"));
        }
        return typed;
    }

    /** Mail addresses, as people separate them. */
    List<String> addresses(String text) throws InputException {
        List<String> all = SendForm.addresses(text);
        for (String each : all) {
            if (MailAddress.ascii(each) == null) {
                throw new InputException(messages.get("reports.send.wrong", each));
            }
        }
        return all;
    }

    /** Such as 6:00, 06:00 or 6 h. */
    @Nullable
    LocalTime time(String text) throws InputException {
        if (text.isBlank()) {
            return null;
        }
        String plain = text.strip().replaceAll("\\s*[hH]\\s*", ":").replaceAll(":$", ":00");
        try {
            return LocalTime.parse(plain, DateTimeFormatter.ofPattern("H:mm", Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new InputException(messages.get("reports.time", text));
        }
    }
}
