package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.DayFormats;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.Reports.DeliveryState;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportDelivery;
import fr.gaveurs.console.api.reports.Reports.ReportFile;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is said of a report. */
final class ReportText {
    private static final int HASH_SHOWN = 16;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    private final Messages messages;

    ReportText(Messages messages) {
        this.messages = messages;
    }

    String kind(ReportKind kind) {
        return messages.get("reports.kind." + kind.key());
    }

    /** Its kind, and what it is about where that is one thing. */
    String title(Report report) {
        String about = report.subject().lot() != null
                ? report.subject().lot()
                : String.join(", ", report.subject().deviceIds());
        String kind = kind(report.subject().kind());
        return about == null || about.isEmpty() ? kind : messages.get("reports.line", kind, about);
    }

    /** In the report's own zone; and whether more of its lot may have come since. */
    String period(Report report) {
        String period = span(report);
        return report.open() && report.wholeLot() ? messages.get("reports.period.grows", period) : period;
    }

    private String span(Report report) {
        ZoneId zone = ZoneId.of(report.subject().timeZone());
        Locale locale = messages.language().locale();
        ZonedDateTime from = report.subject().from().atZone(zone);
        ZonedDateTime to = report.subject().to().atZone(zone);
        boolean days = from.toLocalTime().equals(LocalTime.MIDNIGHT)
                && to.toLocalTime().equals(LocalTime.MIDNIGHT);
        if (days && from.toLocalDate().plusDays(1).equals(to.toLocalDate())) {
            return DayFormats.of("EEEE d MMMM yyyy", locale).format(from);
        }
        DateTimeFormatter format = DayFormats.of(days ? "d MMM yyyy" : "d MMM yyyy HH:mm", locale);
        boolean day = !days && from.toLocalDate().equals(to.toLocalDate());
        return messages.get(
                "reports.period",
                format.format(from),
                day ? DayFormats.of("HH:mm", locale).format(to) : format.format(days ? to.minusDays(1) : to));
    }

    /** Who asked for it: a name, or what the journal, too, calls those that said none. */
    private String by(String who) {
        return Arrays.stream(ActorKind.values()).anyMatch(kind -> kind.key().equals(who))
                ? messages.get("journal.nobody." + who)
                : who;
    }

    /** In which formats, when it was made or asked for, and by whom or by which schedule. */
    String origin(Report report) {
        Instant at = report.finishedAt() == null ? report.requestedAt() : report.finishedAt();
        String who = report.scheduleName() != null
                ? report.scheduleName()
                : report.requestedBy() == null ? "" : by(report.requestedBy());
        String language =
                messages.get("settings.language." + report.subject().language().name());
        String line = messages.get(
                "reports.origin", messages.get("reports.origin", formats(report), language), messages.dayTime(at));
        return who.isEmpty() ? line : messages.get("reports.origin", line, who);
    }

    String state(Report report) {
        String state = messages.get("reports.state." + report.state().key());
        return report.state() == ReportState.RUNNING
                ? messages.get("reports.progress", state, messages.percent(report.progressPercent(), 0))
                : state;
    }

    String formats(Report report) {
        return String.join(
                " · ",
                report.formats().stream()
                        .map(format -> messages.get("reports.format." + format.key()))
                        .toList());
    }

    /**
     * Why something went wrong, in the window's language.
     *
     * @param english what is said where an older console, or a newer one, named no reason that is known here
     */
    String reason(@Nullable ReportReason reason, String english) {
        return reason == null
                ? english
                : messages.get(
                        "reports.reason." + reason.code().key(),
                        reason.details().toArray());
    }

    /**
     * Which of a schedule's, in words: a day, a month, a day and the time at which its shift begins, or a lot and its last
     * day. Without what tells a report that a person asked for from the one that came by itself.
     */
    String occurrence(String key) {
        String plain = key.replaceFirst(" #[0-9a-f]{8}$", "");
        int slash = plain.lastIndexOf('/');
        String first = slash < 0 ? plain : plain.substring(0, slash);
        String second = slash < 0 ? "" : plain.substring(slash + 1);
        try {
            if (MONTH.matcher(plain).matches()) {
                return DateTimeFormatter.ofPattern(
                                "LLLL yyyy", messages.language().locale())
                        .format(YearMonth.parse(plain));
            }
            if (DAY.matcher(first).matches()) {
                String day = messages.day(LocalDate.parse(first));
                return second.isEmpty() ? day : messages.get("reports.line", day, second);
            }
            return DAY.matcher(second).matches()
                    ? messages.get("reports.line", first, messages.day(LocalDate.parse(second)))
                    : plain;
        } catch (DateTimeException e) {
            return plain;
        }
    }

    /** One of a schedule's, in a line: which, how it went, and why not. */
    String run(Report report) {
        String which = occurrence(report.occurrence() == null ? "" : report.occurrence());
        String line = messages.get(report.late() ? "schedules.run.late" : "schedules.run.line", which, state(report));
        String why = report.state() == ReportState.SKIPPED
                ? messages.get("reports.detail.skipped")
                : report.error() == null ? null : reason(report.reason(), report.error());
        return why == null ? line : messages.get("reports.delivery.why", line, why);
    }

    /** What became of its deliveries; the worst ones first, as they come. */
    List<String> deliveries(List<ReportDelivery> all, int most) {
        List<String> lines = new ArrayList<>();
        List<ReportDelivery> open =
                all.stream().filter(each -> each.state() != DeliveryState.DONE).toList();
        int done = all.size() - open.size();
        if (done > 0) {
            lines.add(messages.count("reports.delivered", done));
        }
        for (ReportDelivery each : open.subList(0, Math.min(most, open.size()))) {
            String state = messages.get("reports.delivery." + each.state().key(), each.address());
            lines.add(
                    each.error() == null
                            ? state
                            : messages.get("reports.delivery.why", state, reason(each.reason(), each.error())));
        }
        if (open.size() > most) {
            lines.add(messages.count("reports.delivery.more", open.size() - most));
        }
        return lines;
    }

    /** Who asked, how it went, and where its files are, a line each. */
    List<String> details(Report report) {
        List<String> lines = new ArrayList<>();
        String language =
                messages.get("settings.language." + report.subject().language().name());
        lines.add(
                report.requestedBy() == null
                        ? messages.get("reports.detail.asked", messages.dateTime(report.requestedAt()), language)
                        : messages.get(
                                "reports.detail.by",
                                by(report.requestedBy()),
                                messages.dateTime(report.requestedAt()),
                                language));
        if (report.occurrence() != null && report.scheduleId() != null) {
            String which = occurrence(report.occurrence());
            lines.add(messages.get(
                    report.late() ? "reports.scheduled.late" : "reports.scheduled",
                    report.scheduleName() == null
                            ? which
                            : messages.get("reports.line", report.scheduleName(), which)));
        }
        if (report.state() == ReportState.DONE && report.finishedAt() != null && report.startedAt() != null) {
            lines.add(messages.get(
                    "reports.detail.made",
                    messages.dateTime(report.finishedAt()),
                    messages.duration((double) Duration.between(report.startedAt(), report.finishedAt())
                            .toSeconds()),
                    messages.count("reports.rows", report.rows() == null ? 0 : report.rows())));
            if (report.open()) {
                lines.add(messages.get(report.wholeLot() ? "reports.detail.grows" : "reports.detail.open"));
            }
        }
        if (report.subject().template() != null) {
            lines.add(messages.get(
                    "reports.detail.template",
                    report.subject().template().name(),
                    report.subject().template().version()));
        }
        if (report.state() == ReportState.SKIPPED) {
            lines.add(messages.get("reports.detail.skipped"));
        }
        if (report.note() != null) {
            lines.add(messages.get("reports.detail.note", reason(report.noteReason(), report.note())));
        }
        if (report.error() != null) {
            String why = reason(report.reason(), report.error());
            lines.add(report.state() == ReportState.QUEUED ? messages.get("reports.detail.waits", why) : why);
        }
        for (ReportFile file : report.files()) {
            lines.add(messages.get(
                    "reports.detail.file",
                    file.fileName(),
                    messages.bytes((double) file.bytes()),
                    file.sha256()
                                    .substring(
                                            0,
                                            Math.min(HASH_SHOWN, file.sha256().length())) + "…",
                    file.machine()));
        }
        return lines;
    }
}
