package fr.gaveurs.console.backend.store;

/** What a start needs of the disk: PostgreSQL's programs and a new database take 190 MiB, and it has to work then. */
public final class DiskSpace {
    public static final long NEEDED_MIB = 300;
    public static final long NEEDED_BYTES = NEEDED_MIB << 20;

    private DiskSpace() {}
}
