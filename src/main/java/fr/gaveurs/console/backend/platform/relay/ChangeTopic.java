package fr.gaveurs.console.backend.platform.relay;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * A kind of change that consoles on one database tell each other. On the wire a change is {@code KEY:PART:…:SUBJECT}, or
 * {@code KEY} alone where it has neither parts nor subject; no part holds a colon, nothing of it a space, all is ASCII.
 *
 * @param key its letters on the wire; those of a topic that is known are never given to another one
 * @param subjects whether its changes are of subjects
 * @param parts how many parts its value has
 * @param write its value as parts
 * @param read the value of parts; may throw IndexOutOfBoundsException or IllegalArgumentException for what is none
 * @param merge what two changes of one subject are together
 * @param <V> what is told of a subject
 */
public record ChangeTopic<V>(
        String key,
        boolean subjects,
        int parts,
        Function<V, List<String>> write,
        Function<List<String>, V> read,
        BinaryOperator<V> merge) {
    /** One that tells of its subjects only that they changed. */
    public static ChangeTopic<Boolean> ofSubjects(String key) {
        return new ChangeTopic<>(key, true, 0, value -> List.of(), parts -> true, (one, other) -> true);
    }

    /** One that tells only that something of it changed: its subject is the empty text. */
    public static ChangeTopic<Boolean> withoutSubjects(String key) {
        return new ChangeTopic<>(key, false, 0, value -> List.of(), parts -> true, (one, other) -> true);
    }

    /** A change as it goes over the wire. */
    String word(String subject, V value) {
        StringBuilder word = new StringBuilder(key);
        write.apply(value).forEach(part -> word.append(':').append(part));
        return subjects ? word.append(':').append(subject).toString() : word.toString();
    }
}
