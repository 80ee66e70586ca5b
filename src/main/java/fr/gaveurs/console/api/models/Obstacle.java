package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.models.Models.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a training came to nothing, or learnt nothing of a figure: programs go by the kind, windows say it in their language.
 *
 * @param target the figure that it is about; null where it is about the whole training
 * @param details what the kind's sentence has places for, such as {@code 40}
 */
public record Obstacle(Kind kind, @Nullable Target target, List<String> details) {
    /** Characters of one detail: what a database says may be long. */
    private static final int MOST = 300;

    /** With its English sentence. */
    public enum Kind implements Keyed {
        /** {@code {0}} usable samples, of {@code {1}} that are needed. */
        TOO_FEW("the {target} of {0} usable samples is known, and {1} are needed"),
        ALL_ALIKE("the {target} of all samples is {0}: there is nothing to tell apart"),
        /** {@code {0}} is a share, 0–1. */
        LEAKS("something leaks: with truths dealt out by chance, the share {0} of the {target} was still explained"),
        DATASET_UNKNOWN("there is no data set {0}"),
        DATASET_CHANGED("the data set {0} is not what it was when it was frozen: its SHA-256 differs"),
        NO_MEMORY("it needs more memory than there is"),
        ENDED("it was begun {0} times, and each time the console ended meanwhile"),
        RETIRED("what came of it is the model {0} again, which is retired: another seed, other features or another data"
                + " set give another one"),
        DATABASE("the database refused what came of it: {0}"),
        PROGRAM("an error of the program: {0}");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    public Obstacle {
        details = details.stream().map(each -> ShortText.elided(each, MOST)).toList();
    }

    /** One that is about a figure. */
    public static Obstacle of(Kind kind, Target target, Number... figures) {
        return new Obstacle(
                kind, target, Arrays.stream(figures).map(String::valueOf).toList());
    }

    /** One that is about the training, or its data set. */
    public static Obstacle of(Kind kind, Object... details) {
        return new Obstacle(
                kind, null, Arrays.stream(details).map(String::valueOf).toList());
    }

    /** It as a sentence without a full stop. */
    public String words() {
        String words = target == null ? kind.sentence : kind.sentence.replace("{target}", target.key());
        for (int i = 0; i < details.size(); i++) {
            words = words.replace("{" + i + "}", details.get(i));
        }
        return words;
    }

    /** All of them as a sentence. */
    public static String words(List<Obstacle> all) {
        return all.stream().map(Obstacle::words).collect(Collectors.joining("; "));
    }
}
