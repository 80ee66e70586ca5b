package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.PlainLetters;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which stations the list shows; null lets all through.
 *
 * @param words each must stand somewhere in what a row says, in any case and with or without accents
 * @param standings how they stand; empty lets all through
 */
record StationsFilter(
        String words, @Nullable String site, @Nullable String line, Set<Standing> standings) {
    static final StationsFilter ALL = new StationsFilter("", null, null, Set.of());

    private static final Pattern SPACES = Pattern.compile("\\s+");

    StationsFilter withWords(String now) {
        return new StationsFilter(now, site, line, standings);
    }

    StationsFilter withSite(@Nullable String now) {
        return new StationsFilter(words, now, line, standings);
    }

    StationsFilter withLine(@Nullable String now) {
        return new StationsFilter(words, site, now, standings);
    }

    StationsFilter withStandings(Set<Standing> now) {
        return new StationsFilter(words, site, line, Set.copyOf(now));
    }

    boolean narrows() {
        return !equals(ALL);
    }

    boolean lets(StationRow row) {
        if ((site != null && !site.equals(row.site()))
                || (line != null && !line.equals(row.line()))
                || (!standings.isEmpty() && !standings.contains(row.standing()))) {
            return false;
        }
        String said = PlainLetters.of(row.searched());
        for (String word : SPACES.split(PlainLetters.of(words).strip())) {
            if (!said.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
