package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.reports.MadeUpMonth;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody gives a report up that is just being made, by the button that stands beside its progress. */
@Timeout(240)
class ReportCancelledInShellTest {
    /** Enough that it takes seconds. */
    private static final int SAMPLES = 60_000;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private List<String> files() throws IOException {
        Path made = data.resolve("report-files");
        if (!Files.isDirectory(made)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(made)) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static void choose(Node kinds) {
        ((ComboBox<ReportKind>) kinds).setValue(ReportKind.STATION);
    }

    private static boolean isCancel(Node node) {
        return node instanceof Button button && button.getStyleClass().contains("task-cancel") && !button.isDisabled();
    }

    @Test
    void whatIsBeingMadeEndsWithItsFileAndItsButton() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        Instant to = Instant.now().truncatedTo(ChronoUnit.DAYS);
        try (TestConsole console = TestConsole.with().folder(data).start()) {
            MadeUpMonth.fill(console, to.minus(Duration.ofDays(6)), to, 2, SAMPLES);
            MadeUpMonth.statistics(console.jdbi());
            try (OpenWindow open = new OpenWindow(folder).connect(console.port())) {
                WindowRobot robot = new WindowRobot(open);
                robot.clickWords("Rapports");
                robot.awaited(node -> WindowRobot.is(node, "#reportsKind"));
                Fx.run(() -> choose(open.stage().getScene().getRoot().lookup("#reportsKind")));
                robot.type("#reportsStations", "ESP32_LL_00, ESP32_LS_01");
                robot.click("#reportsMake");
                await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'running'") == 1
                        && files().stream().anyMatch(each -> each.endsWith(".part")));
                robot.click(ReportCancelledInShellTest::isCancel);
                await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'cancelled'") == 1);
                assertThat(console.count("SELECT count(*) FROM report_runs WHERE started_at IS NOT NULL"
                                + " AND finished_at IS NOT NULL AND cancel AND attempts = 1"))
                        .as("while it was being made")
                        .isEqualTo(1);
                assertThat(files()).isEmpty();
                assertThat(console.count("SELECT count(*) FROM report_files")).isZero();
                robot.sees("abandonné");
                await().until(() -> Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".task-cancel").stream()
                        .noneMatch(ReportCancelledInShellTest::isCancel)));
                // The next one is made.
                assertThat(console.post("/api/reports", "{\"kind\":\"conditions\"}")
                                .statusCode())
                        .isEqualTo(202);
                await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 1);
            }
        }
    }
}
