package fr.gaveurs.console.desktop.report;

import fr.gaveurs.console.api.Problem;

/** What became of a report that was sent. */
sealed interface Outcome {
    /**
     * The backend has it.
     *
     * @param comment whether it was added to a bug that was there
     */
    record Sent(long bugId, boolean comment) implements Outcome {}

    /**
     * It is on this PC and is tried again.
     *
     * @param waiting reports that wait, with this one
     */
    record Kept(int waiting) implements Outcome {}

    /** It is on this PC, and the backend has not answered yet. */
    record OnItsWay() implements Outcome {}

    /** The backend does not take it as it is; it is no longer in the outbox. */
    record Refused(Problem problem) implements Outcome {}

    /** It could not be written to this PC's disk, and was not sent. */
    record NotWritten(String why) implements Outcome {}

    /** Too many wait already; it was not sent. */
    record Full(int waiting) implements Outcome {}
}
