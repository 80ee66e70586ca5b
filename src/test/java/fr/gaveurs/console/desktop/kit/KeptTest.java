package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.DatePickerSkin;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeptTest {
    @BeforeAll
    static void start() {
        Fx.start();
    }

    /** A form, as it is built in a language. */
    private static final class Made {
        final TextField line = new TextField();
        final TextArea area = new TextArea();
        final TextField read = new TextField("word");
        final PasswordField secret = new PasswordField();
        final CheckBox check = new CheckBox();
        final ToggleButton toggle = new ToggleButton();
        final ComboBox<Choice<Long>> choice = new ComboBox<>();
        final ComboBox<Language> plain = new ComboBox<>();
        final ComboBox<String> typed = new ComboBox<>();
        final ManyChoice<String> many = new ManyChoice<>();
        final List<String> told = new ArrayList<>();
        final DayPicker day;
        final SegmentedButton segments;
        final ListView<Choice<Long>> list = new ListView<>();
        final TabPane tabs = new TabPane();
        final TextField inTab = new TextField();
        final VBox root;

        Made(Language language) {
            Messages messages = new Messages(language, ZoneOffset.UTC);
            day = new DayPicker(messages);
            read.setEditable(false);
            Function<Long, Choice<Long>> entry = value -> new Choice<>(value, language + " " + value);
            choice.getItems().setAll(List.of(entry.apply(1L), entry.apply(2L), new Choice<>(null, language + " none")));
            choice.getSelectionModel().select(0);
            choice.setOnAction(event -> told.add("choice " + choice.getValue().value()));
            plain.getItems().setAll(Language.values());
            typed.setEditable(true);
            many.offer(
                    List.of(new Choice<>("a", language + " a"), new Choice<>("b", language + " b")),
                    chosen -> "",
                    values -> told.add("many " + values));
            segments = Segments.box(List.of(1, 2, 3), value -> language + " " + value);
            new Segments<>(segments, List.of(1, 2, 3), 1, value -> told.add("segment " + value));
            Kept.key(list, Choice::value);
            list.getItems().setAll(List.of(entry.apply(1L), entry.apply(2L), entry.apply(3L)));
            tabs.getTabs().addAll(new Tab(language + " 1"), new Tab(language + " 2", new VBox(inTab)));
            root = new VBox(
                    line,
                    new Label("label"),
                    new VBox(area, read, secret, check, toggle),
                    choice,
                    plain,
                    typed,
                    many,
                    day,
                    segments,
                    list,
                    new ScrollPane(tabs));
        }
    }

    private static void run(Consumer<Made> fill, Consumer<Made> see) {
        Fx.run(() -> {
            Made before = new Made(Language.FR);
            fill.accept(before);
            Kept kept = Kept.of(before.root);
            Made after = new Made(Language.EN);
            assertThat(kept.give(after.root)).isTrue();
            see.accept(after);
        });
    }

    @Test
    void everyControlGetsBackWhatItHadAsIfAPersonDidIt() {
        run(
                form -> {
                    form.line.setText("12,");
                    form.area.setText("two\nlines");
                    form.check.setSelected(true);
                    form.toggle.setSelected(true);
                    form.choice.getSelectionModel().select(1);
                    form.plain.setValue(Language.EN);
                    form.typed.getEditor().setText("Ligne 3");
                    form.many.check(List.of("b"));
                    form.day.type("27/11/2026");
                    form.segments.getButtons().get(2).fire();
                    form.list.getSelectionModel().select(1);
                    form.tabs.getSelectionModel().select(1);
                    form.inTab.setText("in a tab");
                },
                form -> {
                    assertThat(form.line.getText()).isEqualTo("12,");
                    assertThat(form.area.getText()).isEqualTo("two\nlines");
                    assertThat(form.check.isSelected()).isTrue();
                    assertThat(form.toggle.isSelected()).isTrue();
                    assertThat(form.choice.getValue()).isEqualTo(new Choice<>(2L, "EN 2"));
                    assertThat(form.plain.getValue()).isEqualTo(Language.EN);
                    assertThat(form.typed.getEditor().getText()).isEqualTo("Ligne 3");
                    assertThat(form.many.values()).containsExactly("b");
                    assertThat(form.day.day()).isEqualTo(LocalDate.of(2026, 11, 27));
                    assertThat(form.segments.getButtons().get(2).isSelected()).isTrue();
                    assertThat(form.list.getSelectionModel().getSelectedIndex()).isEqualTo(1);
                    assertThat(form.tabs.getSelectionModel().getSelectedIndex()).isEqualTo(1);
                    assertThat(form.inTab.getText()).isEqualTo("in a tab");
                    assertThat(form.told).containsExactly("choice 2", "many [b]", "segment 3");
                });
    }

    @Test
    void whatIsEmptiedStaysEmptyAndNoneIsAChoice() {
        run(
                form -> {
                    form.choice.getSelectionModel().select(2);
                    form.line.setText("");
                },
                form -> {
                    assertThat(form.choice.getValue()).isEqualTo(new Choice<>(null, "EN none"));
                    assertThat(form.line.getText()).isEmpty();
                });
    }

    @Test
    void aDayThatIsNoneStaysAsItWasTypedAlsoOnceItsFieldIsDrawn() {
        run(form -> form.day.getEditor().setText("31/02/2026"), form -> {
            form.day.setSkin(new DatePickerSkin(form.day));
            assertThat(form.day.getEditor().getText()).isEqualTo("31/02/2026");
        });
    }

    @Test
    void neitherPasswordsNorWhatIsOnlyReadAreKept() {
        run(
                form -> {
                    form.secret.setText("1234");
                    form.read.setText("mot");
                },
                form -> {
                    assertThat(form.secret.getText()).isEmpty();
                    assertThat(form.read.getText()).isEqualTo("word");
                });
    }

    @Test
    void whatComesLaterIsGivenLater() {
        Fx.run(() -> {
            Made before = new Made(Language.FR);
            before.choice.getSelectionModel().select(1);
            before.list.getSelectionModel().select(2);
            before.line.setText("Paul");
            Kept kept = Kept.of(before.root);
            Made after = new Made(Language.EN);
            List<Choice<Long>> rows = List.copyOf(after.list.getItems());
            after.list.getItems().clear();
            after.choice.getItems().remove(1);
            assertThat(kept.give(after.root)).isFalse();
            assertThat(after.line.getText()).isEqualTo("Paul");
            after.list.getItems().setAll(rows);
            after.choice.getItems().add(new Choice<>(2L, "EN 2"));
            after.line.setText("filled with the answer");
            assertThat(kept.give(after.root)).isTrue();
            assertThat(after.choice.getValue().value()).isEqualTo(2L);
            assertThat(after.list.getSelectionModel().getSelectedIndex()).isEqualTo(2);
            assertThat(after.line.getText()).isEqualTo("Paul");
        });
    }

    /** A form about one thing, which opens when that is chosen. */
    private static Pane about(@Nullable String[] thing, TextField field) {
        Pane pane = new StackPane(field);
        Kept.part(pane, String.class, () -> thing[0], wanted -> thing[0] = wanted);
        return pane;
    }

    @Test
    void whatIsAboutOneThingIsGivenToNoOther() {
        Fx.run(() -> {
            TextField mine = new TextField("reply");
            Pane before = new StackPane(mine);
            Kept.about(before, () -> 7L);
            Kept kept = Kept.of(new VBox(before));
            long[] now = {8};
            TextField other = new TextField();
            Pane after = new StackPane(other);
            Kept.about(after, () -> now[0]);
            VBox root = new VBox(after);
            assertThat(kept.give(root)).isFalse();
            assertThat(other.getText()).isEmpty();
            now[0] = 7;
            assertThat(kept.give(root)).isTrue();
            assertThat(other.getText()).isEqualTo("reply");
        });
    }

    @Test
    void aPartIsOpenedBeforeWhatIsInIt() {
        Fx.run(() -> {
            Kept kept = Kept.of(new VBox(about(new String[] {"rename"}, new TextField("Poste 1"))));
            String[] thing = {null};
            TextField field = new TextField();
            assertThat(kept.give(new VBox(about(thing, field)))).isTrue();
            assertThat(thing[0]).isEqualTo("rename");
            assertThat(field.getText()).isEqualTo("Poste 1");
        });
    }

    @Test
    void whatStandsAsideIsNotKeptAndPagesAreWhicheverIsInView() {
        Fx.run(() -> {
            List<TextField> before = List.of(new TextField("a"), new TextField("b"), new TextField("aside"));
            List<TextField> after = List.of(new TextField(), new TextField(), new TextField());
            Kept kept = Kept.of(pages(before, 0));
            assertThat(kept.give(pages(after, 1))).isTrue();
            assertThat(after.stream().map(TextField::getText)).containsExactly("a", "b", "");
        });
    }

    private static Pane pages(List<TextField> fields, int inView) {
        StackPane place = new StackPane(fields.get(inView));
        Kept.pages(place, List.of(fields.get(0), fields.get(1)));
        Kept.aside(fields.get(2));
        return new VBox(place, fields.get(2));
    }

    @Test
    void whatCannotBeShownAsItWasLeavesTheRest() {
        Fx.run(() -> {
            CheckBox broken = new CheckBox();
            broken.setSelected(true);
            Kept kept = Kept.of(new VBox(broken, new TextField("rest")));
            CheckBox breaks = new CheckBox();
            breaks.setOnAction(event -> {
                throw new IllegalStateException("on purpose");
            });
            TextField rest = new TextField();
            kept.give(new VBox(breaks, rest));
            assertThat(rest.getText()).isEqualTo("rest");
        });
    }
}
