package fr.gaveurs.console.desktop.kit;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** What a choice shows for its values, where one of them is chosen and nothing is typed. */
public final class ChoiceText {
    private ChoiceText() {}

    /** @param text of a value; none is shown as nothing */
    public static <T> StringConverter<T> of(Function<T, String> text) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : text.apply(value);
            }

            @Override
            public T fromString(String typed) {
                throw new UnsupportedOperationException("a value is chosen, not typed");
            }
        };
    }
}
