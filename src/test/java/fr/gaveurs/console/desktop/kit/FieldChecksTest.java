package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.desktop.Fx;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is wrong with the fields of a form is said below them. */
class FieldChecksTest {
    private final TextField name = new TextField();
    private final TextField again = new TextField();
    private final Label nameProblem = new Label();
    private final Label againProblem = new Label();
    private final FieldChecks checks = new FieldChecks();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private static boolean wrong(TextField field) {
        return field.getPseudoClassStates().contains(PseudoClass.getPseudoClass("wrong"));
    }

    private VBox form() {
        VBox form = new VBox(name, nameProblem, again, againProblem);
        checks.add(name, nameProblem, text -> text.isBlank() ? "A name." : "");
        checks.add(again, againProblem, text -> text.equals(name.getText()) ? "" : "The same name.");
        return form;
    }

    @Test
    void nothingIsSaidBeforeTheFormIsSentAndThenUntilEachFieldIsRight() {
        Scene scene = Fx.call(() -> new Scene(form()));
        Fx.run(() -> again.setText("x"));
        assertThat(Fx.call(() -> nameProblem.isVisible() || againProblem.isVisible()))
                .isFalse();
        assertThat(Fx.call(() -> checks.firstWrong())).isNull();

        assertThat(Fx.call(() -> checks.pass())).isFalse();
        assertThat(Fx.call(() -> nameProblem.getText())).isEqualTo("A name.");
        assertThat(Fx.call(() -> name.getAccessibleHelp())).isEqualTo("A name.");
        assertThat(Fx.call(() -> wrong(name) && wrong(again))).isTrue();
        assertThat(Fx.call(() -> checks.firstWrong())).isSameAs(name);
        assertThat(Fx.call(scene::getRoot))
                .as("no frame of the library's around the form")
                .isInstanceOf(VBox.class);

        // What is typed into one field puts another right, a moment later.
        Fx.run(() -> name.setText("x"));
        await().until(() -> Fx.call(() -> !nameProblem.isVisible() && !againProblem.isManaged()));
        assertThat(Fx.call(() -> wrong(name) || wrong(again))).isFalse();
        assertThat(Fx.call(() -> name.getAccessibleHelp())).isEmpty();
        assertThat(Fx.call(() -> checks.pass())).isTrue();

        Fx.run(() -> again.setText("y"));
        await().until(() -> Fx.call(() -> againProblem.isVisible()));
        Fx.run(checks::hide);
        assertThat(Fx.call(() -> againProblem.isVisible())).isFalse();
    }

    @Test
    void theFirstFieldThatIsWrongGetsTheKeyboardThoseWithACalendarToo() {
        DayPicker day = Fx.call(() -> new DayPicker(new Messages(Messages.Language.EN, ZoneOffset.UTC)));
        Label dayProblem = Fx.call(() -> Labels.below("question-problem"));
        Button send = new Button("send");
        checks.add(day.getEditor(), dayProblem, day.checked(chosen -> ""));
        Stage stage = Fx.call(() -> {
            Stage window = new Stage();
            window.setScene(new Scene(new VBox(send, day, dayProblem, form())));
            window.show();
            return window;
        });
        try {
            Fx.run(() -> {
                send.requestFocus();
                day.getEditor().setText("31/02/2026");
            });
            assertThat(Fx.call(() -> checks.pass())).isFalse();
            assertThat(Fx.call(() -> day.isFocused())).isTrue();
            assertThat(Fx.call(() -> dayProblem.getText())).startsWith("This is no date: write it like ");

            Fx.run(() -> day.getEditor().setText("28/02/2026"));
            assertThat(Fx.call(() -> checks.pass())).isFalse();
            assertThat(Fx.call(() -> name.isFocused())).isTrue();

            Fx.run(() -> {
                send.requestFocus();
                name.setText("x");
                again.setText("x");
            });
            assertThat(Fx.call(() -> checks.pass())).isTrue();
            assertThat(Fx.call(() -> send.isFocused())).isTrue();
        } finally {
            Fx.run(stage::close);
        }
    }

    @Test
    void whatIsSaidBelowAFieldMakesItNoWider() {
        double[] widths = Fx.call(() -> {
            TextField field = new TextField();
            LabeledField named = new LabeledField("Packed on", field);
            VBox root = new VBox(new FlowPane(named));
            new Scene(root, 800, 600);
            root.applyCss();
            double before = named.prefWidth(-1);
            named.problem().setText("This is no date: write it like 28/11/2026, with the day before the month.");
            Visibility.show(named.problem(), true);
            root.applyCss();
            root.layout();
            return new double[] {before, named.prefWidth(-1), named.problem().getHeight(), field.getHeight()};
        });
        assertThat(widths[1]).isEqualTo(widths[0]);
        assertThat(widths[2]).as("in lines of their own").isGreaterThan(1.5 * widths[3]);
    }

    /** Forms are built by another thread while the FX thread draws: it must not look at one that is just being made. */
    @Test
    void aFormThatIsBuiltAheadIsLookedAtByNobodyUntilItIsShown() {
        AtomicInteger looks = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            TextField field = new TextField();
            checks.add(field, new Label(), text -> {
                looks.incrementAndGet();
                return "";
            });
            field.setText("x");
        }
        Fx.run(() -> Fx.run(() -> {})); // what was queued before has been done
        assertThat(looks).hasValue(0);
        assertThat(Fx.call(() -> checks.pass())).isTrue();
        assertThat(looks).hasPositiveValue();
    }
}
