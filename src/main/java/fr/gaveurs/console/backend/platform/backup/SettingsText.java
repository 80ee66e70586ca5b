package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.settings.SettingsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of a {@code settings.properties}: what may hold a password is apart from the rest, so that a backup can be
 * given to somebody, and so that a restore leaves the console on the database that it was restored into.
 */
final class SettingsText {
    private static final Set<String> PRIVATE = Set.of("database.url", "redis.url", "product.key", "log.witness.token");

    private SettingsText() {}

    /** All lines but those of the private settings; comments stay. */
    static String withoutPrivate(String text) {
        return entries(text).stream().filter(e -> !isPrivate(e)).collect(Collectors.joining());
    }

    /** The lines of the private settings alone. */
    static String privateOnly(String text) {
        return entries(text).stream().filter(SettingsText::isPrivate).collect(Collectors.joining());
    }

    private static boolean isPrivate(String entry) {
        try {
            return SettingsFile.parse(entry).keySet().stream().anyMatch(PRIVATE::contains);
        } catch (IllegalArgumentException e) {
            return true; // nobody can read it: it is not passed on
        }
    }

    /** A comment, an empty line, or a setting with the lines on which it goes on; each with its line end. */
    private static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        for (String line : text.lines().toList()) {
            boolean comment = entry.isEmpty() && (line.isBlank() || line.strip().matches("[#!].*"));
            entry.append(line).append('\n');
            if (comment || !goesOn(line)) {
                entries.add(entry.toString());
                entry.setLength(0);
            }
        }
        if (!entry.isEmpty()) {
            entries.add(entry.toString());
        }
        return entries;
    }

    private static boolean goesOn(String line) {
        int backslashes = 0;
        for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
