package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.desktop.Fx;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TypingTest {
    private final AtomicInteger done = new AtomicInteger();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @Test
    void isOverOnceAndWhatIsDoneAtOnceIsNotDoneAgain() {
        TextField field = Fx.call(TextField::new);
        Typing typing = Fx.call(() -> new Typing(done::incrementAndGet, field));
        Fx.run(() -> {
            field.setText("a");
            field.setText("ab");
        });
        await().until(() -> done.get() == 1);
        Fx.run(() -> {
            field.setText("abc");
            typing.now();
        });
        TextField other = Fx.call(TextField::new);
        AtomicInteger later = new AtomicInteger();
        Fx.call(() -> new Typing(later::incrementAndGet, other));
        Fx.run(() -> other.setText("x"));
        await("as long as typing lasts").until(() -> later.get() == 1);
        assertThat(done).hasValue(2);
    }

    @Test
    void severalFieldsThatChangeTogetherAreOneQuestion() {
        TextField field = Fx.call(() -> new TextField("words"));
        ComboBox<Choice<String>> box = Fx.call(ComboBox::new);
        Fx.run(() -> Choice.fill(box, List.of(new Choice<>(null, "all"), new Choice<>("one", "One")), "one"));
        Typing typing = Fx.call(() -> new Typing(done::incrementAndGet, field));
        Fx.run(() -> box.valueProperty().subscribe((before, now) -> typing.now()));
        Fx.run(() -> {
            typing.quietly(() -> {
                field.clear();
                Choice.select(box, null);
            });
            typing.now();
        });
        TextField other = Fx.call(TextField::new);
        AtomicInteger later = new AtomicInteger();
        Fx.call(() -> new Typing(later::incrementAndGet, other));
        Fx.run(() -> other.setText("x"));
        await("as long as typing lasts").until(() -> later.get() == 1);
        assertThat(done).hasValue(1);
        Fx.run(() -> Choice.select(box, "one"));
        assertThat(done).as("each for itself again").hasValue(2);
    }
}
