package fr.gaveurs.console.backend.features.firmware.rollout;

/**
 * What a station's samples say of it.
 *
 * @param samples stored
 * @param ungraded of those, whose measurement allows no grade
 * @param differing of those, whose claimed letter is not ours
 * @param refused messages that were refused beside them for what the program did, not for how often it sends
 */
public record Evidence(long samples, long ungraded, long differing, long refused) {
    public static final Evidence NONE = new Evidence(0, 0, 0, 0);
}
