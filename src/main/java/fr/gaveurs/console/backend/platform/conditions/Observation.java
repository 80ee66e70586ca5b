package fr.gaveurs.console.backend.platform.conditions;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a source says of one of its conditions now. */
public sealed interface Observation {
    /** It is well. */
    Observation INACTIVE = new Inactive(null);
    /** Nobody knows, since the source is silent or another console hears it: nothing is raised, nothing cleared. */
    Observation UNKNOWN = new Unknown();

    /**
     * What a figure says that is raised at one limit and over at another one.
     *
     * @param from it is so from here on
     * @param until it is over as soon as the figure is no more than this
     * @param words with the figure as it is now
     */
    static Observation of(double figure, double from, double until, Active words) {
        return figure >= from ? words : figure > until ? new Lingering(words) : new Inactive(words);
    }

    /**
     * It is so.
     *
     * @param text what is wrong, an English sentence without a full stop
     * @param remedy how to mend it, as {@code text}
     * @param details figures and names of the sentence, by their names; {@link java.util.Locale#ROOT}
     */
    record Active(String text, String remedy, Map<String, String> details) implements Observation {
        public Active {
            details = Map.copyOf(details);
        }

        /** This, known to have begun then; null where its source does not know when. */
        public Observation since(@Nullable Instant since) {
            return since == null ? this : new ActiveSince(this, since);
        }
    }

    /**
     * It is so, and its source remembers over a restart when that began: a console that was killed before it had written the
     * condition says the same again.
     *
     * @param since by the clock; what lies ahead of it counts as now
     */
    record ActiveSince(Active words, Instant since) implements Observation {}

    /**
     * Not so bad that it would be raised, and not so good that it is over: what is open stays so.
     *
     * @param words what is said of it meanwhile
     */
    record Lingering(Active words) implements Observation {}

    /**
     * See {@link #INACTIVE}.
     *
     * @param words what is said of it until it is cleared; null: what was said last
     */
    record Inactive(@Nullable Active words) implements Observation {}

    /** See {@link #UNKNOWN}. */
    record Unknown() implements Observation {}
}
