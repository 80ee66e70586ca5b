package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.TestJvm;
import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.features.reports.format.Look;
import fr.gaveurs.console.backend.features.reports.format.ReportWriter;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports on a disk that is full while they are written; needs Linux that lets users have namespaces. */
class ReportDiskTest {
    @TempDir
    Path folder;

    @Test
    void aFullDiskIsAnErrorOfTheFileAndLeavesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=256k none \"$0\" || exit 77; exec \"$@\"",
                disk.toString()));
        command.addAll(TestJvm.command("-Djava.awt.headless=true"));
        command.addAll(List.of(Child.class.getName(), disk.toString()));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(child.waitFor(90, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        Assumptions.assumeTrue(child.exitValue() != 77, "no small disk here: " + said);
        for (ReportFormat format : ReportFormat.values()) {
            assertThat(said).contains(format.key() + ": No space left on device, 0 files");
        }
    }

    /** Writes until the disk takes no more. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Path disk = Path.of(arguments[0]);
            Instant from = Instant.parse("2026-11-26T00:00:00Z");
            ReportSubject subject =
                    ReportSubjects.of(ReportKind.DAILY, ReportLanguage.FR, from, from.plusSeconds(60), "Europe/Paris");
            Table table = new Table(
                    "Table",
                    List.of(new Column("Texte", CellType.TEXT, 1), new Column("Nombre", CellType.COUNT, 1)),
                    sink -> {
                        for (long i = 0; i < 100_000; i++) {
                            sink.row(UUID.randomUUID().toString(), i);
                        }
                    },
                    100_000);
            Document document = new Document(
                    subject,
                    "Rapport",
                    "Période",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new Section(ReportSection.ACTS, "Table", List.of(), List.of(), List.of(table))),
                    List.of(),
                    null,
                    false);
            Look look = new Look(null, null, "1", from, false, false);
            for (ReportFormat format : ReportFormat.values()) {
                String end = "no error";
                try (AtomicFile file = AtomicFile.exclusive(disk.resolve("report." + format.ending()))) {
                    ReportWriter.of(format)
                            .write(
                                    document,
                                    new ReportWords(ReportLanguage.FR, ZoneId.of("Europe/Paris")),
                                    look,
                                    file.stream(),
                                    () -> {});
                    file.finish();
                } catch (IOException e) {
                    end = e.getMessage();
                }
                try (var left = Files.list(disk)) {
                    System.out.println(format.key() + ": " + end + ", " + left.count() + " files");
                }
            }
        }
    }
}
