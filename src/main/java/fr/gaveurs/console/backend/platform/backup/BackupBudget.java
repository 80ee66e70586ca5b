package fr.gaveurs.console.backend.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How far a backup is, whether it is still wanted, and whether its disk has room for more. */
final class BackupBudget {
    private static final long STEP = 4 << 20;

    private final BackupWriter.BackupRequest request;
    private String table = "";
    private long rows;
    private long allRows;
    private long expected = 1;
    private long bytes;
    private long nextLook;

    BackupBudget(BackupWriter.BackupRequest request) {
        this.request = request;
    }

    void expect(List<Catalog.Table> tables) {
        expected =
                Math.max(1, tables.stream().mapToLong(Catalog.Table::estimate).sum());
    }

    void table(String name) {
        table = name;
        rows = 0;
        tell();
    }

    void row() throws BackupException {
        if (request.cancelled().getAsBoolean()) {
            throw new BackupException("the backup was ended before it was complete");
        }
        rows++;
        allRows++;
    }

    /** Called before each write. */
    void check(int length) throws IOException {
        if (bytes >= nextLook) {
            nextLook = bytes + STEP;
            Path folder = request.target().toAbsolutePath().getParent();
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < request.reserve()) {
                throw new IOException("its disk has only " + (free >> 20) + " MiB free, of which "
                        + (request.reserve() >> 20) + " are left for the database");
            }
            tell();
        }
        bytes += length;
    }

    private void tell() {
        // By what the database last counted: it may be less than there is.
        int percent = (int) Math.min(99, 100 * allRows / expected);
        request.progress().at(new BackupProgress.Step(table, rows, bytes, percent));
    }
}
