package fr.gaveurs.console.backend.platform.conditions;

import java.util.Map;

/** What a source says of one of its conditions now. */
public sealed interface Observation {
    /** It is well. */
    Observation INACTIVE = new Inactive();
    /** Nobody knows, since the source is silent or another console hears it: nothing is raised, nothing cleared. */
    Observation UNKNOWN = new Unknown();

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
    }

    /** See {@link #INACTIVE}. */
    record Inactive() implements Observation {}

    /** See {@link #UNKNOWN}. */
    record Unknown() implements Observation {}
}
