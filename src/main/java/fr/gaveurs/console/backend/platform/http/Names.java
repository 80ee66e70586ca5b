package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.PlainLetters;
import java.util.Collection;
import java.util.List;

/** Names that people give: two that are alike could not be told apart in a list. */
public final class Names {
    private static final String FIELD = "name";

    private Names() {}

    /**
     * What is kept of one.
     *
     * @param refusal what cannot be kept, a sentence
     * @throws ProblemException when nothing is there
     */
    public static String given(String name, String refusal) {
        String given = name.strip();
        if (given.isEmpty()) {
            throw ProblemException.validation(refusal, List.of(new FieldError(FIELD, "must not be blank")));
        }
        return given;
    }

    /**
     * Whatever their capitals, accents and blanks. Not by the database, some of which know of no capitals beyond ASCII.
     *
     * @param what such as {@code schedule}
     * @param others that there are, under a lock of the table
     * @throws ProblemException when one of them is called so
     */
    public static void checkFree(String name, Collection<String> others, String what) {
        String wanted = name.strip();
        String plain = PlainLetters.ofName(name);
        for (String other : others) {
            if (PlainLetters.ofName(other).equals(plain)) {
                String written = wanted.equals(other.strip()) ? "" : ", written " + other.strip();
                throw ProblemException.conflict(
                        "there is a " + what + " " + wanted + " already" + written + ": give this one another name",
                        List.of(new FieldError(FIELD, "must be another one")));
            }
        }
    }
}
