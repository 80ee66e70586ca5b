package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.FieldError;
import java.util.stream.Collectors;

/** The rules that the contract's records name by annotations, for what does not come over a route. */
public final class RecordRules {
    /** Making one takes long, and most programs that could use it never do. */
    private static final class Held {
        private static final RequestReader READER = new RequestReader();
    }

    private RecordRules() {}

    /**
     * The same record, if it keeps its rules.
     *
     * @throws ProblemException naming each field at fault, as a route answers
     */
    public static <R extends Record> R check(R value) {
        return Held.READER.valid(value);
    }

    /** A problem in one line: its detail, then each field at fault. */
    public static String line(ProblemException problem) {
        return problem.getMessage()
                + problem.errors().stream()
                        .map(RecordRules::line)
                        .collect(Collectors.joining("; ", problem.errors().isEmpty() ? "" : ": ", ""));
    }

    private static String line(FieldError error) {
        return error.field().isEmpty() ? error.message() : error.field() + " " + error.message();
    }
}
