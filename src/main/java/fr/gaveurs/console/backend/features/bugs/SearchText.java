package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.PlainLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phrase as it is searched for, whoever typed it: what {@code bug_plain} makes of it in the database, made here as
 * well for what the program takes apart itself. Word and phones write narrow spaces, typographic quotation marks,
 * apostrophes and ellipses; a Mac writes an accent as a character of its own.
 */
final class SearchText {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final String LETTERS =
            "\u2010\u2212\u201C\u201D\u201E\u00AB\u00BB\u00D8\u00F8\u0110\u0111\u0141\u0142\u0131";
    private static final String STAND_FOR = "--\"\"\"\"\"OoDdLli";
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\u0300-\\u036F\\u00AD\\u200B-\\u200F\\u202A-\\u202E" + "\\u2060-\\u2069\\uFE00-\\uFE0F\\uFEFF]");
    private static final Pattern SIGNS = Pattern.compile("[\\u0080-\\u00B4\\u00B6-\\u00BF\\u00D7\\u00F7\\u02B0-\\u02FF"
            + "\\u2000-\\u2BFF\\u2E00-\\u2E7F\\u3000-\\u303F\\uE000-\\uF8FF\\uFE10-\\uFE6F\\uFFF0-\\uFFFD"
            + "\\x{1F000}-\\x{1FAFF}\\x{E0000}-\\x{E0FFF}]");

    private SearchText() {}

    /** In small letters, without accents and without signs beyond ASCII. */
    static String plain(String text) {
        StringBuilder mapped = new StringBuilder();
        PlainLetters.without(UNSEEN, text).chars().forEach(c -> {
            int at = LETTERS.indexOf(c);
            mapped.append(at < 0 ? (char) c : STAND_FOR.charAt(at));
        });
        return SIGNS.matcher(mapped)
                .replaceAll(" ")
                .replace("œ", "oe")
                .replace("Œ", "OE")
                .replace("æ", "ae")
                .replace("Æ", "AE")
                .replace("ß", "ss")
                .chars()
                // ASCII's alone: what else has two cases is the database's own to compare, by its locale.
                .map(c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)
                .collect(StringBuilder::new, (all, c) -> all.append((char) c), StringBuilder::append)
                .toString();
    }

    /** The words of a text, as the vocabulary has them. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher each = WORD.matcher(plain(text));
        while (each.find()) {
            words.add(each.group());
        }
        return words;
    }
}
