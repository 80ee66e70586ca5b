package fr.gaveurs.console.desktop.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.Validator;
import org.controlsfx.validation.decoration.ValidationDecoration;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the fields of a form, said below each: ControlsFX's validation in the window's looks. Nothing is said
 * before {@link #show} or {@link #pass}; from then on a message stays until its field is right. Fields may be added by the
 * thread that builds a form ahead, everything else is for the FX thread: the library, which judges there a moment after it was
 * told of a field, is told of none before the first {@link #show}.
 */
public final class FieldChecks {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    /** @param wrong what is wrong with a text and what to do, empty for nothing */
    private record Check(TextInputControl input, Label place, Function<String, String> wrong) {
        String now() {
            String text = input.getText();
            return wrong.apply(text == null ? "" : text);
        }
    }

    private final ValidationSupport support = new ValidationSupport();
    private final List<Check> checks = new ArrayList<>();
    private int registered;
    private boolean shown;

    public FieldChecks() {
        support.setErrorDecorationEnabled(false);
        support.setValidationDecorator(new BelowTheField());
    }

    /**
     * Judges a field, after those that were added before it.
     *
     * @param place below the field, for the message
     * @param wrong what is wrong with a text and what to do, empty for nothing; may look at other fields of the form too
     */
    public void add(TextInputControl input, Label place, Function<String, String> wrong) {
        Check check = new Check(input, place, wrong);
        checks.add(check);
        mark(check, "");
        if (registered > 0) {
            register();
        }
    }

    private void register() {
        for (; registered < checks.size(); registered++) {
            Check check = checks.get(registered);
            Validator<String> validator = (control, text) -> {
                String words = check.now();
                return ValidationResult.fromErrorIf(control, words, !words.isEmpty());
            };
            support.registerValidator(check.input(), false, validator);
            // It judges the field itself; what is wrong with another may depend on this one.
            check.input().textProperty().subscribe((before, now) -> checks.stream()
                    .filter(other -> !other.equals(check))
                    .forEach(other -> support.revalidate(other.input())));
        }
    }

    /** Says what is wrong from now on. */
    public void show() {
        shown = true;
        register();
        support.setErrorDecorationEnabled(true);
        support.initInitialDecoration();
        support.revalidate();
        // The library judges a moment later; whoever pressed a button is answered at once.
        checks.forEach(check -> mark(check, check.now()));
    }

    /** Says nothing until it is asked again, as for a form that begins anew. */
    public void hide() {
        shown = false;
        support.setErrorDecorationEnabled(false);
        checks.forEach(check -> mark(check, ""));
    }

    /** Says what is wrong; true where nothing is, else the first field that is wrong gets the keyboard. */
    public boolean pass() {
        show();
        TextInputControl wrong = firstWrong();
        if (wrong == null) {
            return true;
        }
        framed(wrong).requestFocus();
        return false;
    }

    /** The first field that is said to be wrong; null for none. */
    public @Nullable TextInputControl firstWrong() {
        if (!shown) {
            return null;
        }
        for (Check check : checks) {
            if (!check.now().isEmpty()) {
                return check.input();
            }
        }
        return null;
    }

    private static void mark(Check check, String words) {
        check.place().setText(words);
        Visibility.show(check.place(), !words.isEmpty());
        check.input().setAccessibleHelp(words);
        framed(check.input()).pseudoClassStateChanged(WRONG, !words.isEmpty());
    }

    /** The text of a list or a calendar to choose from has frame and keyboard through that. */
    private static Node framed(TextInputControl input) {
        return input.getParent() instanceof ComboBoxBase<?> box ? box : input;
    }

    private final class BelowTheField implements ValidationDecoration {
        @Override
        public void removeDecorations(Control target) {
            mark(target, "");
        }

        @Override
        public void applyValidationDecoration(ValidationMessage message) {
            mark(message.getTarget(), message.getText());
        }

        /** What must be filled in says so in its own words. */
        @Override
        public void applyRequiredDecoration(Control target) {}

        private void mark(Control target, String words) {
            for (Check check : checks) {
                if (check.input().equals(target)) {
                    FieldChecks.mark(check, words);
                }
            }
        }
    }
}
