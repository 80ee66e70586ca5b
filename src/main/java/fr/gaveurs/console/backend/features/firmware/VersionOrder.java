package fr.gaveurs.console.backend.features.firmware;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of two versions is the earlier one, where their numbers tell it. */
final class VersionOrder {
    /** Numbers with dots between them; what follows may be a trial or a number of commits, and says nothing of the order. */
    private static final Pattern NUMBERS = Pattern.compile("[vV]?(\\d{1,9}(?:\\.\\d{1,9}){0,7})(?![\\d.]).*");

    private VersionOrder() {}

    /** Whether a version is surely earlier than another one, as 1.9.0 is than v1.10. */
    static boolean isOlder(String version, String than) {
        Matcher one = NUMBERS.matcher(version);
        Matcher other = NUMBERS.matcher(than);
        if (!one.matches() || !other.matches()) {
            return false;
        }
        String[] left = one.group(1).split("\\.", -1);
        String[] right = other.group(1).split("\\.", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Integer.compare(number(left, i), number(right, i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static int number(String[] parts, int index) {
        return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    }
}
