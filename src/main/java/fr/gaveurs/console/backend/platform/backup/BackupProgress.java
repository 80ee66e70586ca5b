package fr.gaveurs.console.backend.platform.backup;

/** Hears how far a backup, a check or a restore is, on the thread that does it: must return at once. */
@FunctionalInterface
public interface BackupProgress {
    BackupProgress NONE = step -> {};

    /**
     * @param what the table or file in hand
     * @param rows rows of it so far
     * @param bytes bytes of everything so far, before compression
     * @param percent of everything, 0–100; an estimate
     */
    record Step(String what, long rows, long bytes, int percent) {}

    /** Called for about each MiB, and at the beginning of each table. */
    void at(Step step);
}
