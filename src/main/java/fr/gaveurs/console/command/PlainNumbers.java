package fr.gaveurs.console.command;

import fr.gaveurs.console.api.DecimalText;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of the command line: decimal digits alone, and a sentence where it is something else. */
final class PlainNumbers {
    private PlainNumbers() {}

    /** To be called once the subcommands are known. */
    static void register(CommandLine commands) {
        ITypeConverter<Double> figure = text -> DecimalText.plain(text)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no number such as 12.5"));
        ITypeConverter<Long> whole = PlainNumbers::whole;
        commands.registerConverter(Double.class, figure);
        commands.registerConverter(double.class, figure);
        commands.registerConverter(Long.class, whole);
        commands.registerConverter(long.class, whole);
    }

    private static Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number");
        }
    }
}
