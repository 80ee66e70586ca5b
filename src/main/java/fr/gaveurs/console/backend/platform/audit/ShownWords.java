package fr.gaveurs.console.backend.platform.audit;

import fr.gaveurs.console.api.PlainLetters;
import fr.gaveurs.console.api.audit.AuditApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;

/** What the journal calls kinds of things, and whoever acted without a name, in the languages of the program. */
public final class ShownWords {
    private static final List<Word> OBJECTS = read("journal.object.");
    private static final List<Word> NAMELESS = read("journal.nobody.");

    private ShownWords() {}

    /** @param plain the words, in small letters without accents */
    private record Word(String kind, String plain) {}

    /**
     * Which things are meant.
     *
     * @param kinds of things
     * @param rest what is said of one of them behind the words for its kind, such as its number; empty: nothing
     */
    record Meant(Set<String> kinds, String rest) {}

    private static List<Word> read(String prefix) {
        List<Word> words = new ArrayList<>();
        for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            ResourceBundle acts = ResourceBundle.getBundle(
                    AuditApi.WORDS,
                    language,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            for (String key : Collections.list(acts.getKeys())) {
                if (key.startsWith(prefix)) {
                    words.add(new Word(key.substring(prefix.length()), plain(acts.getString(key))));
                }
            }
        }
        return List.copyOf(words);
    }

    private static String plain(String text) {
        return PlainLetters.of(text).strip();
    }

    /** What is meant by a part of the words for a kind, or by these and what follows; one may mean several kinds. */
    static List<Meant> objects(String typed) {
        String wanted = plain(typed);
        Set<String> parts = new TreeSet<>();
        List<Meant> meant = new ArrayList<>();
        for (Word word : OBJECTS) {
            if (word.plain().contains(wanted)) {
                parts.add(word.kind());
            } else if (wanted.startsWith(word.plain() + " ")) {
                meant.add(new Meant(
                        Set.of(word.kind()),
                        wanted.substring(word.plain().length()).strip()));
            }
        }
        if (!wanted.isEmpty() && !parts.isEmpty()) {
            meant.add(new Meant(parts, ""));
        }
        return meant;
    }

    /** Kinds of actors of whom lists show words that hold what was typed where they said no name. */
    public static Set<String> nameless(String typed) {
        String wanted = plain(typed);
        Set<String> kinds = new TreeSet<>();
        for (Word word : NAMELESS) {
            if (!wanted.isEmpty() && word.plain().contains(wanted)) {
                kinds.add(word.kind());
            }
        }
        return kinds;
    }
}
