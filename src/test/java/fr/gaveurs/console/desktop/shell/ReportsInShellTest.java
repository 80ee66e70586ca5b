package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.FocusOrder;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.screens.Screens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.print.Printer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen of reports, from the choice of a report to its file, with a real console. */
class ReportsInShellTest {
    private static TestConsole console;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        Fx.start();
        console = TestConsole.start();
        console.store(
                TestMessages.graded("ESP32_LL_01", Grade.A).lot("LOT-FILTER"),
                TestMessages.graded("ESP32_LL_02", Grade.A),
                TestMessages.graded("ESP32_LL_02", Grade.A).at(Instant.now().minus(Duration.ofDays(1))));
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static Node find(OpenWindow window, String selector) {
        return window.stage().getScene().getRoot().lookup(selector);
    }

    @SuppressWarnings("unchecked")
    private static ListView<Report> list(OpenWindow window) {
        return (ListView<Report>) find(window, "#reportsList");
    }

    private static @Nullable Node popOver(String selector) {
        return Window.getWindows().stream()
                .filter(each -> each.getScene() != null)
                .map(each -> each.getScene().getRoot().lookup(selector))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private OpenWindow open() throws Exception {
        OpenWindow window = OpenWindow.of(folder.resolve("window.json"))
                .connect(new BackendAddress(
                        URI.create(console.url()), console.backend().windowKey(), List.of()));
        Fx.run(() -> window.workbench().choose(Screens.REPORTS));
        await().until(() -> Fx.call(() -> find(window, "#reportsMake") != null));
        return window;
    }

    /** Also the first time, when a page is not in the window yet. */
    @Test
    void aKeyLeadsRoundThePagesAndTheKeyboardIsInEach() throws Exception {
        OpenWindow window = open();
        try {
            Fx.run(() -> window.workbench().focusContent());
            for (int page : List.of(1, 2, 0, 1)) {
                window.press(KeyCode.CONTROL, KeyCode.TAB);
                TabPane tabs = (TabPane) Fx.call(() -> find(window, "#reportsTabs"));
                assertThat(Fx.call(() -> tabs.getSelectionModel().getSelectedIndex()))
                        .isEqualTo(page);
                await().untilAsserted(() -> assertThat(Fx.call(() -> {
                            Node owner = window.stage().getScene().getFocusOwner();
                            return owner != null
                                    && FocusOrder.isWithin(
                                            owner,
                                            tabs.getSelectionModel()
                                                    .getSelectedItem()
                                                    .getContent());
                        }))
                        .as("page %s", page)
                        .isTrue());
            }
        } finally {
            window.close();
        }
    }

    @Test
    void aScheduleIsMadeTriedStoppedAndDeleted() throws Exception {
        OpenWindow window = open();
        try {
            Fx.run(() ->
                    ((TabPane) find(window, "#reportsTabs")).getSelectionModel().select(1));
            await().until(() -> Fx.call(() -> find(window, "#scheduleCreate") != null));
            Fx.run(() -> {
                ((TextField) find(window, "#scheduleName")).setText("Rapport du matin");
                ((Button) find(window, "#scheduleCreate")).fire();
                // A double click makes one.
                ((Button) find(window, "#scheduleCreate")).fire();
            });
            await().until(() -> Fx.call(() -> ((ListView<?>) find(window, "#scheduleList"))
                            .getItems()
                            .size())
                    == 1);
            Fx.run(() -> ((ListView<?>) find(window, "#scheduleList"))
                    .getSelectionModel()
                    .select(0));
            await().until(() -> Fx.call(() -> find(window, "#scheduleRun") != null));
            Fx.run(() -> ((Button) find(window, "#scheduleRun")).fire());
            await().until(() -> console.count(
                            "SELECT count(*) FROM report_runs WHERE schedule_id IS NOT NULL" + " AND state = 'done'")
                    == 1);
            assertThat(Pictures.take(Fx.call(() -> window.stage().getScene()), 1366, 768, "reports-schedules"))
                    .isEmpty();
            Node before = Fx.call(() -> find(window, "#scheduleDelete"));
            String goesOn = Fx.call(() -> ((Button) find(window, "#scheduleSwitch")).getText());
            Fx.run(() -> ((Button) find(window, "#scheduleSwitch")).fire());
            await().until(() -> console.count("SELECT count(*) FROM report_schedules WHERE NOT enabled") == 1);
            await().until(() -> Fx.call(
                    () -> !((Button) find(window, "#scheduleSwitch")).getText().equals(goesOn)));
            assertThat(Fx.<Node>call(() -> find(window, "#scheduleDelete")))
                    .as("whoever aims at it keeps it")
                    .isSameAs(before);
            press(window, "#scheduleDelete");
            assertThat(console.count("SELECT count(*) FROM report_schedules"))
                    .as("it asks first")
                    .isEqualTo(1);
            confirm("plus utile");
            await().until(() -> console.count("SELECT count(*) FROM report_schedules") == 0);
            assertThat(reasons("deleteReportSchedule")).isEqualTo(1);
            await().until(() -> said(window).matches("(?s).*(supprimée|is deleted).*"));
        } finally {
            window.close();
        }
    }

    @Test
    void aTemplateIsEditedWithItsPictureSavedAndUsed() throws Exception {
        OpenWindow window = open();
        try {
            Fx.run(() ->
                    ((TabPane) find(window, "#reportsTabs")).getSelectionModel().select(2));
            await().until(() -> Fx.call(() -> find(window, "#templateSave") != null));
            Fx.run(() -> {
                ((TextField) find(window, "#templateName")).setText("Chef de ligne");
                ((TextField) find(window, "#profileName")).setText("Foie entier");
                ((TextField) find(window, "#profileWeightLower")).setText("350");
                ((TextField) find(window, "#profileWeightUpper")).setText("620,5");
                ((Button) find(window, "#profileSave")).fire();
            });
            await().until(() ->
                    console.count("SELECT count(*) FROM product_profiles WHERE weight_upper_g = 620.5") == 1);
            await().until(() -> Fx.call(() -> ((ImageView) find(window, "#templatePreview")).getImage() != null));
            assertThat(Pictures.take(Fx.call(() -> window.stage().getScene()), 1366, 768, "reports-templates"))
                    .isEmpty();
            Fx.run(() -> ((Button) find(window, "#templateSave")).fire());
            await().until(() -> console.count("SELECT count(*) FROM report_template_versions") == 1);
            await().until(() -> Fx.call(() -> !find(window, "#templateDelete").isDisabled()));
            Fx.run(() -> {
                ((TextField) find(window, "#templateName")).setText("Chef de ligne, matin");
                ((Button) find(window, "#templateSave")).fire();
            });
            await().until(() -> console.count("SELECT count(*) FROM report_template_versions WHERE version = 2") == 1);
            await().until(() -> Fx.call(() -> find(window, "#templateVersion").isVisible()
                    && ((ComboBox<?>) find(window, "#templateVersion"))
                                    .getItems()
                                    .size()
                            == 2));
            await().until(() -> Fx.call(() ->
                    ((ComboBox<?>) find(window, "#reportsTemplate")).getItems().size() == 2));
            press(window, "#templateDelete");
            assertThat(console.count("SELECT count(*) FROM report_templates WHERE deleted"))
                    .as("it asks first")
                    .isZero();
            confirm("plus utile");
            await().until(() -> console.count("SELECT count(*) FROM report_templates WHERE deleted") == 1);
            assertThat(reasons("deleteReportTemplate")).isEqualTo(1);
        } finally {
            window.close();
        }
    }

    /** The list of templates comes by names: a new one moves to its place, and the box goes on to show it. */
    @Test
    void theBoxShowsTheTemplateThatWasSavedAndThePreviewComesWithoutAnythingTyped() throws Exception {
        for (String name : List.of("m", "z")) {
            assertThat(console.post("/api/reports/templates", "{\"name\":\"" + name + "\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
        OpenWindow window = open();
        try {
            // Longer than the picture waits for more to be typed before its page was ever opened.
            await().pollDelay(Duration.ofMillis(600))
                    .until(() -> Fx.call(() -> ((ComboBox<?>) find(window, "#reportsTemplate"))
                                    .getItems()
                                    .size()
                            >= 3));
            Fx.run(() ->
                    ((TabPane) find(window, "#reportsTabs")).getSelectionModel().select(2));
            await().until(() -> Fx.call(() -> ((ImageView) find(window, "#templatePreview")).getImage() != null));
            Fx.run(() -> {
                ((TextField) find(window, "#templateName")).setText("a");
                ((Button) find(window, "#templateSave")).fire();
            });
            await().until(() -> Fx.call(() -> templates(window).getItems().size() >= 4
                    && templates(window).getItems().get(1).toString().equals("a")
                    && templates(window).getItems().getLast().toString().equals("z")));
            assertThat(Fx.<String>call(() -> templates(window).getValue().toString()))
                    .isEqualTo("a");
            assertThat(Fx.<String>call(() -> shown(templates(window)))).isEqualTo("a");
        } finally {
            window.close();
            console.jdbi().useHandle(handle -> {
                handle.execute("DELETE FROM report_template_versions");
                handle.execute("DELETE FROM report_templates");
            });
        }
    }

    /** What stands on the button of a box. */
    private static String shown(ComboBox<?> box) {
        return box.getChildrenUnmodifiable().stream()
                .filter(ListCell.class::isInstance)
                .map(cell -> String.valueOf(((Labeled) cell).getText()))
                .collect(Collectors.joining("|"));
    }

    private static ComboBox<?> templates(OpenWindow window) {
        return (ComboBox<?>) find(window, "#templateChoice");
    }

    @Test
    void aReportIsMadeShownAndDeleted() throws Exception {
        console.jdbi().useHandle(handle -> handle.execute("DELETE FROM report_runs"));
        OpenWindow window = open();
        try {
            Fx.run(() -> {
                find(window, "#reportsMake").getParent().lookupAll(".check-box").forEach(box -> ((CheckBox) box)
                        .setSelected(true));
                ((Button) find(window, "#reportsMake")).fire();
            });
            await().until(() -> Fx.call(() -> list(window).getItems().size() == 1
                    && list(window).getItems().getFirst().state() == ReportState.DONE));
            Report report = Fx.call(() -> list(window).getItems().getFirst());
            assertThat(report.files()).hasSize(3);
            assertThat(report.files().getFirst().format()).isEqualTo(ReportFormat.PDF);
            Fx.run(() -> list(window).getSelectionModel().select(0));
            await().until(() -> Fx.call(() -> find(window, "#reportsSave") != null));
            await().until(() -> Fx.call(() -> find(window, "#reportsPage") != null
                    && find(window, "#reportsPage").lookup(".image-view") instanceof ImageView page
                    && page.getImage() != null));
            assertThat(Fx.<Boolean>call(() -> find(window, "#reportsPageOn").isDisabled()))
                    .as("it has more than one page")
                    .isFalse();
            // Whoever has a printer gets no paper by a test.
            if (Fx.<Boolean>call(ReportsInShellTest::isWithoutPrinter)) {
                Fx.run(() -> ((Button) find(window, "#reportsPrint")).fire());
                await().until(() -> said(window)
                        .matches("(?s).*(Aucune imprimante|No printer|ne peut pas imprimer|cannot print).*"));
            }
            Fx.run(() -> ((Button) find(window, "#reportsSend")).fire());
            await().until(() -> Fx.call(() -> popOver("#reportsSendTo") != null));
            Fx.run(() -> {
                ((TextField) popOver("#reportsSendTo")).setText("chef@example.fr, é@example.fr");
                ((Button) popOver("#reportsSendNow")).fire();
                assertThat(problem()).as("said beside what was typed").startsWith("é@example.fr ");
                assertThat(((TextField) popOver("#reportsSendTo")).getText()).contains("chef@example.fr");
            });
            // What only the console knows is said there, too.
            String tooLong = "chef@" + ("a".repeat(60) + ".").repeat(3) + "example.fr" + "x".repeat(20);
            Fx.run(() -> {
                ((TextField) popOver("#reportsSendTo")).setText(tooLong);
                ((Button) popOver("#reportsSendNow")).fire();
            });
            await().until(() -> Fx.call(() -> problem().contains("200")));
            Fx.run(() -> {
                assertThat(((TextField) popOver("#reportsSendTo")).getText()).isEqualTo(tooLong);
                ((TextField) popOver("#reportsSendTo")).setText("chef@example.fr");
            });
            await().until(() -> Fx.call(() -> problem().isEmpty()));
            Fx.run(() -> ((Button) popOver("#reportsSendNow")).fire());
            await().until(() -> Fx.call(() -> popOver("#reportsSendTo") == null));
            await().until(() ->
                    console.count("SELECT count(*) FROM report_deliveries WHERE last_error LIKE" + " 'no mail server%'")
                            == 1);
            Fx.run(() -> ((Button) find(window, "#reportsAgain")).fire());
            await().until(() -> Fx.call(() -> list(window).getItems().size() == 2
                    && list(window).getItems().getFirst().state() == ReportState.DONE));
            console.jdbi().useHandle(handle -> handle.execute("DELETE FROM report_runs WHERE id > " + report.id()));
            await().until(() -> Fx.call(() -> list(window).getItems().size() == 1));
            Fx.run(() -> list(window).getSelectionModel().select(0));
            assertThat(Pictures.take(Fx.call(() -> window.stage().getScene()), 1366, 768, "reports"))
                    .isEmpty();
            press(window, "#reportsDelete");
            assertThat(console.count("SELECT count(*) FROM report_runs"))
                    .as("it asks first")
                    .isEqualTo(1);
            confirm("plus utile");
            await().until(() -> Fx.call(() -> list(window).getItems().isEmpty()));
            assertThat(console.count(
                            "SELECT count(*) FROM audit_log WHERE route = 'deleteReport' AND actor_kind = 'window'"))
                    .isEqualTo(1);
            assertThat(reasons("deleteReport")).isEqualTo(1);
        } finally {
            window.close();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> ComboBox<T> box(OpenWindow window, String id) {
        return (ComboBox<T>) find(window, id);
    }

    private static String written(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
    }

    /** What is said to be wrong with a field; empty where nothing is. */
    private static String wrong(OpenWindow window, String field) throws Exception {
        return Fx.call(() -> {
            Labeled problem = ((LabeledField) find(window, field).getParent()).problem();
            return problem.isVisible() ? problem.getText() : "";
        });
    }

    @Test
    void whatIsFilledInWronglyIsSaidAtItsFieldAndAskedOfNobody() throws Exception {
        OpenWindow window = open();
        try {
            long before = console.count("SELECT count(*) FROM report_runs");
            Fx.run(() -> box(window, "#reportsKind").setValue(ReportKind.LOT));
            press(window, "#reportsMake");
            assertThat(wrong(window, "#reportsLot")).isNotEmpty();
            Fx.run(() -> {
                assertThat(find(window, "#reportsLot").getPseudoClassStates().toString())
                        .contains("wrong");
                box(window, "#reportsKind").setValue(ReportKind.CAPABILITY);
                ((TextField) find(window, "#reportsLower")).setText("800");
                ((TextField) find(window, "#reportsUpper")).setText("400");
            });
            assertThat(wrong(window, "#reportsLot"))
                    .as("something else is asked for")
                    .isEmpty();
            press(window, "#reportsMake");
            assertThat(wrong(window, "#reportsLower")).isNotEmpty();
            Fx.run(() -> ((TextField) find(window, "#reportsUpper")).setText("abc"));
            assertThat(wrong(window, "#reportsUpper")).contains("abc");
            Fx.run(() -> box(window, "#reportsKind").setValue(ReportKind.SHIFT));
            press(window, "#reportsMake");
            assertThat(wrong(window, "#reportsShiftStart")).isNotEmpty();
            Fx.run(() -> {
                box(window, "#reportsKind").setValue(ReportKind.CONDITIONS);
                ((DatePicker) find(window, "#reportsDay")).getEditor().setText("32/13/2026");
                ((DatePicker) find(window, "#reportsUntil")).setValue(LocalDate.of(2026, 11, 3));
            });
            press(window, "#reportsMake");
            assertThat(wrong(window, "#reportsDay"))
                    .as("as today is written, or yesterday where midnight came meanwhile")
                    .containsAnyOf(
                            written(LocalDate.now(ZoneId.systemDefault())),
                            written(LocalDate.now(ZoneId.systemDefault()).minusDays(1)));
            assertThat(Fx.call(() -> ((DatePicker) find(window, "#reportsDay"))
                            .getEditor()
                            .getText()))
                    .isEqualTo("32/13/2026");
            assertThat(console.count("SELECT count(*) FROM report_runs")).isEqualTo(before);
            // From one day to another one.
            Fx.run(() -> ((DatePicker) find(window, "#reportsDay")).setValue(LocalDate.of(2026, 11, 1)));
            press(window, "#reportsMake");
            await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE kind = 'conditions'"
                            + " AND period_to - period_from = interval '3 days'")
                    == 1);
        } finally {
            window.close();
        }
    }

    private static String wrong(Node field) throws Exception {
        return Fx.call(() -> {
            Labeled problem = ((LabeledField) field.getParent()).problem();
            return problem.isVisible() ? problem.getText() : "";
        });
    }

    /** What is typed stays, and what is wrong stands below the name, wherever it is given. */
    @Test
    void aNameThatIsTakenIsSaidAtItsField() throws Exception {
        console.post("/api/reports/scheduled", "{\"name\":\"Matin\",\"cadence\":\"daily\"}");
        console.post("/api/reports/templates", "{\"name\":\"Chef\"}");
        console.post("/api/reports/profiles", "{\"name\":\"Entier\",\"weight_lower_g\":400}");
        OpenWindow window = open();
        try {
            Fx.run(() ->
                    ((TabPane) find(window, "#reportsTabs")).getSelectionModel().select(1));
            await().until(() -> Fx.call(() -> find(window, "#scheduleCreate") != null));
            TextField name = Fx.call(() -> (TextField) find(window, "#scheduleName"));
            Fx.run(() -> {
                name.setText(" MATIN");
                ((TextField) find(window, "#scheduleFolder")).setText("relative/one");
            });
            press(window, "#scheduleCreate");
            assertThat(wrong(window, "#scheduleFolder")).isNotEmpty();
            Fx.run(() -> ((TextField) find(window, "#scheduleFolder")).setText(""));
            press(window, "#scheduleCreate");
            await().until(() -> wrong(name).matches("Ce nom est déjà pris.*|This name is taken.*"));
            assertThat(Pictures.take(Fx.call(() -> window.stage().getScene()), 1366, 768, "reports-name-taken"))
                    .isEmpty();
            Fx.run(() -> name.setText("Soir"));
            await().until(() -> wrong(name).isEmpty());
            press(window, "#scheduleCreate");
            await().until(() -> console.count("SELECT count(*) FROM report_schedules") == 2);
            await().until(() -> Fx.call(() -> ((ListView<?>) find(window, "#scheduleList"))
                            .getItems()
                            .size())
                    == 2);
            Fx.run(() -> ((ListView<?>) find(window, "#scheduleList"))
                    .getSelectionModel()
                    .select(1));
            await().until(() -> Fx.call(() -> find(window, "#scheduleChange") != null));
            press(window, "#scheduleChange");
            await().until(() -> Fx.call(() -> popOver("#scheduleChangeName") != null));
            TextField changed = Fx.call(() -> (TextField) popOver("#scheduleChangeName"));
            Fx.run(() -> {
                changed.setText("matin ");
                ((Button) popOver("#scheduleChangeSave")).fire();
            });
            await().until(() -> !wrong(changed).isEmpty());
            Fx.run(() -> {
                changed.setText("Nuit");
                ((TextField) popOver("#scheduleChangeStations")).setText("ESP32_LL_01; ESP32_LL_02");
                changed.getScene().getRoot().lookupAll(".check-box").forEach(box -> ((CheckBox) box).setSelected(true));
                ((ComboBox<?>) popOver("#scheduleChangeTemplate"))
                        .getSelectionModel()
                        .selectLast();
                ((Button) popOver("#scheduleChangeSave")).fire();
            });
            await().until(() -> console.count("SELECT count(*) FROM report_schedules WHERE name = 'Nuit'"
                            + " AND formats = '{pdf,xlsx,csv}' AND device_ids = '{ESP32_LL_01,ESP32_LL_02}'"
                            + " AND template_id IS NOT NULL")
                    == 1);
            await().until(() -> Fx.call(() -> popOver("#scheduleChangeName") == null));
            Fx.run(() ->
                    ((TabPane) find(window, "#reportsTabs")).getSelectionModel().select(2));
            await().until(() -> Fx.call(() -> find(window, "#templateSave") != null));
            TextField template = Fx.call(() -> (TextField) find(window, "#templateName"));
            TextField product = Fx.call(() -> (TextField) find(window, "#profileName"));
            Fx.run(() -> {
                template.setText("CHEF");
                product.setText("entier");
                ((TextField) find(window, "#profileWeightLower")).setText("350");
            });
            press(window, "#templateSave");
            press(window, "#profileSave");
            await().until(() -> !wrong(template).isEmpty() && !wrong(product).isEmpty());
        } finally {
            window.close();
            console.jdbi().useHandle(handle -> {
                for (String table : List.of(
                        "report_schedules", "report_template_versions", "report_templates", "product_profiles")) {
                    handle.execute("DELETE FROM " + table);
                }
            });
        }
    }

    @Test
    void theListIsFiltered() throws Exception {
        console.jdbi().useHandle(handle -> handle.execute("DELETE FROM report_runs"));
        console.post("/api/reports", "{\"kind\":\"conditions\"}");
        console.post("/api/reports", "{\"kind\":\"lot\",\"lot\":\"LOT-FILTER\"}");
        OpenWindow window = open();
        try {
            await().until(() -> Fx.call(() -> list(window).getItems().size()) == 2);
            Fx.run(() -> ((TextField) find(window, "#reportsFilterText")).setText("lot-filt"));
            await().until(() -> Fx.call(() -> list(window).getItems().size()) == 1);
            Fx.run(() -> ((TextField) find(window, "#reportsFilterText")).setText(""));
            await().until(() -> Fx.call(() -> list(window).getItems().size()) == 2);
            Fx.run(() -> box(window, "#reportsFilterState").getSelectionModel().selectLast());
            await().until(() -> Fx.call(() -> list(window).getItems().size()) == 0);
            // One that is asked for now is not left out by what was looked for before.
            Fx.run(() -> ((TextField) find(window, "#reportsFilterText")).setText("lot-filt"));
            press(window, "#reportsMake");
            await().until(() -> Fx.call(() -> list(window).getItems().size()) == 3);
            assertThat(Fx.call(() -> ((TextField) find(window, "#reportsFilterText")).getText()))
                    .isEmpty();
        } finally {
            window.close();
        }
    }

    /** The console asks every few seconds: who is just answering a question does not lose it. */
    @Test
    void whatIsOpenStaysWhileItsScheduleChanges() throws Exception {
        console.post("/api/reports/scheduled", "{\"name\":\"Question\",\"cadence\":\"daily\"}");
        long id = console.json("/api/reports/scheduled")
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        console.send("POST", "/api/reports/scheduled/" + id + "/run", null);
        await().until(() ->
                console.count("SELECT count(*) FROM report_runs WHERE schedule_id IS NOT NULL AND state = 'done'")
                        == 1);
        OpenWindow window = open();
        try {
            Fx.run(() ->
                    ((TabPane) find(window, "#reportsTabs")).getSelectionModel().select(1));
            await().until(() -> Fx.call(() -> ((ListView<?>) find(window, "#scheduleList"))
                            .getItems()
                            .size())
                    == 1);
            Fx.run(() -> ((ListView<?>) find(window, "#scheduleList"))
                    .getSelectionModel()
                    .select(0));
            await().until(() -> Fx.call(() -> find(window, "#scheduleDelete") != null));
            press(window, "#scheduleDelete");
            await().until(() -> Fx.call(() -> popOver("#actReason") != null));
            Fx.run(() -> ((TextField) popOver("#actReason")).setText("plus ut"));
            console.jdbi().useHandle(handle -> {
                handle.execute("UPDATE report_runs SET state = 'failed', error = 'x' WHERE schedule_id IS NOT NULL");
                handle.execute("UPDATE report_schedules SET version = version + 1, name = 'Autre question'");
            });
            await().until(() -> Fx.call(() -> find(window, "#scheduleAgain") != null));
            Fx.run(() -> {
                assertThat(((TextField) popOver("#actReason")).getText()).isEqualTo("plus ut");
                ((TextField) popOver("#actReason")).setText("une autre raison");
                ((Button) popOver("#actConfirm")).fire();
            });
            await().until(() -> console.count("SELECT count(*) FROM report_schedules") == 0);
        } finally {
            window.close();
            console.jdbi().useHandle(handle -> {
                handle.execute("DELETE FROM report_schedules");
                handle.execute("DELETE FROM report_runs");
            });
        }
    }

    private static void press(OpenWindow window, String button) throws Exception {
        Fx.run(() -> ((Button) find(window, button)).fire());
    }

    /** Answers the question that stands beside what was pressed. */
    private static void confirm(String reason) throws Exception {
        await().until(() -> Fx.call(() -> popOver("#actConfirm") != null));
        Fx.run(() -> {
            ((Button) popOver("#actConfirm")).fire();
            assertThat(popOver("#actConfirm")).as("not without a reason").isNotNull();
            ((TextField) popOver("#actReason")).setText(reason);
            ((Button) popOver("#actConfirm")).fire();
        });
    }

    /** What stands in the notices below the screen. */
    private static String said(OpenWindow window) throws Exception {
        return Fx.call(() -> window.stage().getScene().getRoot().lookupAll(".notification-bar").stream()
                .flatMap(bar -> bar.lookupAll(".label").stream())
                .map(label -> ((Labeled) label).getText())
                .collect(Collectors.joining("\n")));
    }

    private static String problem() {
        return ((Labeled) Objects.requireNonNull(popOver("#reportsSendProblem"))).getText();
    }

    private static long reasons(String route) {
        return console.count("SELECT count(*) FROM audit_log WHERE route = '" + route + "' AND reason = 'plus utile'");
    }

    private static boolean isWithoutPrinter() {
        try {
            return Printer.getAllPrinters().isEmpty();
        } catch (RuntimeException | LinkageError e) {
            return true;
        }
    }
}
