package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of reports and of their periods. */
public final class Titles {
    private Titles() {}

    /** A report's name, such as {@code Daily report – Thursday 26 November 2026}. */
    public static String title(ReportSubject subject, ReportWords words) {
        LocalDate first = LocalDate.ofInstant(subject.from(), words.zone());
        String of =
                switch (subject.kind()) {
                    case DAILY -> words.longDay(first);
                    case SHIFT ->
                        words.get(
                                "title.shift",
                                words.longDay(first),
                                words.hour(subject.from()),
                                words.hour(subject.to()));
                    case WEEKLY -> words.get("title.week", words.longDay(first));
                    case MONTHLY -> words.month(first);
                    case LOT -> ReportWords.seen(String.valueOf(subject.lot()));
                    case STATION -> words.get("title.station", stations(subject, words), span(subject, words));
                    case CONDITIONS, CAPABILITY, JOURNAL, SATISFACTION, HEALTH -> span(subject, words);
                };
        return words.get("title", words.get("kind." + subject.kind().key()), of);
    }

    private static String stations(ReportSubject subject, ReportWords words) {
        List<String> ids = subject.deviceIds();
        return ids.size() == 1 ? ids.getFirst() : words.count("stations", ids.size());
    }

    private static String span(ReportSubject subject, ReportWords words) {
        LocalDate first = LocalDate.ofInstant(subject.from(), words.zone());
        LocalDate last = LocalDate.ofInstant(subject.to().minusNanos(1), words.zone());
        return first.equals(last) ? words.longDay(first) : words.span(first, last);
    }

    /** From when to when, and in which zone. */
    public static String period(ReportSubject subject, ReportWords words) {
        return words.get("period", words.moment(subject.from()), words.moment(subject.to()), words.zoneName());
    }

    /** From when to when the same kind of period before it was; empty where nothing is compared. */
    static Instant[] before(ReportSubject subject, ZoneId zone) {
        Instant from = earlier(subject.kind(), subject.from(), zone);
        Instant to = earlier(subject.kind(), subject.to(), zone);
        return from == null || to == null ? new Instant[0] : new Instant[] {from, to};
    }

    private static @Nullable Instant earlier(ReportKind kind, Instant instant, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        return switch (kind) {
            case DAILY, SHIFT -> local.minusDays(1).atZone(zone).toInstant();
            case WEEKLY -> local.minusWeeks(1).atZone(zone).toInstant();
            case MONTHLY -> local.minusMonths(1).atZone(zone).toInstant();
            case STATION, LOT, CONDITIONS, CAPABILITY, JOURNAL, SATISFACTION, HEALTH -> null;
        };
    }

    /** Whether a period is told hour by hour: two days at most. */
    static boolean byHour(ReportSubject subject) {
        return ChronoUnit.HOURS.between(subject.from(), subject.to()) <= 50;
    }
}
