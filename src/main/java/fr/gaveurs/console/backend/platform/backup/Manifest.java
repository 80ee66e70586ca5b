package fr.gaveurs.console.backend.platform.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a backup holds; its last entry, {@code manifest.json}.
 *
 * @param format of the file; a program reads its own and lower ones
 * @param program version of the program that wrote it
 * @param schema version of the tables, such as {@code 002}: number of the last script of {@code db/migration}
 * @param postgresql version of the server that it comes from
 * @param created when it was begun: every row committed before is in it
 * @param tables in an order in which they can be filled: what others refer to comes first
 * @param files of the data folder, samples of the spool among them
 */
public record Manifest(
        int format,
        String program,
        String schema,
        String postgresql,
        Instant created,
        List<Table> tables,
        List<Sequence> sequences,
        List<StoredFile> files) {
    /** The one that this program writes. */
    static final int FORMAT = 1;

    static final String ENTRY = "manifest.json";

    /**
     * A table; its rows are in {@code tables/NAME.copy}, in PostgreSQL's text format for COPY, UTF-8.
     *
     * @param bytes of that entry, before compression
     * @param sha256 of those bytes, in hex
     * @param days of a table that is divided by time: the UTC days that its rows lie in
     */
    public record Table(String name, List<String> columns, long rows, long bytes, String sha256, List<LocalDate> days) {
        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    /** Where a sequence stands; {@code called}: whether {@code value} has been given out. */
    public record Sequence(String name, long value, boolean called) {}

    /** A file, in {@code files/NAME}; {@code name} is its path in the data folder, with slashes. */
    public record StoredFile(String name, long bytes, String sha256) {
        String entry() {
            return "files/" + name;
        }
    }

    /** Rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /** Bytes of all entries, before compression. */
    public long bytes() {
        return tables.stream().mapToLong(Table::bytes).sum()
                + files.stream().mapToLong(StoredFile::bytes).sum();
    }
}
