package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.models.Models.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a training came to nothing, or learnt nothing of a figure. Over the wire and in tables it is an English sentence;
 * whoever says it in another language reads it back from that.
 *
 * @param target the figure that it is about; null where it is about the whole training
 * @param figures as they stand in the sentence
 */
public record Obstacle(Kind kind, @Nullable Target target, List<String> figures) {
    private static final String NOTHING = "nothing can be learnt: ";
    private static final String NEXT = "; ";

    /** With its sentence. */
    public enum Kind implements Keyed {
        /** {@code {0}} usable samples, of {@code {1}} that are needed. */
        TOO_FEW("the {target} of {0} usable samples is known, and {1} are needed"),
        ALL_ALIKE("the {target} of all samples is {0}: there is nothing to tell apart"),
        /** {@code {0}} is a share, 0–1. */
        LEAKS("something leaks: with truths dealt out by chance, the share {0} of the {target} was still explained"),
        DATASET_UNKNOWN("there is no data set {0}"),
        DATASET_CHANGED("the data set {0} is not what it was when it was frozen: its SHA-256 differs"),
        NO_MEMORY("it needs more memory than there is");

        private static final String NUMBER = "[-+0-9.Ee]+)\\Q";
        private final String sentence;
        private final Pattern pattern;

        Kind(String sentence) {
            this.sentence = sentence;
            pattern = Pattern.compile("\\Q"
                    + sentence.replace("{target}", "\\E(?<target>[a-z_]+)\\Q")
                            .replace("{0}", "\\E(?<first>" + NUMBER)
                            .replace("{1}", "\\E(?<second>" + NUMBER)
                    + "\\E");
        }

        private @Nullable Obstacle read(String said) {
            Matcher matcher = pattern.matcher(said);
            if (!matcher.matches()) {
                return null;
            }
            Target target = null;
            if (sentence.contains("{target}")) {
                String key = matcher.group("target");
                target = Arrays.stream(Target.values())
                        .filter(each -> each.key().equals(key))
                        .findFirst()
                        .orElse(null);
                if (target == null) {
                    return null;
                }
            }
            List<String> figures = new ArrayList<>();
            if (sentence.contains("{0}")) {
                figures.add(String.valueOf(matcher.group("first")));
            }
            if (sentence.contains("{1}")) {
                figures.add(String.valueOf(matcher.group("second")));
            }
            return new Obstacle(this, target, figures);
        }
    }

    public Obstacle {
        figures = List.copyOf(figures);
    }

    /** One that is about a figure. */
    public static Obstacle of(Kind kind, Target target, Number... figures) {
        return new Obstacle(
                kind, target, Arrays.stream(figures).map(String::valueOf).toList());
    }

    /** One that is about the training, or its data set. */
    public static Obstacle of(Kind kind, Number... figures) {
        return new Obstacle(
                kind, null, Arrays.stream(figures).map(String::valueOf).toList());
    }

    /** It as a sentence without a full stop. */
    public String words() {
        String words = target == null ? kind.sentence : kind.sentence.replace("{target}", target.key());
        for (int i = 0; i < figures.size(); i++) {
            words = words.replace("{" + i + "}", figures.get(i));
        }
        return words;
    }

    /** What a training says of which no figure could be learnt. */
    public static String nothing(List<String> words) {
        return NOTHING + String.join(NEXT, words);
    }

    /** Those that words tell of; empty where they tell of something else. */
    public static List<Obstacle> read(String words) {
        List<Obstacle> obstacles = new ArrayList<>();
        String said = words.startsWith(NOTHING) ? words.substring(NOTHING.length()) : words;
        for (String part : said.split(NEXT, -1)) {
            Obstacle found = one(part);
            if (found == null) {
                return List.of();
            }
            obstacles.add(found);
        }
        return List.copyOf(obstacles);
    }

    private static @Nullable Obstacle one(String words) {
        for (Kind kind : Kind.values()) {
            Obstacle found = kind.read(words);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
