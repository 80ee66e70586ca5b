package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.features.quality.PeriodScope;
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
 */
public record Reading(
        Handle handle,
        ReportSubject subject,
        ReportWords words,
        Function<String, StationName> stations,
        Instant now,
        Runnable pause) {
    /** What people call a station: its name, or its id, and the line at which it stands. */
    public record StationName(String name, @Nullable String line) {}

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

    /** Whether the period is not over. */
    boolean open() {
        return subject.to().isAfter(now);
    }

    /** That the period is not over, or has not begun: a sentence. */
    String openWords() {
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
