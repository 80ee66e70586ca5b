package fr.gaveurs.console.backend.features.firmware.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a station's samples were like on the day before it ran the image, and where they stood when it first did.
 *
 * @param seq of its newest sample then, in the order of arrival
 * @param refused messages of it that were refused on that day until then, for what its program did
 * @param day the day before
 * @param at when that was: what was measured earlier the old program made, however late it comes; null where an older
 *     console wrote it
 */
public record Baseline(
        long seq, long refused, Evidence day, @Nullable Instant at) {}
