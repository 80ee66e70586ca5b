package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.Problem;

/** What became of a report that was sent. */
sealed interface SendResult {
    /**
     * The backend has it.
     *
     * @param comment whether it was added to a bug that was there
     */
    record Sent(long bugId, boolean comment) implements SendResult {}

    /**
     * It is on this PC and is tried again.
     *
     * @param waiting reports that wait, with this one
     */
    record Kept(int waiting) implements SendResult {}

    /** It is on this PC, and the backend has not answered yet. */
    record OnItsWay() implements SendResult {}

    /** The backend does not take it as it is; it is no longer in the outbox. */
    record Refused(Problem problem) implements SendResult {}

    /** It could not be written to this PC's disk, and was not sent. */
    record NotWritten(String why) implements SendResult {}

    /** Too many wait already; it was not sent. */
    record Full(int waiting) implements SendResult {}
}
