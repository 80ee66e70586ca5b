package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SampleSummary;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One of a station's last samples, as the list shows it.
 *
 * @param score 0–1, null when UNGRADED
 * @param claimed the device's own letter, null if it sent none
 * @param claimDiffers whether it is another than ours
 */
record SampleRow(
        Instant timestamp,
        String sampleId,
        Grade grade,
        @Nullable Double score,
        @Nullable Double weightG,
        int defects,
        @Nullable Grade claimed,
        boolean claimDiffers,
        boolean idReused,
        long sequence,
        boolean late) {

    /** By when it was measured. A device may use an id twice, but no two rows have one id and time. */
    static final Comparator<SampleRow> BY_TIME =
            Comparator.comparing(SampleRow::timestamp).thenComparing(SampleRow::sampleId);

    /** By when it came; those of before the backend counted, by time. */
    static final Comparator<SampleRow> BY_ARRIVAL =
            Comparator.comparingLong(SampleRow::sequence).thenComparing(BY_TIME);

    static SampleRow of(SampleSummary s) {
        return new SampleRow(
                s.timestamp(),
                s.sampleId(),
                s.finalGrade(),
                s.finalScore(),
                s.weightG(),
                s.defects(),
                s.claimedGrade(),
                s.claimDiffers(),
                s.idReused(),
                s.sequence(),
                s.late());
    }

    static SampleRow of(Sample s) {
        return new SampleRow(
                s.timestamp(),
                s.sampleId(),
                s.fusion().finalGrade(),
                s.fusion().finalScore(),
                s.vl53l8ch().analysis().weightG(),
                s.vl53l8ch().analysis().defects().size(),
                s.fusion().claimedGrade(),
                s.fusion().claimDiffers(),
                s.idReused(),
                s.sequence(),
                s.late());
    }

    /** Whether both are the same measurement. */
    boolean same(SampleRow other) {
        return sampleId.equals(other.sampleId) && timestamp.equals(other.timestamp);
    }
}
