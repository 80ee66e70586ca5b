package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.feedback.Feedbacks.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Of which time ratings are counted, and in which steps their trend is drawn. */
enum Period implements Keyed {
    ALL(0, Interval.MONTH),
    YEAR(365, Interval.MONTH),
    QUARTER(90, Interval.WEEK),
    MONTH(30, Interval.DAY);

    private final int days;
    private final Interval interval;

    Period(int days, Interval interval) {
        this.days = days;
        this.interval = interval;
    }

    Interval interval() {
        return interval;
    }

    /** The beginning of its first day, where {@code today} is its last; null for all. */
    @Nullable
    Instant from(LocalDate today, ZoneId zone) {
        return days == 0 ? null : today.minusDays(days - 1L).atStartOfDay(zone).toInstant();
    }
}
