package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An error that a program or a station met, as often as {@code count} says.
 *
 * @param code what equal errors have in common
 * @param title 5 to 300 characters
 * @param description 10 characters at least
 */
record ErrorOccurrence(
        String code,
        String title,
        String description,
        Severity severity,
        Category category,
        Source source,
        @Nullable String deviceId,
        @Nullable String firmwareVersion,
        @Nullable String component,
        @Nullable String programVersion,
        @Nullable String logs,
        Instant first,
        Instant last,
        long count) {
    /** Met once more. */
    ErrorOccurrence again(Instant now) {
        return times(first, now, count + 1);
    }

    /** Both together; what is not counted is of the first. */
    ErrorOccurrence plus(ErrorOccurrence other) {
        return times(
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last,
                count + other.count);
    }

    private ErrorOccurrence times(Instant from, Instant to, long times) {
        return new ErrorOccurrence(
                code,
                title,
                description,
                severity,
                category,
                source,
                deviceId,
                firmwareVersion,
                component,
                programVersion,
                logs,
                from,
                to,
                times);
    }
}
