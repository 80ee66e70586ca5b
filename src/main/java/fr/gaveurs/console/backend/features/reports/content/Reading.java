package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.features.quality.PeriodScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made from.
 *
 * @param handle in one transaction, so that everything that is read belongs together
 * @param stations what people call a station
 * @param now when it is made
 * @param pause called before each query and now and then within long ones: who makes a report leaves time to others
 * @param lot the lot, where it is about the whole of one; null: it is about a period
 */
public record Reading(
        Handle handle,
        ReportSubject subject,
        ReportWords words,
        Function<String, StationName> stations,
        Instant now,
        Runnable pause,
        @Nullable WholeLot lot) {
    /** What people call a station: its name, or its id, and the line at which it stands. */
    public record StationName(String name, @Nullable String line) {}

    /**
     * A lot as it is now.
     *
     * @param from when its first sample was measured
     * @param to behind its newest one
     * @param newest when that was measured
     * @param quiet so long after it more of the lot may come
     */
    public record WholeLot(Instant from, Instant to, Instant newest, Duration quiet) {
        boolean mayGrow(Instant now) {
            return newest.plus(quiet).isAfter(now);
        }
    }

    /** What the next query is asked on. */
    @Override
    public Handle handle() {
        pause.run();
        return handle;
    }

    /** The samples that it is about. */
    public PeriodScope scope() {
        return new PeriodScope(subject.from(), subject.to(), subject.deviceIds(), subject.lot());
    }

    ZoneId zone() {
        return words.zone();
    }

    /** Whether the period is not over, or more of the lot may come. */
    boolean open() {
        return lot == null ? subject.to().isAfter(now) : lot.mayGrow(now);
    }

    /** From when to when, and whether that may still be longer. */
    String period() {
        String period = Titles.period(subject, words);
        return lot != null && lot.mayGrow(now) ? words.get("period.grows", period) : period;
    }

    /** That the period is not over, or has not begun, or that more of the lot may come: a sentence. */
    String openWords() {
        if (lot != null) {
            return words.count("summary.grows", lot.quiet().toHours(), words.moment(lot.newest()));
        }
        return subject.from().isAfter(now)
                ? words.get("summary.future", words.moment(subject.from()))
                : words.get("summary.open", words.moment(now));
    }

    /** A station's name, with its id where that is another one. */
    String station(String deviceId) {
        String name = stations.apply(deviceId).name();
        return name.equals(deviceId) ? deviceId : name + " (" + deviceId + ")";
    }
}
