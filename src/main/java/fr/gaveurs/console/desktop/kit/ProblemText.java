package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.client.ApiException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
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

    /** So begin the kinds of refused images, which have a sentence for each of their reasons. */
    private static final String IMAGES = "firmware-";

    private ProblemText() {}

    /** Of what a future of the client, or a task that waits for one, failed with. */
    public static String of(Throwable failure, Messages messages) {
        ApiException why = ApiException.of(failure);
        // With the fields at fault, which the problem's detail may leave out.
        return of(kind(why.problem()), why.getMessage(), messages);
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
        String sentence = messages.getOr("problem." + kind, messages.get("problem.other"));
        return detail == null || detail.isBlank() || (kind != null && (WHOLE.contains(kind) || kind.startsWith(IMAGES)))
                ? sentence
                : messages.get("problem.with_detail", sentence, detail);
    }

    /** The last part of a problem's type, such as {@code conflict}. */
    public static String kind(Problem problem) {
        // What stands between the window and the console may answer without one.
        String type = String.valueOf(problem.type());
        return type.startsWith(TYPES) ? type.substring(TYPES.length()) : "other";
    }
}
