package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    @TempDir
    Path data;

    /** A file that a system's program holds, or of a folder that cannot be written for a while, is not forgotten. */
    @Test
    void filesOfReportsThatAreGoneAreDeletedOnceTheyCanBe() throws Exception {
        try (Database database = TestDatabase.fresh()) {
            ReportFolder folder = new ReportFolder(data, database, "this", 1 << 20);
            folder.make();
            database.jdbi().useHandle(handle -> {
                for (String name : new String[] {"held.pdf", "free.pdf"}) {
                    handle.execute(
                            "INSERT INTO report_files (format, console, machine, file_name, bytes, sha256)"
                                    + " VALUES ('pdf', 'this', 'pc', ?, 1, '')",
                            name);
                }
            });
            // A folder with something in it is as little deleted by this as a file that is held.
            Path held = Files.createDirectory(folder.file("held.pdf"));
            Path inside = Files.writeString(held.resolve("x"), "x");
            Files.writeString(folder.file("free.pdf"), "x");
            Files.writeString(folder.file("free.pdf" + ReportFolder.CHECKSUM), "x");

            folder.sweep();

            assertThat(folder.file("free.pdf")).doesNotExist();
            assertThat(folder.file("free.pdf" + ReportFolder.CHECKSUM)).doesNotExist();
            assertThat(rows(database)).as("the one that is held").isEqualTo(1);

            Files.delete(inside);
            folder.sweep();

            assertThat(held).doesNotExist();
            assertThat(rows(database)).isZero();
        }
    }

    private static long rows(Database database) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM report_files")
                .mapTo(Long.class)
                .one());
    }
}
