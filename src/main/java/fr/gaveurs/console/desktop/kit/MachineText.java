package fr.gaveurs.console.desktop.kit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Titles and descriptions that consoles write into bugs by themselves, which are English, in the window's language. What is
 * told of the cause stays as it is, and so does what a person has written. Pure.
 */
public final class MachineText {
    /** @param words by what the pattern found */
    private record Known(Pattern pattern, BiFunction<Matcher, Messages, String> words) {
        /** With what the groups found, in their order. */
        static Known of(String pattern, String key) {
            return new Known(Pattern.compile(pattern, Pattern.DOTALL), (found, messages) -> {
                Object[] groups = new Object[found.groupCount()];
                for (int i = 0; i < groups.length; i++) {
                    groups[i] = found.group(i + 1);
                }
                return messages.get("bugs.machine." + key, groups);
            });
        }
    }

    private static final String ADVICE = ". Disks that damage one file damage more: have the disk checked.";

    private static final List<Known> KNOWN = List.of(
            new Known(
                    Pattern.compile(
                            "(The console .*)\\. It had run since (\\S+) with version (\\S+) as process (\\d+), and did not"
                                    + " get to its orderly end\\. (Somebody|What the virtual machine) .*",
                            Pattern.DOTALL),
                    MachineText::run),
            Known.of("The console ended without a word", "ended"),
            Known.of("The console fell over: ([^\\n]*)", "fell"),
            Known.of("Station (\\S+) reports an error by its heartbeat: (.*)", "station"),
            Known.of("The console met an error with the code (\\S+): (.*)", "met"),
            Known.of("The table (\\S+) is damaged: (.*)", "table"),
            Known.of("The database's files are damaged: (.*)", "files"),
            Known.of("(\\S+) is damaged \\((.*)\\) and was set aside as (\\S+): other days are read.*", "aside"),
            Known.of(
                    "(\\d+) bytes of the spool on disk could not be read: .* the files (.*) keep what is left",
                    "spool"));

    private MachineText() {}

    /** The text in the window's language, where a console wrote it; else as it is. */
    public static String of(String text, Messages messages) {
        if (text.endsWith(ADVICE)) {
            String fact = of(text.substring(0, text.length() - ADVICE.length()), messages);
            return messages.get("bugs.machine.disk", fact);
        }
        for (Known known : KNOWN) {
            Matcher found = known.pattern().matcher(text);
            if (found.matches()) {
                return known.words().apply(found, messages);
            }
        }
        return text;
    }

    private static String run(Matcher found, Messages messages) {
        String killed = found.group(5).equals("Somebody") ? "killed" : "fallen";
        return messages.get(
                "bugs.machine.run",
                of(found.group(1), messages),
                since(found.group(2), messages),
                found.group(3),
                found.group(4),
                messages.get("bugs.machine.run." + killed));
    }

    private static String since(String stamp, Messages messages) {
        try {
            return messages.dateTime(Instant.parse(stamp));
        } catch (DateTimeException e) {
            return stamp;
        }
    }
}
