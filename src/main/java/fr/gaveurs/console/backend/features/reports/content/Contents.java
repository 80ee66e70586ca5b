package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.backend.features.reports.content.Content.Document;

/** Gathers what a report tells. */
public final class Contents {
    private Contents() {}

    /** What the report of this subject tells; its tables are read while they are written. */
    public static Document of(Reading reading) {
        return switch (reading.subject().kind()) {
            case DAILY, SHIFT, WEEKLY, MONTHLY, STATION, LOT -> new PeriodContent(reading).document();
            case CONDITIONS -> new ConditionsContent(reading).document();
            case CAPABILITY -> new CapabilityContent(reading).document();
            case JOURNAL -> new JournalContent(reading).document();
        };
    }
}
