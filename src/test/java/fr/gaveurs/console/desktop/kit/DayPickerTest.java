package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.skin.DatePickerSkin;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayPickerTest {
    private static final LocalDate BEFORE = LocalDate.of(2026, 11, 28);

    private @Nullable Stage stage;

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @AfterEach
    void close() {
        Stage open = stage;
        if (open != null) {
            Fx.run(open::close);
        }
    }

    private DayPicker shown(Messages.Language language) {
        return Fx.call(() -> {
            DayPicker picker = new DayPicker(new Messages(language, ZoneId.of("Europe/Paris")));
            Stage window = new Stage();
            stage = window;
            window.setScene(new Scene(new VBox(picker, new Button("next"))));
            window.show();
            return picker;
        });
    }

    /** Types over what is there, and goes on to the next field. */
    private static void type(DayPicker picker, String typed) {
        Fx.run(() -> {
            picker.requestFocus();
            picker.getEditor().setText(typed);
        });
        leave(picker);
    }

    private static void leave(DayPicker picker) {
        Fx.settle(picker.getScene().getWindow());
        Fx.run(() -> picker.getParent().getChildrenUnmodifiable().getLast().requestFocus());
        Fx.settle(picker.getScene().getWindow());
    }

    private static String text(DayPicker picker) {
        return Fx.call(() -> picker.getEditor().getText());
    }

    @ParameterizedTest
    @CsvSource({
        "FR, 03/01/2027, 2027-01-03",
        "EN, 03/01/2027, 2027-01-03",
        "FR, 5/12/2026, 2026-12-05",
        "FR, 5.12.2026, 2026-12-05",
        "EN, 2026-12-05, 2026-12-05",
        "EN, 5 dec 2026, 2026-12-05",
        "FR, 5 décembre 2026, 2026-12-05",
        "FR, ' 29/02/2028 ', 2028-02-29",
    })
    void theDayComesBeforeTheMonthWhateverTheSystemsLanguageIs(
            Messages.Language language, String typed, LocalDate meant) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.US);
        try {
            DayPicker picker = shown(language);
            type(picker, typed);
            assertThat(Fx.call(picker::getValue)).isEqualTo(meant);
            assertThat(Fx.call(picker::day)).isEqualTo(meant);
            assertThat(text(picker)).isEqualTo("%td/%<tm/%<tY".formatted(meant));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2026", "demain", "11/28/2026", "28/11/26x"})
    void whatIsNoDayStaysInTheFieldAndIsNoOtherDay(String typed) {
        for (LocalDate before : new LocalDate[] {null, BEFORE}) {
            DayPicker picker = shown(Messages.Language.FR);
            Fx.run(() -> picker.setValue(before));
            type(picker, typed);
            assertThat(text(picker)).as("after %s", before).isEqualTo(typed);
            assertThatThrownBy(() -> Fx.call(picker::day)).isInstanceOf(DateTimeException.class);
            leave(picker);
            assertThat(text(picker)).isEqualTo(typed);
            close();
        }
    }

    private static List<String> calendar(DayPicker picker, String style) {
        return Fx.call(() -> ((DatePickerSkin) picker.getSkin())
                .getPopupContent().lookupAll(style).stream()
                        .map(node -> ((Labeled) node).getText())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "FR, de-DE, Mars, Avril, lun.",
        "FR, ar-EG, Mars, Avril, lun.",
        "EN, fr-FR, March, April, Mon",
        "FR, th-TH-u-ca-buddhist, Mars, Avril, lun."
    })
    void theCalendarNamesMonthsAndDaysInTheWindowsLanguage(
            Messages.Language language, String system, String month, String next, String monday) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(system));
        try {
            DayPicker picker = shown(language);
            Fx.run(() -> {
                picker.setValue(LocalDate.of(2027, 3, 30));
                picker.show();
            });
            Fx.settle(picker.getScene().getWindow());
            assertThat(calendar(picker, ".spinner-label")).contains(month, "2027");
            assertThat(calendar(picker, ".day-name-cell")).anyMatch(monday::equalsIgnoreCase);
            assertThat(calendar(picker, ".day-cell")).contains("30").allMatch(day -> day.matches("[0-9]{1,2}"));

            Fx.run(() -> ((DatePickerSkin) picker.getSkin())
                    .getPopupContent().lookupAll(".right-button").stream()
                            .map(Button.class::cast)
                            .findFirst()
                            .orElseThrow()
                            .fire());
            assertThat(calendar(picker, ".spinner-label")).contains(next);
            Fx.run(picker::hide);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2026", "demain"})
    void whatIsNoDayStaysInTheFieldAfterEnterToo(String typed) {
        for (LocalDate before : new LocalDate[] {null, BEFORE}) {
            DayPicker picker = shown(Messages.Language.FR);
            Fx.run(() -> {
                picker.setValue(before);
                picker.requestFocus();
                picker.getEditor().setText(typed);
            });
            for (int i = 0; i < 2; i++) {
                new WindowRobot((Stage) picker.getScene().getWindow()).press(KeyCode.ENTER);
                assertThat(text(picker)).as("after %s", before).isEqualTo(typed);
            }
            leave(picker);
            assertThat(text(picker)).as("after %s", before).isEqualTo(typed);
            close();
        }
    }

    @Test
    void itIsMendedByTypingChoosingAndEmptying() {
        DayPicker picker = shown(Messages.Language.FR);
        type(picker, "31/02/2026");
        type(picker, "28/02/2026");
        assertThat(Fx.call(picker::day)).isEqualTo(LocalDate.of(2026, 2, 28));
        type(picker, "30/02/2026");
        Fx.run(() -> picker.setValue(BEFORE));
        assertThat(text(picker)).isEqualTo("28/11/2026");
        type(picker, "30/02/2026");
        type(picker, "");
        assertThat(Fx.call(picker::day)).isNull();
        assertThat(Fx.call(picker::getValue)).isNull();
        type(picker, "30/02/2026");
        Fx.run(() -> picker.getEditor().clear());
        leave(picker);
        assertThat(text(picker)).isEmpty();
    }
}
