package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.client.ApiException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a request did not bring its answer, in the window's language: a part of a sentence for each kind of problem that
 * the console answers with. The backend's own words, which are English, follow in brackets where they say more.
 */
public final class ProblemText {
    private static final String TYPES = "/problems/";

    /** Of these the backend's words say nothing further to a person. */
    private static final Set<String> WHOLE = Set.of(
            "another-person",
            "busy",
            "internal",
            "method-not-allowed",
            "onnx-damaged",
            "onnx-learnt",
            "onnx-no-runtime",
            "rate-limited",
            "shutting-down",
            "starting",
            "token-needed",
            "too-slow",
            "unreachable",
            "unreadable",
            "upgrade-needed");

    /** So begin the kinds of which none is like another one: they have a sentence for each reason. */
    private static final List<String> FAMILIES = List.of("firmware-", "product-", "unknown-");

    /** In what the server says of names that it does not know: which these are, and names that are alike. */
    private static final Pattern UNKNOWN =
            Pattern.compile("(?:(?<names>.+) )?must be written as one that is known(?:, such as (?<alike>.+)|:.*)?");

    private ProblemText() {}

    /** Of what a future of the client, or a task that waits for one, failed with. */
    public static String of(Throwable failure, Messages messages) {
        ApiException why = ApiException.of(failure);
        String kind = kind(why.problem());
        String fields = fields(kind, why.problem().errors(), messages);
        // Else with the fields at fault as the server names them, which the problem's detail may leave out.
        String words = fields.isEmpty() ? of(kind, why.getMessage(), messages) : fields;
        List<FieldError> errors = why.problem().errors();
        return errors != null && errors.size() == 1 && kind.startsWith("unknown-")
                ? named(words, errors.getFirst().message(), messages)
                : words;
    }

    private static String named(String words, String message, Messages messages) {
        Matcher unknown = UNKNOWN.matcher(message);
        if (!unknown.matches()) {
            return words;
        }
        String names = unknown.group("names");
        String alike = unknown.group("alike");
        String named = names == null ? words : messages.get("problem.named", words, names);
        return alike == null ? named : messages.get("problem.alike", named, alike);
    }

    /** A part of a sentence for each field at fault; empty where not all of them have one. */
    private static String fields(String kind, @Nullable List<FieldError> errors, Messages messages) {
        if (errors == null) {
            return "";
        }
        List<String> words = errors.stream()
                .map(error -> messages.getOr("problem." + kind + "." + error.field(), ""))
                .distinct()
                .toList();
        return words.contains("")
                ? ""
                : words.stream()
                        .reduce((first, next) -> messages.get("problem.both", first, next))
                        .orElse("");
    }

    /** Of what the saving of a file failed with: this machine's disk has its own words. */
    public static String ofFile(Throwable failure, Messages messages) {
        Throwable cause = failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
        return cause instanceof IOException ? String.valueOf(cause.getMessage()) : of(failure, messages);
    }

    public static String of(Problem problem, Messages messages) {
        return of(new ApiException(problem), messages);
    }

    /** @param kind see {@link #kind}; one that this version does not know gets a sentence that fits all */
    public static String of(@Nullable String kind, @Nullable String detail, Messages messages) {
        String own = messages.getOr("problem." + kind, "");
        String sentence = own.isEmpty() ? messages.get("problem.other") : own;
        boolean whole = kind != null && !own.isEmpty() && isWhole(kind);
        return whole || detail == null || detail.isBlank()
                ? sentence
                : messages.get("problem.with_detail", sentence, detail);
    }

    private static boolean isWhole(String kind) {
        return WHOLE.contains(kind) || FAMILIES.stream().anyMatch(kind::startsWith);
    }

    /** The last part of a problem's type, such as {@code conflict}. */
    public static String kind(Problem problem) {
        // What stands between the window and the console may answer without one.
        String type = String.valueOf(problem.type());
        return type.startsWith(TYPES) ? type.substring(TYPES.length()) : "other";
    }
}
