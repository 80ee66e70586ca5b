package fr.gaveurs.console.backend.features.firmware.rollout;

/**
 * What a station's samples were like on the day before it ran the image, and where they stood when it first did.
 *
 * @param seq of its newest sample then, in the order of arrival
 * @param refused messages of it that were refused on that day until then, for what its program did
 * @param day the day before
 */
public record Baseline(long seq, long refused, Evidence day) {}
