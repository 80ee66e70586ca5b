package fr.gaveurs.console.command;

import fr.gaveurs.console.api.DecimalText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers and times of the command line, and a sentence that names one where it is something else. */
final class PlainValues {
    private PlainValues() {}

    /** To be called once the subcommands are known. */
    static void register(CommandLine commands) {
        ITypeConverter<Double> figure = text -> DecimalText.plain(text)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no number such as 12.5"));
        ITypeConverter<Long> whole = PlainValues::whole;
        commands.registerConverter(Double.class, figure);
        commands.registerConverter(double.class, figure);
        commands.registerConverter(Long.class, whole);
        commands.registerConverter(long.class, whole);
        time(commands, LocalDate.class, LocalDate::parse, "day", "2026-03-29");
        time(commands, LocalTime.class, LocalTime::parse, "time of day", "22:00");
        time(commands, Instant.class, Instant::parse, "time", "2026-03-29T05:00:00Z");
    }

    private static <T> void time(
            CommandLine commands, Class<T> type, Function<String, T> parse, String called, String example) {
        commands.registerConverter(type, text -> {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is no " + called + " such as " + example);
            }
        });
    }

    private static Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number");
        }
    }
}
