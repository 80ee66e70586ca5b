package fr.gaveurs.console.desktop.kit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.skin.DatePickerSkin;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * A day that is chosen or typed, in the window's language whatever the system's is: the day before the month, or as ISO
 * 8601 has it. What is typed and is no day stays where it is, to be mended; a {@link DatePicker} puts the day from before
 * in its place without a word. FX thread only.
 */
public final class DayPicker extends DatePicker {
    private final Messages messages;
    private final DateTimeFormatter shown;
    private final List<DateTimeFormatter> read;
    /** What stands in the field and is no day. */
    private @Nullable String unread;

    /** Whether something that is no day was met in the event that is being handled. */
    private boolean refused;

    /** @param messages in whose language days are written */
    public DayPicker(Messages messages) {
        this.messages = messages;
        Locale locale = messages.language().locale();
        shown = pattern("dd/MM/uuuu", locale);
        read = List.of(
                shown,
                pattern("d/M/uuuu", locale),
                pattern("d.M.uuuu", locale),
                pattern("d MMM uuuu", locale),
                pattern("d MMMM uuuu", locale),
                pattern("uuuu-M-d", locale));
        // Some countries count years, or months, in another way.
        setChronology(IsoChronology.INSTANCE);
        CalendarWords words = new CalendarWords(locale);
        showingProperty().subscribe(showing -> {
            if (showing && getSkin() instanceof DatePickerSkin skin) {
                words.watch(skin.getPopupContent());
            }
        });
        valueProperty().subscribe(() -> unread = null);
        setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable LocalDate day) {
                String kept = unread;
                return kept != null ? kept : day == null ? "" : shown.format(day);
            }

            @Override
            public @Nullable LocalDate fromString(@Nullable String typed) {
                try {
                    unread = null;
                    return parse(typed);
                } catch (DateTimeException e) {
                    unread = typed;
                    refused = true;
                    Platform.runLater(() -> refused = false);
                    throw e;
                }
            }
        });
        // A field without a day is emptied then, not asked for its text; by Enter even twice.
        getEditor()
                .setTextFormatter(new TextFormatter<>(change -> refused
                                && getValue() == null
                                && change.isContentChange()
                                && change.getControlNewText().isEmpty()
                        ? null
                        : change));
        getEditor().textProperty().subscribe(text -> {
            if (!text.equals(unread)) {
                unread = null;
            }
        });
    }

    private static DateTimeFormatter pattern(String pattern, Locale locale) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(locale)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * The day that stands in the field, chosen or typed; null for none.
     *
     * @throws DateTimeException where it is no day
     */
    public @Nullable LocalDate day() {
        return parse(getEditor().getText());
    }

    /** Puts into the field what somebody has typed, a day or none. */
    public void type(String typed) {
        LocalDate day;
        try {
            day = parse(typed);
        } catch (DateTimeException e) {
            day = null;
        }
        setValue(day);
        getEditor().setText(typed);
        // Told to the skin, which may come later and would empty the field.
        unread = day == null && !typed.isBlank() ? typed : null;
    }

    /**
     * What is wrong with what stands in the field, for {@link FieldChecks#add}: that it is no day and how one is written, or
     * what somebody says of the day.
     *
     * @param wrong of the day, null for none; empty for nothing
     */
    public Function<String, String> checked(Function<@Nullable LocalDate, String> wrong) {
        return typed -> {
            try {
                return wrong.apply(parse(typed));
            } catch (DateTimeException e) {
                return messages.get("day.wrong", shown.format(messages.today()));
            }
        };
    }

    private @Nullable LocalDate parse(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        for (DateTimeFormatter format : read) {
            try {
                return LocalDate.parse(typed.strip(), format);
            } catch (DateTimeException e) {
                // Written in another way, or no day.
            }
        }
        throw new DateTimeException("no day: " + typed);
    }
}
