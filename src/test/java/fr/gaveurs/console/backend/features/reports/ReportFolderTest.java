package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.backup.AfterRestore;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** As after a restore: nobody but a person says that they are not wanted. */
    @Test
    void filesOfReportsThatNoRowKnowsStayAndAreTold() throws Exception {
        try (Database database = TestDatabase.fresh()) {
            ReportFolder folder = new ReportFolder(data, database, "this", 1 << 20);
            assertThat(LeftFiles.here(folder.folder())).isEmpty();
            folder.make();
            String known = "daily-2026-11-27-fr-1-0a1b2c3d.pdf";
            String unknown = "lot-A 7-é-en-12-5a662db3.xlsx";
            for (String name : List.of(known, unknown)) {
                Files.writeString(folder.file(name), "x");
                Files.writeString(folder.file(name + ReportFolder.CHECKSUM), "x");
            }
            Files.writeString(folder.file("notes-of-somebody.pdf"), "x");
            database.jdbi()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO report_files (format, console, machine, file_name, bytes, sha256)"
                                    + " SELECT 'pdf', 'that', 'pc', ?, 1, ''",
                            known));

            try (Connection connection = database.connect()) {
                AfterRestore.Left left = ReportsFeature.AFTER_RESTORE.restored(Instant.EPOCH, data, connection);
                assertThat(left.files())
                        .containsExactly("report-files/" + unknown, "report-files/" + unknown + ".sha256");
                assertThat(left.told()).endsWith("report-files: 1");
            }
            assertThat(LeftFiles.reports(List.of(known, unknown, unknown + ReportFolder.CHECKSUM)))
                    .isEqualTo(2);
            folder.sweep();
            ConditionBoard board = new ConditionBoard(Clock.systemUTC(), System::nanoTime, null);
            LeftCondition condition = new LeftCondition(folder, board, Duration.ZERO);
            condition.look();
            assertThat(board.open()).singleElement().satisfies(open -> {
                assertThat(open.kind()).isEqualTo("report_files_left");
                assertThat(open.details()).containsEntry("count", "1");
            });
            assertThat(folder.file(unknown)).exists();

            Files.delete(folder.file(unknown));
            Files.delete(folder.file(unknown + ReportFolder.CHECKSUM));
            condition.look();
            assertThat(board.open()).isEmpty();
        }
    }

    private static long rows(Database database) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM report_files")
                .mapTo(Long.class)
                .one());
    }
}
