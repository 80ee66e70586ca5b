package fr.gaveurs.console.backend.platform.files;

/**
 * How much of the data folder's disk has to be free for what: the one place that says so. The spool keeps its own
 * distance, {@code spool.reserve.mib}, which a person may set.
 */
public final class DiskSpace {
    /** For a start: PostgreSQL's programs and a new database take 190 MiB, and it has to work then. */
    public static final long NEEDED_MIB = 300;

    public static final long NEEDED_BYTES = NEEDED_MIB << 20;

    /** With less no sample goes to a database on this disk: PostgreSQL's log and its checkpoint need the rest. */
    public static final long STOP_BYTES = 200L << 20;

    /** From here on samples are taken again. More than {@link #STOP_BYTES}, so that it does not flap. */
    public static final long RESUME_BYTES = NEEDED_BYTES;

    /** What backups that the console makes by itself leave free: none may bring samples to a stop. */
    public static final long BACKUP_RESERVE_BYTES = 512L << 20;

    /** Share of the disk below which it is called low, and above which it is well again. */
    public static final double LOW_SHARE = 0.10;

    public static final double WELL_SHARE = 0.12;

    private DiskSpace() {}
}
