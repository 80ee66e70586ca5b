package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Target;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * A sample whose truth is known.
 *
 * @param lot empty where it has none
 * @param day the calendar day at its site, such as {@code 2026-11-27}
 * @param truth what is known of it; 0–1, the weight in g
 */
public record Example(
        String deviceId,
        String sampleId,
        Instant time,
        String lot,
        String day,
        ModelInput input,
        Map<Target, Double> truth) {
    /** The one order in which samples are learnt from, so that it never matters how they were read. */
    public static final Comparator<Example> ORDER =
            Comparator.comparing(Example::time).thenComparing(Example::deviceId).thenComparing(Example::sampleId);

    public Example {
        truth = Map.copyOf(truth);
    }
}
