package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.PlainLetters;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Names that somebody may have meant who wrote another one. Pure. */
final class NearNames {
    /** So many are told. */
    static final int MOST = 3;
    /** Letters of one are looked at. */
    private static final int LONGEST = 60;
    /** What people leave out, or write in another way. */
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private NearNames() {}

    private record Near(String name, int steps) {}

    /** The nearest first: those that differ in a few letters, whatever their capitals, accents, blanks and signs. */
    static List<String> of(String typed, Collection<String> known) {
        String wanted = bare(typed);
        int most = Math.min(3, wanted.length() / 3);
        return known.stream()
                .map(name -> new Near(name, steps(wanted, bare(name), most)))
                .filter(near -> near.steps() <= most)
                .sorted(Comparator.comparingInt(Near::steps).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    private static String bare(String name) {
        String bare = SIGNS.matcher(PlainLetters.of(name)).replaceAll("");
        return bare.substring(0, Math.min(LONGEST, bare.length()));
    }

    /** Letters to be added, left out or exchanged to make one of the other; more than {@code most} where that is enough. */
    private static int steps(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] row = new int[other.length() + 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = i;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int k = 1; k < row.length; k++) {
                int exchanged = corner + (one.charAt(i - 1) == other.charAt(k - 1) ? 0 : 1);
                corner = row[k];
                row[k] = Math.min(exchanged, 1 + Math.min(corner, row[k - 1]));
            }
        }
        return row[other.length()];
    }
}
