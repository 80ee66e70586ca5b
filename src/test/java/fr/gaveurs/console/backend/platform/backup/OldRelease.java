package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The data that the previous release left: {@code releases/0.1.0.backup}, written by the command {@code backup} from its
 * tables, filled by {@link Hall}.
 */
public final class OldRelease {
    private OldRelease() {}

    private interface Reader<T> {
        T read(BackupFile file) throws BackupException, IOException;
    }

    private static <T> T with(Reader<T> reader) throws BackupException, IOException {
        Path copy = Files.createTempFile("gaveurs-old-release-", ".backup");
        try (InputStream in = OldRelease.class.getResourceAsStream("/releases/0.1.0.backup")) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            try (BackupFile file = BackupFile.open(copy, BackupProgress.NONE, () -> false)) {
                return reader.read(file);
            }
        } finally {
            Files.delete(copy);
        }
    }

    /** Makes its tables, in its version, in an empty database. */
    public static void load(ConnectionInfo info) throws BackupException, IOException {
        with(file -> {
            new BackupLoader(info, file, BackupProgress.NONE, () -> false).loadAsItWas();
            return null;
        });
    }

    public static String schema() throws BackupException, IOException {
        return with(file -> file.manifest().schema());
    }

    /** Its tables and their columns. */
    public static Map<String, List<String>> columns() throws BackupException, IOException {
        return with(file -> {
            Map<String, List<String>> columns = new TreeMap<>();
            file.manifest().tables().forEach(t -> columns.put(t.name(), t.columns()));
            return columns;
        });
    }
}
