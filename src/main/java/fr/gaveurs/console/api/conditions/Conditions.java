package fr.gaveurs.console.api.conditions;

import fr.gaveurs.console.api.Keyed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a station or with a part of the system, for as long as it is. */
public final class Conditions {
    /** What a kind of condition may be called. */
    public static final String KIND_PATTERN = "[a-z][a-z0-9_]{0,59}";

    /** The worst first, of two that are equally bad the one that began later. */
    public static final Comparator<Condition> WORST_FIRST = Comparator.comparing(Condition::severity)
            .thenComparing(Condition::since)
            .reversed()
            .thenComparing(Condition::source)
            .thenComparing(Condition::kind);

    private Conditions() {}

    /** Whose condition it is. */
    public enum Scope implements Keyed {
        /** A station's: its source is the station's id. */
        STATION,
        /** Of the console or what it stands on: its source is the part's name. */
        SYSTEM
    }

    /** How much somebody should look, least first. */
    public enum Severity implements Keyed {
        /** Good to know. */
        NOTE,
        /** Somebody should look. */
        WARNING,
        /** Somebody must act. */
        CRITICAL
    }

    /**
     * One condition. At most one of a scope, source, console and kind is open at once.
     *
     * @param source a station's id, or the name of a part of the system such as {@code spool}
     * @param console which of several consoles on one database it is the part of; null for stations and for what all of
     *     them share
     * @param kind what is wrong, such as {@code stuck_channel}
     * @param since when it began
     * @param clearedAt when it was over; null while it is open
     * @param confirmed whether its source has said so since this console's start; one that is not confirmed is open from
     *     before, and nobody knows whether it still is
     * @param text what is wrong, a sentence in English; a window says it in its own language by kind and details
     * @param remedy how to mend it, as {@code text}
     * @param details figures and names of the sentence by their names, such as {@code channels}; never null
     * @param easing whether it is no longer as bad as it was raised for: between its limits, or over for less than its
     *     delay. False while that is not known, and of an older console
     */
    public record Condition(
            Scope scope,
            String source,
            @Nullable String console,
            String kind,
            Severity severity,
            Instant since,
            @Nullable Instant clearedAt,
            boolean confirmed,
            String text,
            String remedy,
            Map<String, String> details,
            boolean easing) {
        /** One that is as bad as it was raised for. */
        public Condition(
                Scope scope,
                String source,
                @Nullable String console,
                String kind,
                Severity severity,
                Instant since,
                @Nullable Instant clearedAt,
                boolean confirmed,
                String text,
                String remedy,
                Map<String, String> details) {
            this(scope, source, console, kind, severity, since, clearedAt, confirmed, text, remedy, details, false);
        }

        public boolean isOpen() {
            return clearedAt == null;
        }

        /** What tells it from every other one that is open. */
        public Key key() {
            return new Key(scope, source, console, kind);
        }
    }

    /** Names one condition. */
    public record Key(Scope scope, String source, @Nullable String console, String kind) {}

    /**
     * Which conditions; all that are open where nothing is said.
     *
     * @param cleared whether those that were cleared lately come too, 200 at most
     */
    public record ConditionQuery(
            @Nullable Scope scope,
            @Nullable @Size(max = 100) String source,

            @Nullable @Pattern(regexp = KIND_PATTERN, message = "must be a kind such as stuck_channel")
            String kind,

            @Nullable Severity severity,
            @Nullable Boolean cleared) {}
}
