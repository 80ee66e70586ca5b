package fr.gaveurs.console.backend.platform.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a feature does about its own once a backup is in a database that no console uses yet. */
@FunctionalInterface
public interface AfterRestore {
    /** Nothing is left over. */
    Left NONE = new Left(List.of(), null);

    /**
     * Files of the data folder that nothing in the restored database speaks of. They are kept with the rest of what was there
     * before.
     *
     * @param files by their paths in the data folder, with slashes
     * @param told a sentence about them, without a full stop; null where there are none
     */
    record Left(List<String> files, @Nullable String told) {}

    /**
     * Does it.
     *
     * @param created when the backup was begun, by the clock of whoever wrote it
     * @param dataDir that gets the database
     * @param connection of the filled database, with the tables of this program; commits by itself
     */
    Left restored(Instant created, Path dataDir, Connection connection) throws SQLException, IOException;
}
