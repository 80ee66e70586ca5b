package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of the reports, the schedules and the templates, with what went wrong in the window's language. */
@Timeout(120)
class ReportsPicturesTest {
    private static TestConsole console;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        Fx.start();
        console = TestConsole.start();
        for (int i = 0; i < 9; i++) {
            console.store(TestMessages.graded("ESP32_LL_01", Grade.A));
        }
        console.post(
                "/api/reports",
                "{\"kind\":\"daily\",\"day\":\"" + LocalDate.now(ZoneId.of("Europe/Paris")) + "\",\"formats\":"
                        + "[\"pdf\",\"xlsx\",\"csv\"]}");
        console.post("/api/reports", "{\"kind\":\"journal\",\"language\":\"en\"}");
        console.post(
                "/api/reports/scheduled",
                "{\"name\":\"Rapport du matin\",\"cadence\":\"daily\","
                        + "\"folder\":\"/réseau/qualité\",\"recipients\":[\"chef@exemple.fr\",\"qualite@exemple.fr\"]}");
        console.post("/api/reports/scheduled", "{\"name\":\"Après chaque lot\",\"cadence\":\"lot\",\"quiet_hours\":4}");
        console.send("POST", "/api/reports/scheduled/1/run", null);
        console.post("/api/reports/templates", "{\"name\":\"Chef de ligne\"}");
        await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 3);
        await().until(() -> console.count("SELECT count(*) FROM report_deliveries WHERE error_code IN ('folder_away',"
                        + " 'no_mail_server')")
                == 3);
        console.jdbi()
                .useHandle(handle -> handle.execute("INSERT INTO report_runs (kind, language, formats, period_from,"
                        + " period_to, zone, state, error, error_code, error_details, started_at, finished_at) VALUES"
                        + " ('weekly', 'fr', '{pdf}', '2026-11-15 23:00Z', '2026-11-22 23:00Z', 'Europe/Paris', 'failed',"
                        + " 'its file cannot be written: the disk is full (No space left on device)', 'disk_full', '{}',"
                        + " now(), now())"));
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    static Stream<Arguments> looks() {
        Stream<Arguments> usual =
                Stream.of(Arguments.of(Language.FR, Theme.DARK, 200), Arguments.of(Language.EN, Theme.LIGHT, 125));
        Stream<Arguments> others = Stream.of(
                Arguments.of(Language.FR, Theme.LIGHT, 100),
                Arguments.of(Language.FR, Theme.LIGHT, 125),
                Arguments.of(Language.EN, Theme.DARK, 100),
                Arguments.of(Language.EN, Theme.DARK, 200));
        return System.getProperty("pictures") == null ? usual : Stream.concat(usual, others);
    }

    private static @Nullable Node find(OpenWindow window, String selector) {
        return window.stage().getScene().getRoot().lookup(selector);
    }

    private static Node found(OpenWindow window, String selector) {
        return Objects.requireNonNull(find(window, selector), selector);
    }

    private static @Nullable Node popOver(String selector) {
        return Window.getWindows().stream()
                .filter(each -> each.getScene() != null)
                .map(each -> each.getScene().getRoot().lookup(selector))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private OpenWindow open(Language language, Theme theme, int percent) {
        OpenWindow window = new OpenWindow(folder, language, theme, percent)
                .connect(new BackendAddress(
                        URI.create(console.url()), console.backend().windowKey(), List.of()));
        Fx.run(() -> {
            window.stage().setWidth(1366);
            window.stage().setHeight(768);
            window.workbench().choose(Screens.REPORTS);
        });
        await().until(() -> Fx.call(() -> find(window, "#reportsMake") != null));
        return window;
    }

    private static void take(OpenWindow window, String name) throws Exception {
        assertThat(Pictures.take(Fx.call(() -> window.stage().getScene()), 1366, 768, "reports-screens/" + name))
                .as(name)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void eachPageOfTheScreen(Language language, Theme theme, int percent) throws Exception {
        String name = "-" + language + "-" + theme + "-" + percent;
        OpenWindow window = open(language, theme, percent);
        try {
            await().until(() -> Fx.call(() -> reports(window).getItems().size() == 4));
            Fx.run(() -> reports(window).getSelectionModel().select(0));
            String why = language == Language.FR ? "Le disque est plein" : "The disk is full";
            await().until(() -> Fx.call(() -> says(found(window, "#reportsTabs"), why)));
            take(window, "failed" + name);
            Fx.run(() -> reports(window).getSelectionModel().select(3));
            await().until(() ->
                    Fx.call(() -> found(window, "#reportsPage").lookup(".image-view") instanceof ImageView page
                                    && page.getImage() != null)
                            || percent == 200);
            take(window, "made" + name);

            tab(window, 1);
            await().until(() -> Fx.call(() -> schedules(window).getItems().size() == 2));
            Fx.run(() -> schedules(window).getSelectionModel().select(1));
            await().until(() -> Fx.call(() -> find(window, "#scheduleSwitch") != null));
            String trouble = language == Language.FR ? "Aucun serveur de courriel" : "No mail server is set";
            await().until(() -> Fx.call(() -> says(found(window, "#reportsTabs"), trouble)
                    || says(
                            found(window, "#reportsTabs"),
                            language == Language.FR
                                    ? "Le dossier /réseau/qualité n’est pas là"
                                    : "The folder /réseau")));
            take(window, "schedules" + name);
            Bounds before = place(window, "#scheduleDelete");
            Fx.run(() -> ((Button) found(window, "#scheduleSwitch")).fire());
            await().until(() -> console.count("SELECT count(*) FROM report_schedules WHERE NOT enabled") == 1);
            await().until(() -> Fx.call(() -> ((Button) found(window, "#scheduleSwitch"))
                    .getText()
                    .equals(language == Language.FR ? "Reprendre" : "Go on")));
            assertThat(place(window, "#scheduleDelete")).as("no button moved").isEqualTo(before);
            Fx.run(() -> ((Button) found(window, "#scheduleSwitch")).fire());
            await().until(() -> console.count("SELECT count(*) FROM report_schedules WHERE NOT enabled") == 0);

            // The lots' hours of quiet, changed in the window.
            Fx.run(() -> schedules(window).getSelectionModel().select(0));
            await().until(() -> Fx.call(() -> {
                if (popOver("#scheduleChangeQuiet") == null
                        && title(window).equals("Après chaque lot")
                        && find(window, "#scheduleChange") instanceof Button change) {
                    change.fire();
                }
                return popOver("#scheduleChangeQuiet") != null;
            }));
            int hours = 5 + percent % 7;
            Fx.run(() -> ((TextField) Objects.requireNonNull(popOver("#scheduleChangeQuiet")))
                    .setText(hours + (language == Language.FR ? " h" : "")));
            assertThat(Pictures.part(
                            (Parent) Objects.requireNonNull(popOver(".reports-send")), "reports-screens/change" + name))
                    .isEmpty();
            Fx.run(() -> ((Button) Objects.requireNonNull(popOver("#scheduleChangeSave"))).fire());
            await().until(() -> console.count("SELECT quiet_hours FROM report_schedules WHERE id = 2") == hours);

            tab(window, 2);
            await().until(() -> Fx.call(() ->
                    ((ComboBox<?>) found(window, "#templateChoice")).getItems().size() == 2));
            Fx.run(() -> ((ComboBox<?>) found(window, "#templateChoice"))
                    .getSelectionModel()
                    .select(1));
            await().until(() -> Fx.call(() -> ((ImageView) found(window, "#templatePreview")).getImage() != null));
            take(window, "templates" + name);
        } finally {
            window.close();
        }
    }

    private static void tab(OpenWindow window, int number) {
        Fx.run(() ->
                ((TabPane) found(window, "#reportsTabs")).getSelectionModel().select(number));
    }

    private static Bounds place(OpenWindow window, String selector) {
        return Fx.call(() -> {
            Node node = found(window, selector);
            node.getScene().getRoot().applyCss();
            node.getScene().getRoot().layout();
            return node.localToScene(node.getLayoutBounds());
        });
    }

    /** Of the schedule that is shown. */
    private static String title(OpenWindow window) {
        return Objects.requireNonNull(found(window, "#scheduleList").getParent())
                                .lookup(".reports-head")
                        instanceof Label head
                ? head.getText()
                : "";
    }

    private static boolean says(Node node, String words) {
        return node.lookupAll(".reports-text").stream()
                .anyMatch(each -> each instanceof Label label && label.getText().contains(words));
    }

    @SuppressWarnings("unchecked")
    private static ListView<Report> reports(OpenWindow window) {
        return (ListView<Report>) found(window, "#reportsList");
    }

    private static ListView<?> schedules(OpenWindow window) {
        return (ListView<?>) found(window, "#scheduleList");
    }
}
