package fr.gaveurs.console.backend.features.reports.format;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of who made it.
 *
 * @param hall the hall's name; null where nobody said one
 * @param logo bytes of a PNG or JPEG that was read once; null: none
 * @param version of this program
 * @param made when
 * @param late whether it was made long after it was due
 * @param preview whether it only shows what a report would look like
 */
public record Look(
        @Nullable String hall, byte @Nullable [] logo, String version, Instant made, boolean late, boolean preview) {}
