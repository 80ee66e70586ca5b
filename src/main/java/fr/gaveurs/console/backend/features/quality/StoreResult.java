package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import org.jspecify.annotations.Nullable;

/** What became of a sample that was to be stored. */
public sealed interface StoreResult {
    /** Committed now, for the first time. */
    record Saved() implements StoreResult {}

    /** Committed now, though the device had used its id and time before, for other figures: with the flag that says so. */
    record Reused(GradedSample stored) implements StoreResult {}

    /** Stored before: it was sent again. Its grade is the stored one. */
    record Duplicate(@Nullable Double finalScore, Grade grade) implements StoreResult {}

    /** The database refuses this row, whatever else: kept in quarantine, not among the samples. */
    record Quarantined() implements StoreResult {}
}
